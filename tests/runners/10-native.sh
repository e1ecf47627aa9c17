#!/usr/bin/env bash
# Every C++ test that CMake knows: Qt Test programs, counted function by function.
set -uo pipefail

rm -rf "$SOTTO_BUILD/qt-tests"
mkdir -p "$SOTTO_BUILD/qt-tests"
ctest --test-dir "$SOTTO_BUILD" --parallel 2 --output-on-failure --no-tests=error --output-junit "$SOTTO_BUILD/ctest.xml"
status=$?
node packaging/dev/merge-ctest.mjs "$SOTTO_BUILD/ctest.xml" "$SOTTO_BUILD/qt-tests" "$SOTTO_TEST_RESULTS" || exit 1
exit "$status"
