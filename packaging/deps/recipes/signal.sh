# libsignal-protocol-c, with protobuf-c's current runtime in place of its bundled 1.1.1 (CVE-2022-48468) and X25519 from OpenSSL.
# assert() stays on: a broken argument must stop the program, not go on with a null pointer.
# -fwrapv: the reference Ed25519 code shifts negative numbers.

build_library() {
  local source objects=() running=0
  local flags=(-std=gnu11 -g1 -fwrapv -fno-strict-aliasing -w "-ffile-prefix-map=$work=signal"
    -Isrc -Isrc/curve25519 -Isrc/curve25519/ed25519 -Isrc/curve25519/ed25519/nacl_includes
    -Isrc/curve25519/ed25519/additions -Isrc/curve25519/ed25519/additions/generalized
    -Isrc/curve25519/ed25519/sha512 -Isrc/curve25519/ed25519/tests -I"$openssl_prefix/include")
  local compiler=cc archiver=ar
  if [[ $target == wasm ]]; then
    compiler=emcc archiver=emar
    flags+=(-O2 -g0)
  else
    flags+=(-O3 -fPIC -fstack-protector-strong)
  fi

  rm -rf src/protobuf-c src/curve25519/curve25519-donna.c
  mkdir src/protobuf-c
  cp "$work/protobuf-c/protobuf-c/protobuf-c."[ch] src/protobuf-c/
  cp "$deps_dir/patches/signal/x25519.c" src/curve25519/x25519.c

  mkdir objects
  while read -r source; do
    objects+=("objects/${source//\//_}.o")
    nice "$compiler" "${flags[@]}" -c "$source" -o "objects/${source//\//_}.o" &
    if ((++running >= jobs)); then wait -n; ((running--)); fi
  done < <(find src -name '*.c' ! -path '*/tests/*' | LC_ALL=C sort; echo src/curve25519/ed25519/tests/internal_fast_tests.c)
  while ((running-- > 0)); do wait -n; done

  mkdir -p "$stage/lib" "$stage/include/signal"
  "$archiver" rcs "$stage/lib/libsignal-protocol-c.a" "${objects[@]}"
  cp src/{signal_protocol,signal_protocol_types,curve,hkdf,ratchet,protocol,session_state,session_record,session_pre_key,session_builder,session_cipher,key_helper,sender_key,sender_key_state,sender_key_record,group_session_builder,group_cipher,fingerprint,device_consistency}.h "$stage/include/signal/"
}
