# ./dev lint: who includes whom, clang-tidy on what changed since the last commit (or on --all), prettier and svelte-check on the web client.

run_lint() {
  local all=0 files status=0
  while (($#)); do
    case $1 in
      --all) all=1; shift ;;
      --no-install) may_install=0; shift ;;
      *) fail "./dev lint does not know '$1'" ;;
    esac
  done
  install_packages tools
  use_node
  node packaging/dev/check-includes.mjs || status=1
  if ((all)); then
    mapfile -t files < <(git ls-files '*.cpp')
  else
    mapfile -t files < <({ git diff --name-only --diff-filter=d HEAD -- '*.cpp'; git diff --name-only --diff-filter=d HEAD~1 HEAD -- '*.cpp' 2>/dev/null; } | sort -u)
  fi
  if ((${#files[@]})); then
    if [[ -f build/dev/compile_commands.json ]]; then
      nice clang-tidy --quiet -p build/dev "${files[@]}" 2>/dev/null || status=1
    else
      fail "clang-tidy needs a configured build: run ./dev test or ./dev up first"
    fi
  fi
  if [[ -f webclient/package.json ]] && grep -q '"lint"' webclient/package.json; then
    npm_packages webclient
    npm run --silent lint --prefix webclient || status=1
  fi
  ((status == 0)) && say "nothing to complain about"
  return "$status"
}
