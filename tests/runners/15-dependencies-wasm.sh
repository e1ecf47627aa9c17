#!/usr/bin/env bash
# The third-party libraries under WebAssembly, in Node.
cd "$SOTTO_WASM_BUILD/tests/packaging" || exit 1
exec node --no-experimental-fetch dependency_checks_main.js >"$SOTTO_TEST_RESULTS/dependencies.xml"
