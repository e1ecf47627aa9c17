# ./dev bench: every program build/release/tests/load/*bench*, one after the other; each prints for people and,
# given --json FILE, writes its numbers as one JSON object. They are put into one file with machine and commit.

run_bench() {
  local json="" bench ran=0 parts
  while (($#)); do
    case $1 in
      --json) json=${2:-}; shift 2 || fail "--json needs a file" ;;
      --no-install) may_install=0; shift ;;
      *) fail "./dev bench does not know '$1'" ;;
    esac
  done
  [[ -d tests/load ]] || fail "there is nothing to measure in this checkout yet (tests/load is not there)"
  install_packages base relay desktop test bench
  use_node
  npm_packages tests/conformance  # Signal's own library (AGPL-3.0) is a peer, in a process of its own
  lock_build
  third_party native
  configure release
  say "compiling for speed …"
  phase "release build" compile release benches
  exec {build_lock}>&-
  echo "commit $(git rev-parse --short=12 HEAD)$(git diff --quiet HEAD || echo ' with uncommitted changes'), $(nproc) cores, $(sed -n 's/^model name[^:]*: //p;T;q' /proc/cpuinfo)"
  parts=$(mktemp -d)
  trap "rm -rf '$parts'" EXIT
  for bench in build/release/tests/load/*bench*; do
    [[ -f $bench && -x $bench ]] || continue
    "$bench" --json "$parts/$(basename "$bench").json" || fail "$(basename "$bench") failed"
    ran=1
  done
  ((ran)) || fail "no program build/release/tests/load/*bench* was built"
  [[ -z $json ]] || node packaging/dev/join-bench.mjs "$parts" >"$json"
}
