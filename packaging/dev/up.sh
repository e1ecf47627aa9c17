# ./dev up: from nothing to a relay that serves the web client.

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

run_up() {
  local port=8484 data_dir=${XDG_DATA_HOME:-$HOME/.local/share}/sotto-relay
  while (($#)); do
    case $1 in
      --port) port=${2:-}; shift 2 || fail "--port needs a number" ;;
      --data-dir) data_dir=${2:-}; shift 2 || fail "--data-dir needs a folder" ;;
      --no-install) may_install=0; shift ;;
      *) fail "./dev up does not know '$1'" ;;
    esac
  done
  [[ $port =~ ^[0-9]{1,5}$ ]] && ((port >= 1 && port <= 65535)) || fail "'$port' is not a port number"
  [[ -n $data_dir ]] || fail "--data-dir needs a folder"
  port_is_busy "$port" && fail "port $port is in use; choose another with --port"
  mkdir -p "$data_dir" 2>/dev/null && [[ -w $data_dir ]] || fail "cannot write to $data_dir; choose another folder with --data-dir"
  data_dir=$(cd "$data_dir" && pwd)

  for part in protocol server webclient/bridge; do
    [[ -f $part/CMakeLists.txt ]] || fail "there is no $part in this checkout yet, so there is nothing to start"
  done
  [[ -f webclient/package.json ]] || fail "there is no web client in this checkout yet, so there is nothing to show"

  require_disk 500
  phase "packages" install_packages base relay web
  use_node
  lock_build
  phase "third-party libraries" third_party native
  configure dev
  say "compiling the relay …"
  phase "relay" compile dev sotto-relay
  phase "engine" build_wasm -DSOTTO_BUILD_TESTS=OFF
  phase "web client" build_web
  flock --unlock "$build_lock"
  exec {build_lock}>&-

  exec build/dev/server/sotto-relay serve --listen "127.0.0.1:$port" --data-dir "$data_dir" --web-root "$PWD/webclient/dist"
}
