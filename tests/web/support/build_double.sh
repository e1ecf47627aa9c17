#!/usr/bin/env bash
# Builds the screens with the scripted engine into build/web-tests/double.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../webclient"
export SOTTO_ENGINE_DOUBLE=$PWD/../tests/web/double/engine_double.ts SOTTO_WEB_OUT=$PWD/../build/web-tests/double
node scripts/generate.mjs
nice npx --no-install vite build --logLevel warn
