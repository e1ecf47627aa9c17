#!/usr/bin/env bash
# Every function named test_* below is one test: it passes if it returns 0. Writes JUnit to $SOTTO_TEST_RESULTS.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# one_sentence <pattern> <command …>: the command fails, and all it says is one line with the pattern.
one_sentence() {
  local pattern=$1 output
  shift
  if output=$("$@" 2>&1); then echo "did not fail: $*"; return 1; fi
  [[ $(wc -l <<<"$output") == 1 && $output == *"$pattern"* ]] || { echo "expected one line with '$pattern', got: $output"; return 1; }
}

test_dev_alone_explains_itself() { ./dev | grep -q './dev up'; }
test_an_unknown_subcommand_is_refused() { one_sentence "there is no './dev fly'" ./dev fly; }
test_an_unknown_option_is_refused() { one_sentence "does not know '--fast'" ./dev up --fast; }
test_a_port_that_is_no_number_is_refused() { one_sentence "is not a port number" ./dev up --port eighty; }

test_a_busy_port_is_said_in_one_sentence() {
  local port listener status=0
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => console.log(s.address().port))' >"$work/port" 2>/dev/null &
  listener=$!
  for _ in {1..100}; do [[ -s $work/port ]] && break; sleep 0.05; done
  port=$(<"$work/port")
  one_sentence "port $port is in use" timeout 20 ./dev up --port "$port" --data-dir "$work/data" || status=$?
  kill "$listener"
  return "$status"
}

test_a_data_folder_that_cannot_be_written_is_said_in_one_sentence() {
  touch "$work/file"
  one_sentence "cannot write to $work/file/data" ./dev up --port 59999 --data-dir "$work/file/data"
}

# The same after a line that says what is going on.
one_sentence_after() {
  local progress=$1 pattern=$2 output
  shift 2
  if output=$("$@" 2>&1); then echo "did not fail: $*"; return 1; fi
  [[ $(wc -l <<<"$output") == 2 && $output == "$progress"*$'\n'"error: "*"$pattern"* ]] ||
    { echo "expected '$progress …' and one line with '$pattern', got: $output"; return 1; }
}

