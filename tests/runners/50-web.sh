#!/usr/bin/env bash
# The web client in a real Chromium: every screen with a scripted engine, then everything with the real engine and relay.
set -euo pipefail
tests/web/support/build_double.sh
cd tests/web
npx --no-install tsc
npx --no-install playwright test
