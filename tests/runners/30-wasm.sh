#!/usr/bin/env bash
# The engine's wasm module, the one that browsers get, under Node.
cd webclient || exit 1
export SOTTO_ENGINE_DIR=$SOTTO_WASM_BUILD/webclient/bridge
exec node_modules/.bin/vitest run --config src/engine/wasm/vitest.config.ts \
  --reporter=default --reporter=junit --outputFile.junit="$SOTTO_TEST_RESULTS/engine-wasm.xml"
