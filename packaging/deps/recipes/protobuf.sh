# The lite runtime of Protobuf for WebAssembly; native code uses Debian's package, which also has protoc of the same version.

build_library() {
  local source objects=() running=0
  local flags=(-std=c++17 -Os -g0 -w -DNDEBUG "-ffile-prefix-map=$work=protobuf" -Isrc)
  local lite
  mapfile -t lite < <(sed -n '/^set(libprotobuf_lite_files/,/^)/p' cmake/libprotobuf-lite.cmake | sed -nE 's#^ *\$\{protobuf_SOURCE_DIR\}/(src/.*\.cc).*#\1#p')
  ((${#lite[@]} > 20))
  mkdir objects
  for source in "${lite[@]}"; do
    objects+=("objects/$(basename "$source").o")
    nice em++ "${flags[@]}" -c "$source" -o "objects/$(basename "$source").o" &
    if ((++running >= jobs)); then wait -n; ((running--)); fi
  done
  while ((running-- > 0)); do wait -n; done

  mkdir -p "$stage/lib" "$stage/include"
  emar rcs "$stage/lib/libprotobuf-lite.a" "${objects[@]}"
  (cd src && find google/protobuf \( -name '*.h' -o -name '*.inc' \) ! -path '*/testing/*' ! -path '*/compiler/*' ! -path '*/util/*' -exec cp --parents {} "$stage/include/" \;)
}
