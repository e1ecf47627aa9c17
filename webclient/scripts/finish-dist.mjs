// SPDX-License-Identifier: GPL-3.0-or-later
// After vite: the engine's wasm goes into dist/engine, everything gets a .br and a .gz beside it, sizes are printed.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = process.env.SOTTO_WEB_OUT ?? join(root, "dist");
const compressible = new Set([".html", ".js", ".mjs", ".css", ".svg", ".wasm", ".json", ".txt"]);

function addEngine() {
  const from = process.env.SOTTO_WASM_DIR ?? join(root, "../build/wasm/webclient/bridge");
  const files = ["sotto_engine.mjs", "sotto_engine.wasm"].map((name) => join(from, name));
  if (process.env.SOTTO_ENGINE_DOUBLE !== undefined) return;
  if (!files.every(existsSync)) {
    if (process.env.SOTTO_WASM_DIR !== undefined) throw new Error("SOTTO_WASM_DIR has no sotto_engine.mjs and .wasm");
    console.warn(
      "warning: the engine is not built (build/wasm/webclient/bridge); this dist can only show its public pages",
    );
    return;
  }
  mkdirSync(join(dist, "engine"), { recursive: true });
  for (const file of files) copyFileSync(file, join(dist, "engine", file.slice(from.length + 1)));
}

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else yield path;
  }
}

function compress(path) {
  const bytes = readFileSync(path);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  if (brotli.length < bytes.length) writeFileSync(`${path}.br`, brotli);
  if (gzip.length < bytes.length) writeFileSync(`${path}.gz`, gzip);
  return { path: relative(dist, path), bytes: bytes.length, brotli: Math.min(brotli.length, bytes.length) };
}

addEngine();
const sizes = [...filesOf(dist)].filter((path) => compressible.has(extname(path))).map(compress);
for (const { path, bytes, brotli } of sizes) console.log(`${path}: ${bytes} bytes, ${brotli} over the wire`);
console.log(`all: ${sizes.reduce((sum, { brotli }) => sum + brotli, 0)} bytes over the wire`);
