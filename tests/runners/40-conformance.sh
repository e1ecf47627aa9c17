#!/usr/bin/env bash
# Native, wasm and Signal's own library against each other in every pairing, and the suite's own self-test.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../conformance" || exit 1

# The packages are installed again only when the lock file has changed; ./dev leaves the same mark.
wanted=$(cat package-lock.json package.json | sha256sum | cut -d ' ' -f 1)
if [[ "$(cat node_modules/.sotto 2>/dev/null)" != "$wanted" ]]; then
  npm ci --ignore-scripts --no-audit --no-fund || exit 1
  echo "$wanted" >node_modules/.sotto
fi

results=${SOTTO_TEST_RESULTS:-../../build/test-results}
mkdir -p "$results" || exit 1

node --test --test-concurrency=2 --test-reporter=dot --test-reporter-destination=stdout \
  --test-reporter=junit --test-reporter-destination="$results/conformance-selftest.xml" selftest/
selftest=$?
node run.mjs --junit "$results"
suite=$?
((selftest == 0 && suite == 0))
