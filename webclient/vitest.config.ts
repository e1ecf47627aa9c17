// SPDX-License-Identifier: GPL-3.0-or-later
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const results = process.env["SOTTO_TEST_RESULTS"];

export default defineConfig({
  plugins: [svelte()],
  test: {
    include: ["src/**/*.test.ts", "scripts/**/*.test.mjs"],
    reporters: ["default", ...(results === undefined ? [] : ["junit"])],
    outputFile: { junit: `${results}/vitest.xml` },
  },
});
