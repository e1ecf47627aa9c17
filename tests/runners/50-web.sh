#!/usr/bin/env bash
# The web client in a real Chromium: every screen with a scripted engine, then everything with the real engine and relay.
# SOTTO_TRACES=1 keeps a trace of what failed, for `playwright show-trace`; with it the tests take twice as long.
set -euo pipefail
tests/web/support/build_double.sh
cd tests/web
npx --no-install tsc
npx --no-install playwright test
