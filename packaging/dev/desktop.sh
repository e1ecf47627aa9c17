# ./dev desktop: the Qt client.

run_desktop() {
  local arguments=()
  while (($#)); do
    case $1 in
      --no-install) may_install=0; shift ;;
      --) shift; arguments+=("$@"); break ;;
      *) arguments+=("$1"); shift ;;
    esac
  done
  [[ -f desktop/CMakeLists.txt ]] || fail "there is no desktop client in this checkout yet"
  phase "packages" install_packages base desktop
  lock_build
  phase "third-party libraries" third_party native
  is_installed libboost1.81-dev && configure dev || configure dev -DSOTTO_BUILD_SERVER=OFF
  say "compiling …"
  phase "desktop client" compile dev sotto
  exec {build_lock}>&-
  exec build/dev/desktop/sotto "${arguments[@]}"
}
