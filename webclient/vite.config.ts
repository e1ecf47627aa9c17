// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Tests of the screens alone put a scripted engine in the place of the real one; nothing of it is ever shipped. */
const double = process.env["SOTTO_ENGINE_DOUBLE"];
if (double !== undefined && !existsSync(double)) throw new Error("SOTTO_ENGINE_DOUBLE names no file");

export default defineConfig({
  plugins: [
    svelte(),
    double !== undefined && {
      name: "engine-double",
      enforce: "pre",
      resolveId: (source: string) => (source.endsWith("/engine/client") ? double : null),
    },
  ],
  // The double lies outside this folder and has no packages of its own.
  resolve: { dedupe: ["@bufbuild/protobuf"] },
  css: {
    preprocessorOptions: {
      scss: {
        silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
        quietDeps: true,
      },
    },
  },
  worker: { format: "es" },
  build: {
    outDir: process.env["SOTTO_WEB_OUT"] ?? here("dist"),
    emptyOutDir: true,
    target: "es2022",
    // data: addresses are not in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
  },
});
