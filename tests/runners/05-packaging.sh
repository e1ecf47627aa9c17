#!/usr/bin/env bash
# The build's own promises: hashes are checked, errors are one sentence, the sum of the tests is right.
exec bash tests/packaging/run.sh
