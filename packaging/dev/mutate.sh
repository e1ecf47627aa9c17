# ./dev mutate: changes the session and group code, the client's too, in one small way after the other and looks whether a test
# notices. The changed file is compiled beside the library and linked in front of it; the checkout is not touched.

run_mutate() {
  local options=()
  while (($#)); do
    case $1 in
      --file | --sample | --seed) options+=("$1" "${2:-}"); shift 2 || fail "$1 needs a value" ;;
      --no-install) may_install=0; shift ;;
      *) fail "./dev mutate does not know '$1'" ;;
    esac
  done
  install_packages base relay test
  use_node
  lock_build
  third_party native
  configure dev
  say "compiling …"
  phase "build" compile dev test_session test_hybrid_session test_content_layer test_defences test_failures test_hostile_input \
    test_group_entry test_membership_log test_group_attacks \
    test_client_groups test_group_content test_open_groups test_group_history test_client_group_attacks
  nice node packaging/dev/mutate.mjs "${options[@]}"
}
