# ./dev test: builds everything with warnings as errors, runs every runner of tests/runners, ends with one line over all of them.
#
# A runner is an executable tests/runners/NN-name.sh. It finds
#   SOTTO_TEST_RESULTS  an empty folder of its own; it writes JUnit XML there, whatever names it likes
#   SOTTO_BUILD         build/dev, complete        SOTTO_WASM_BUILD  build/wasm, complete
#   SOTTO_WEB_ROOT      webclient/dist, complete   SOTTO_CHROMIUM    the browser
# and runs with the checkout as its working directory. What it prints is shown only when something failed.
# A runner that ends badly without a failed test in its XML, or that ran no test, counts as one failed test.

run_test() {
  local only="" runner status started=$SECONDS
  while (($#)); do
    case $1 in
      --no-install) may_install=0; shift ;;
      --only) only=${2:-}; shift 2 || fail "--only needs a name" ;;
      *) fail "./dev test does not know '$1'" ;;
    esac
  done

  require_disk 3000
  phase "packages" install_packages base relay web desktop test
  use_node
  lock_build
  build_everything
  say "built in $((SECONDS - started)) s"

  export SOTTO_BUILD=$PWD/build/dev SOTTO_WASM_BUILD=$PWD/build/wasm SOTTO_WEB_ROOT=$PWD/webclient/dist
  SOTTO_CHROMIUM=$(command -v chromium || true)
  export SOTTO_CHROMIUM
  local results=$PWD/build/test-results
  rm -rf "$results"
  mkdir -p "$results"
  for runner in tests/runners/[0-9]*.sh; do
    [[ -x $runner && $runner == *"$only"* ]] || continue
    run_runner "$runner" "$results/$(basename "$runner" .sh)"
  done
  say "all in $((SECONDS - started)) s"
  node packaging/dev/count-tests.mjs "$results"
}

build_everything() {
  phase "third-party libraries, native" third_party native
  phase "third-party libraries, wasm" third_party wasm
  configure dev -DSOTTO_WERROR=ON
  say "compiling …"
  phase "native" compile dev all
  phase "wasm" build_wasm -DSOTTO_WERROR=ON
  [[ -f webclient/package.json ]] && phase "web client" build_web
  local folder
  for folder in tests/*/; do
    [[ -f $folder/package-lock.json ]] && npm_packages "${folder%/}"
  done
  return 0
}

run_runner() {
  local runner=$1 results=$2 status=0 started=$SECONDS
  mkdir -p "$results"
  say "$(basename "$runner" .sh) …"
  SOTTO_TEST_RESULTS=$results "$runner" {build_lock}>&- </dev/null >"$results.log" 2>&1 || status=$?
  echo "$status" >"$results.status"
  node packaging/dev/count-tests.mjs --one "$results" || tail -n 60 "$results.log" >&2
  ((SECONDS - started < 2)) || say "  $(basename "$runner" .sh): $((SECONDS - started)) s"
}
