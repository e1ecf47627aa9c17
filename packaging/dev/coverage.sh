# ./dev coverage: how much of protocol/ its own tests run through. A build of its own in build/coverage, in which only protocol/
# has counters, so that the rest comes out of ccache.

run_coverage() {
  local failed=0
  while (($#)); do
    case $1 in
      --no-install) may_install=0; shift ;;
      *) fail "./dev coverage does not know '$1'" ;;
    esac
  done
  install_packages base relay test
  use_node
  lock_build
  third_party native
  configure coverage -DSOTTO_BUILD_DESKTOP=OFF
  say "compiling with counters …"
  phase "coverage build" compile coverage all
  find build/coverage -name '*.gcda' -delete
  say "running the tests …"
  quietly coverage-tests ctest --test-dir build/coverage -j "$jobs" -L 'protocol|hostile|fuzz|web' ||
    failed=1
  node packaging/dev/coverage.mjs build/coverage
  ((failed == 0)) || fail "some tests failed (log: build/logs/coverage-tests.log); the figures above are of what ran"
}
