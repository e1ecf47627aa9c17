# ./dev conformance: the suite's matrix. Arguments go to tests/conformance/run.mjs.

run_conformance() {
  [[ ${1:-} == --no-install ]] && { may_install=0; shift; }
  [[ -f tests/conformance/run.mjs ]] || fail "there is no conformance suite in this checkout yet"
  install_packages base relay web desktop test
  use_node
  lock_build
  third_party native
  configure dev
  compile dev sotto-conformance-driver
  build_wasm
  [[ -f tests/conformance/package-lock.json ]] && npm_packages tests/conformance
  exec {build_lock}>&-
  SOTTO_BUILD=$PWD/build/dev SOTTO_WASM_BUILD=$PWD/build/wasm exec node tests/conformance/run.mjs "$@"
}
