#!/usr/bin/env bash
# The engine's worker, its files and its tabs in a real browser.
cd tests/engine-browser || exit 1
export SOTTO_ENGINE_DIR=$SOTTO_WASM_BUILD/webclient/bridge
exec node --test --test-reporter=dot --test-reporter-destination=stdout \
  --test-reporter=junit --test-reporter-destination="$SOTTO_TEST_RESULTS/engine-browser.xml" engine.test.mjs
