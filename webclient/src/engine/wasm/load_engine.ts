// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the very module that browsers get under Node. It was built for a worker, so a little of one is put around it.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { type CreateEngineModule, WasmEngine } from "../wasm_engine";
import type { SyncFiles } from "../sync_files";

const folder = resolve(process.env["SOTTO_ENGINE_DIR"] ?? "../build/wasm/webclient/bridge");

export async function loadEngine(sottoFiles: SyncFiles): Promise<WasmEngine> {
  Object.assign(globalThis, { self: globalThis, WorkerGlobalScope: Object, location: { href: pathToFileURL(folder).href } });
  const url = pathToFileURL(resolve(folder, "sotto_engine.mjs")).href;
  const { default: create } = (await import(/* @vite-ignore */ url)) as { default: CreateEngineModule };
  return new WasmEngine(
    await create({ sottoFiles, wasmBinary: readFileSync(resolve(folder, "sotto_engine.wasm")), printErr: () => {} }),
  );
}
