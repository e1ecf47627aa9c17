// SPDX-License-Identifier: GPL-3.0-or-later
import { create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";

import { type Reply, ReplySchema, RequestSchema } from "../generated/bridge_pb";
import type { SyncFiles } from "./sync_files";

/** What the module exports; see webclient/bridge/exports.cpp. */
export interface EngineModule {
  _sotto_handle(request: number, size: number): void;
  _sotto_poll(): number;
  _malloc(size: number): number;
  _free(address: number): void;
  /** Replaced by another view when the memory grows. */
  readonly HEAPU8: Uint8Array;
}

export interface ModuleOptions {
  sottoFiles: SyncFiles;
  locateFile?: (name: string) => string;
  wasmBinary?: Uint8Array;
  printErr?: (line: string) => void;
}
export type CreateEngineModule = (options: ModuleOptions) => Promise<EngineModule>;

export type RequestInit = MessageInitShape<typeof RequestSchema>;

/** handle() and poll() with messages instead of memory. Throws when the module has stopped; it can't be used after that. */
export class WasmEngine {
  constructor(private readonly module: EngineModule) {}

  /** Carries a request out. Its answer comes first, then what it caused. */
  handle(request: RequestInit): Reply[] {
    this.pass(toBinary(RequestSchema, create(RequestSchema, request)));
    const replies: Reply[] = [];
    for (let reply = this.poll(); reply !== undefined; reply = this.poll()) replies.push(reply);
    return replies;
  }

  private pass(bytes: Uint8Array): void {
    const address = this.module._malloc(bytes.length);
    if (address === 0) throw new Error("the engine is out of memory");
    this.module.HEAPU8.set(bytes, address);
    bytes.fill(0);
    this.module._sotto_handle(address, bytes.length);
    this.module._free(address);
  }

  private poll(): Reply | undefined {
    const address = this.module._sotto_poll();
    if (address === 0) return undefined;
    const { buffer } = this.module.HEAPU8;
    const size = new DataView(buffer, address, 4).getUint32(0, true);
    return fromBinary(ReplySchema, new Uint8Array(buffer, address + 4, size).slice());
  }
}