# fake <program> <body>: what ./dev finds instead of it when it is run by with_fakes.
fake() { mkdir -p "$work/bin" && printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1" && chmod +x "$work/bin/$1"; }
with_fakes() { env PATH="$work/bin:$PATH" "$@"; }

test_a_missing_package_is_named_and_not_installed() {
  fake dpkg-query 'exit 1'
  fake apt-get "touch '$work/apt-was-called'; exit 1"
  one_sentence "missing: " with_fakes ./dev test --no-install &&
    one_sentence "missing: " with_fakes ./dev up --no-install --port 59998 --data-dir "$work/data" && [[ ! -e $work/apt-was-called ]]
}

test_a_missing_network_is_said_in_one_sentence() {
  fake dpkg-query 'exit 1'
  fake sudo 'exec "$@"'
  fake apt-get 'case "$*" in *" update") exit 0 ;; esac
echo "E: Failed to fetch http://deb.example/x.deb  Temporary failure resolving deb.example" >&2; exit 100'
  one_sentence_after installing "could not reach Debian's archive: no network?" with_fakes ./dev up --port 59998 --data-dir "$work/data" || return 1
  fake apt-get 'exit 100'
  one_sentence_after installing "could not reach Debian's archive: no network?" with_fakes ./dev up --port 59998 --data-dir "$work/data"
}

test_a_package_that_cannot_be_installed_is_said_in_one_sentence() {
  fake dpkg-query 'exit 1'
  fake sudo 'exec "$@"'
  fake apt-get 'case "$*" in *" update") exit 0 ;; esac
echo "E: Unable to locate package" >&2; exit 100'
  one_sentence_after installing "apt-get could not install: " with_fakes ./dev up --port 59998 --data-dir "$work/data"
}

test_too_little_disk_is_said_in_one_sentence() {
  fake df 'printf "Avail\n 12\n"'
  one_sentence "too little disk space: this needs 500 MiB and" with_fakes ./dev up --port 59998 --data-dir "$work/data"
}

# configured <has Qt: true or false> <preset> <option …>: what a real CMake would have in its cache after it and all calls before.
configured() {
  local qt=$1
  shift
  fake cmake "for option; do case \$option in -D*) echo \"\${option#-D}\" >>'$work/cache'; esac; done"
  (
    source packaging/dev/lib.sh
    cd "$work"
    has_qt() { "$qt"; }
    PATH=$work/bin:$PATH configure "$@"
  )
}
cached() { [[ $(grep "^$1=" "$work/cache" | tail -n 1) == "$1=$2" ]] || { echo "$1 is not $2"; cat "$work/cache"; return 1; }; }
test_what_one_command_leaves_out_the_next_builds() {
  configured false dev && cached SOTTO_BUILD_TESTS OFF && configured true dev -DSOTTO_WERROR=ON &&
    cached SOTTO_BUILD_TESTS ON && cached SOTTO_BUILD_DESKTOP ON &&
    configured true wasm -DSOTTO_BUILD_TESTS=OFF && cached SOTTO_BUILD_TESTS OFF && configured true wasm && cached SOTTO_BUILD_TESTS ON &&
    configured true dev -DSOTTO_BUILD_SERVER=OFF && cached SOTTO_BUILD_SERVER OFF && configured true dev && cached SOTTO_BUILD_SERVER ON
}

test_every_source_is_pinned_by_a_sha256() {
  local pinned
  pinned=$(grep -cE '^[a-z-]+ \| [0-9.]+ \| [a-z-]+ \| [^ ]+ \| [0-9a-f]{64} \| https://' packaging/deps/sources.lock)
  ((pinned == $(grep -vc '^#' packaging/deps/sources.lock) && pinned >= 5))
}

test_the_right_hash_is_accepted_and_a_wrong_one_refused() {
  printf 'hello' >"$work/file"
  local right
  right=$(printf 'hello' | sha256sum | cut -d ' ' -f 1)
  packaging/deps/build --verify "$work/file" "$right" &&
    one_sentence "does not have the SHA-256" packaging/deps/build --verify "$work/file" "${right/[0-9]/x}"
}

# Upstream's release is stood in for by a file; Debian's archive does not know the package.
fetch_fake() {
  printf 'a source' >"$work/source.tar"
  echo "fake | 1.0 | no-such-package | fake_1.0.tar | $1 | file://${2:-$work/source.tar}" >"$work/sources.lock"
  env XDG_CACHE_HOME="$work/cache" SOTTO_SOURCES_LOCK="$work/sources.lock" SOTTO_APT=none packaging/deps/build --fetch fake
}
test_a_source_with_the_pinned_hash_is_taken() { grep -q 'a source' "$(fetch_fake "$(printf 'a source' | sha256sum | cut -d ' ' -f 1)")"; }
test_a_source_that_was_tampered_with_is_thrown_away() {
  one_sentence "does not have the SHA-256 that sources.lock pins" fetch_fake "$(printf 'other' | sha256sum | cut -d ' ' -f 1)" &&
    [[ -z $(ls -A "$work/cache/sotto/sources" | grep fake) ]]
}
test_no_network_is_said_in_one_sentence() { one_sentence "no network" fetch_fake "$(printf '' | sha256sum | cut -d ' ' -f 1)" "$work/nowhere.tar"; }

test_a_changed_recipe_gives_another_folder() {
  local before after
  cp -r packaging/deps "$work/deps"
  before=$("$work/deps/build" --prefix native signal)
  echo "# changed" >>"$work/deps/recipes/openssl.sh"
  after=$("$work/deps/build" --prefix native signal)
  [[ $before != "$after" ]]
}

# build_fake <recipe line …>: a library from a tiny source, in a cache of its own.
build_fake() {
  cp -r packaging/deps "$work/deps" && mkdir "$work/fake" && touch "$work/fake/file" && tar -C "$work" -cf "$work/fake.tar" fake
  echo "openssl | 1.0 | no-such-package | fake.tar | $(sha256sum <"$work/fake.tar" | cut -d ' ' -f 1) | file://$work/fake.tar" >"$work/sources.lock"
  printf 'build_library() {\n  %s\n}\n' "$*" >"$work/deps/recipes/openssl.sh"
  env XDG_CACHE_HOME="$work/cache" SOTTO_SOURCES_LOCK="$work/sources.lock" SOTTO_APT=none "$work/deps/build" native openssl
}
built() { ls "$work/cache/sotto" | grep -c '^openssl-native-'; }
test_a_finished_library_is_kept() { build_fake 'mkdir "$stage/lib"; head -c 20000 /dev/zero >"$stage/lib/a.a"' && [[ $(built) == 1 ]]; }
test_a_recipe_that_fails_midway_leaves_nothing() {
  ! build_fake 'mkdir "$stage/lib"; head -c 20000 /dev/zero >"$stage/lib/a.a"; false; true' && [[ $(built) == 0 ]] && [[ -z $(ls -A "$work/cache/sotto" | grep build-) ]]
}
test_a_recipe_without_a_result_leaves_nothing() { ! build_fake 'mkdir "$stage/lib"; touch "$stage/lib/a.a"' && [[ $(built) == 0 ]]; }

test_nobody_includes_what_the_architecture_forbids() { node packaging/dev/check-includes.mjs; }
# include_is_refused <file> <include>
include_is_refused() {
  git init -q "$work/tree" && mkdir -p "$work/tree/$(dirname "$1")" && echo "#include <$2>" >"$work/tree/$1"
  node packaging/dev/check-includes.mjs "$work/tree" && return 1
  rm -rf "$work/tree"
}
test_a_forbidden_include_is_found() {
  include_is_refused protocol/src/wire/a.cpp sotto/crypto/session.hpp && include_is_refused protocol/src/client/a.cpp openssl/evp.h &&
    include_is_refused server/src/relay/a.cpp boost/beast/core.hpp && include_is_refused server/src/store/a.cpp relay/accounts.hpp &&
    include_is_refused server/src/relay/a.cpp sotto/client/engine.hpp && include_is_refused webclient/bridge/a.cpp openssl/rand.h &&
    include_is_refused protocol/src/wire/a.cpp bridge.pb.h
}

count() { node packaging/dev/count-tests.mjs "$work/results" | tail -n 1; }
results() { rm -rf "$work/results"; mkdir -p "$work/results/10-a"; echo "${1:-0}" >"$work/results/10-a.status"; cat >"$work/results/10-a/a.xml"; }
test_passed_and_failed_tests_are_summed() {
  results 1 <<<'<testsuite><testcase name="x"/><testcase name="y"><failure message="no"/></testcase><testcase name="z"></testcase></testsuite>'
  [[ $(count) == "2 passed, 1 failed" ]]
}
test_a_runner_that_crashed_counts_as_failed() {
  results 139 <<<'<testsuite><testcase name="x"/></testsuite>'
  [[ $(count) == "1 passed, 1 failed" ]]
}
test_a_runner_without_a_test_counts_as_failed() {
  results 0 <<<'<testsuite></testsuite>'
  [[ $(count) == "0 passed, 1 failed" ]] && ! node packaging/dev/count-tests.mjs "$work/results" >/dev/null
}
test_a_failure_quoted_in_output_does_not_count() {
  results 0 <<<'<testsuite><testcase name="x"><system-out><![CDATA[<failure message="quoted"/>]]></system-out></testcase></testsuite>'
  [[ $(count) == "1 passed, 0 failed" ]]
}

test_no_path_of_one_machine_is_committed() {
  ! git grep -nE '(/home/[a-z]+|/root|/work)/' -- '*.txt' '*.cmake' '*.json' '*.sh' '*.mjs' '*.ts' '*.cpp' '*.hpp' dev .ci
}
test_the_scripts_parse() { local file; for file in dev .ci/run packaging/deps/build packaging/dev/*.sh tests/runners/*.sh; do bash -n "$file" || return 1; done; }

escape() { sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/"/\&quot;/g' | tr '\n' ' '; }
run_all() {
  local test output status=0
  echo '<testsuite name="packaging">'
  for test in $(declare -F | awk '{ print $3 }' | grep '^test_'); do
    find "$work" -mindepth 1 -delete
    if output=$("$test" 2>&1); then
      echo "<testcase name=\"${test#test_}\"/>"
    else
      status=1
      echo "FAILED $test: $output" >&2
      echo "<testcase name=\"${test#test_}\"><failure message=\"$(escape <<<"$output")\"/></testcase>"
    fi
  done
  echo '</testsuite>'
  return "$status"
}
run_all >"${SOTTO_TEST_RESULTS:-$work}/packaging.xml"
