# ./dev fuzz: builds the targets of tests/fuzz with clang's libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer, and
# runs each for a while, one after the other. What is found grows in build/fuzz-corpus; tests/fuzz/corpus holds what the
# tests replay, and only --minimise changes it.

run_fuzz() {
  local only="" seconds=60 replay="" minimise=0
  while (($#)); do
    case $1 in
      --target) only=${2:-}; shift 2 || fail "--target needs a name" ;;
      --seconds) seconds=${2:-}; shift 2 || fail "--seconds needs a number" ;;
      --replay) replay=${2:-}; shift 2 || fail "--replay needs a file" ;;
      --minimise) minimise=1; shift ;;
      --no-install) may_install=0; shift ;;
      *) fail "./dev fuzz does not know '$1'" ;;
    esac
  done
  [[ $seconds =~ ^[1-9][0-9]*$ ]] || fail "--seconds needs a number, not '$seconds'"
  [[ -z $replay || -n $only ]] || fail "--replay needs --target too"
  [[ -z $replay || -f $replay ]] || fail "there is no file '$replay'"
  build_fuzzers

  local program name size
  declare -gA program_of=() size_of=()
  for program in build/fuzz/tests/fuzz/sotto_fuzz_*; do
    while read -r name size; do program_of[$name]=$program size_of[$name]=$size; done < <(SOTTO_FUZZ_LIST=1 "$program")
  done
  local names=()
  mapfile -t names < <(printf '%s\n' "${!program_of[@]}" | sort)
  if [[ -n $only ]]; then
    [[ -n ${program_of[$only]:-} ]] || fail "there is no target '$only'; there are: ${names[*]}"
    names=("$only")
  fi
  [[ -z $replay ]] || { fuzzer "$only" "$replay"; return; }
  ((!minimise)) || { for name in "${names[@]}"; do minimise_corpus "$name"; done; return; }
  fuzz_each "$seconds" "${names[@]}"
}

build_fuzzers() {
  local wanted=()
  install_packages base relay test fuzz
  lock_build
  third_party native
  configure fuzz
  mapfile -t wanted < <(ninja -C build/fuzz -t targets all | sed -n 's/^\(sotto_fuzz_[a-z]*\): phony$/\1/p' | grep -v targets | sort -u)
  say "compiling for fuzzing …"
  phase "fuzz build" compile fuzz "${wanted[@]}"
  exec {build_lock}>&-
  export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1} UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
}

# fuzzer <target> <libFuzzer's arguments …>
fuzzer() { SOTTO_FUZZ_TARGET=$1 nice "${program_of[$1]}" "${@:2}"; }

# fuzz_each <seconds> <target …>: a line for each, and one over all. Not the end when one fails.
fuzz_each() {
  local seconds=$1 one failed=0 runs=0
  shift
  for one in "$@"; do
    fuzz_one "$one" "$seconds" || ((++failed))
  done
  echo "$# targets, $runs runs, $failed failed"
  ((failed == 0))
}

fuzz_one() {
  local name=$1 seconds=$2 found=build/fuzz-corpus/$1 log=build/logs/fuzz-$1.log status=0 count coverage crash
  mkdir -p "$found" build/fuzz-seeds/"$name" build/fuzz-crashes build/logs tests/fuzz/corpus/"$name"
  SOTTO_FUZZ_SEEDS=build/fuzz-seeds/$name fuzzer "$name"
  fuzzer "$name" -max_len="${size_of[$name]}" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=4096 \
    -print_final_stats=1 -artifact_prefix=build/fuzz-crashes/"$name"- \
    "$found" tests/fuzz/corpus/"$name" build/fuzz-seeds/"$name" </dev/null >"$log" 2>&1 || status=$?
  count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 | cut -d ' ' -f 2)
  runs=$((runs + ${count:-0}))
  printf '%-24s %10s runs  %6s edges  %s\n' "$name" "${count:-0}" "${coverage:-0}" "$( ((status)) && echo FAILED || echo ok)"
  ((status)) || return 0
  crash=$(grep -o "build/fuzz-crashes/$name-[a-z]*-[0-9a-f]*" "$log" | tail -n 1)
  grep -E 'ERROR:|runtime error|does not hold|SUMMARY' "$log" | head -n 5
  [[ -z $crash ]] || echo "replay it: ./dev fuzz --target $name --replay $crash"
  return 1
}

# The smallest inputs that still reach all that was reached, into the checkout. For people: look at the change, commit it.
minimise_corpus() {
  local name=$1 out=build/fuzz-minimised/$1
  rm -rf "$out"
  mkdir -p "$out" build/fuzz-corpus/"$name" tests/fuzz/corpus/"$name"
  fuzzer "$name" -set_cover_merge=1 "$out" tests/fuzz/corpus/"$name" build/fuzz-corpus/"$name" \
    </dev/null >build/logs/fuzz-minimise-"$name".log 2>&1 || fail "could not minimise $name (log: build/logs/fuzz-minimise-$name.log)"
  find tests/fuzz/corpus/"$name" -type f ! -name 'found-*' -delete
  cp "$out"/* tests/fuzz/corpus/"$name"/
  say "$name: $(find tests/fuzz/corpus/"$name" -type f | wc -l) inputs"
}
