#!/usr/bin/env bash
# The web client's own rules: reducers, selectors, sentences, theme, worker; and its types.
set -euo pipefail
cd webclient
npm run --silent check
npx --no-install vitest run
