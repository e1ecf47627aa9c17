# ./dev format: clang-format for C++, prettier for the web client. --check changes nothing and fails if something would change.

run_format() {
  local check=0 files
  while (($#)); do
    case $1 in
      --check) check=1; shift ;;
      --no-install) may_install=0; shift ;;
      *) fail "./dev format does not know '$1'" ;;
    esac
  done
  install_packages tools
  mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp' '*.h' | while read -r file; do [[ -f $file ]] && echo "$file"; done)
  if ((${#files[@]})); then
    if ((check)); then
      clang-format --dry-run -Werror "${files[@]}" 2>&1 | grep -oE '^[^:]+' | sort -u | sed 's/^/would change: /'
      ((PIPESTATUS[0] == 0)) || fail "some C++ is not laid out; ./dev format does it"
    else
      clang-format -i "${files[@]}"
    fi
  fi
  if [[ -f webclient/package.json ]] && grep -q '"prettier"' webclient/package.json; then
    use_node
    npm_packages webclient
    if ((check)); then
      (cd webclient && npx --no-install prettier --check --log-level warn .) || fail "some of the web client is not laid out; ./dev format does it"
    else
      (cd webclient && npx --no-install prettier --write --log-level warn .)
    fi
  fi
}
