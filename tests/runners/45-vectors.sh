#!/usr/bin/env bash
# crypto-docs/vectors against what the native and the wasm build make, and against the documents; and both builds against what others
# have published.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
results=${SOTTO_TEST_RESULTS:-build/test-results}
mkdir -p "$results" || exit 1
node --test --test-reporter=dot --test-reporter-destination=stdout \
  --test-reporter=junit --test-reporter-destination="$results/vectors.xml" tests/vectors/*.test.mjs tests/known_answers/*.test.mjs
