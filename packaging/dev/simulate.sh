# ./dev simulate: seeded worlds of real engines and the real relay core. Arguments go to tests/simulation/simulate.cpp.

run_simulate() {
  [[ ${1:-} == --no-install ]] && { may_install=0; shift; }
  install_packages base relay desktop test
  lock_build
  third_party native
  configure dev
  say "compiling …"
  phase "build" compile dev sotto-simulate
  exec {build_lock}>&-
  exec build/dev/tests/simulation/sotto-simulate "$@"
}
