// SPDX-License-Identifier: GPL-3.0-or-later
// The tests that need the built wasm module: tests/runners/30-wasm.sh runs them after the build.
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["src/engine/wasm/*.wasm.ts"], testTimeout: 60_000, fileParallelism: false } });
