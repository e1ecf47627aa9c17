# OpenSSL: libcrypto for both targets, libssl for the relay's TLS.
# Off: what nothing here uses. It makes the build quicker, the wasm smaller and leaves less to attack.

common=(no-shared no-tests no-docs no-apps no-legacy no-engine no-dynamic-engine no-static-engine no-dso no-module
  no-autoload-config no-aria no-bf no-camellia no-cast no-des no-dsa no-idea no-md4 no-mdc2 no-rc2 no-rc4 no-rc5 no-rmd160
  no-seed no-siphash no-siv no-sm2 no-sm3 no-sm4 no-whirlpool no-gost no-srp no-srtp no-sctp no-comp no-cmp no-cms no-ct no-ts
  no-ocsp no-http no-dtls no-quic no-psk no-ssl3 no-tls1 no-tls1_1 no-weak-ssl-ciphers no-nextprotoneg no-ec2m no-rfc3779
  no-scrypt no-slh-dsa no-ml-dsa no-ocb no-uplink no-ui-console no-afalgeng no-padlockeng no-ktls no-ssl-trace no-crypto-mdebug)

# In the browser every kilobyte is downloaded: no RSA, EC, X.509, PEM, and no table that would link them in.
leave_out_what_the_browser_does_not_need() {
  local ours=$deps_dir/patches/openssl
  awk -f "$ours/keep-algorithms.awk" "$ours/wasm-algorithms.txt" providers/defltprov.c >defltprov.c.new
  grep -q PROV_NAMES_ML_KEM_768 defltprov.c.new
  mv defltprov.c.new providers/defltprov.c
  cp "$ours/wasm-no-legacy-controls.c" crypto/evp/ctrl_params_translate.c
  echo 'static const EVP_PKEY_ASN1_METHOD *standard_methods[0];' >crypto/asn1/standard_methods.h
  sed -i '/^static pmeth_fn standard_methods\[\] = {/,/^};/c static pmeth_fn standard_methods[0];' crypto/evp/pmeth_lib.c
  sed -i '/ossl_base_provider_init/d' crypto/provider_predefined.c
}

build_library() {
  case $target in
    native)
      ./Configure "linux-$(uname -m)" "${common[@]}" --prefix=/opt/sotto --libdir=lib --openssldir=/etc/ssl \
        -O2 -g0 "-ffile-prefix-map=$PWD=openssl"
      nice make -s -j"$jobs" build_generated
      nice make -s -j"$jobs" libcrypto.a libssl.a
      mkdir -p "$stage/lib"
      cp libcrypto.a libssl.a "$stage/lib/" ;;
    wasm)
      emconfigure ./Configure linux-generic32 "${common[@]}" no-asm no-threads no-thread-pool no-default-thread-pool no-async no-sock no-dgram no-ssl \
        no-tls no-dh no-err no-autoerrinit no-filenames no-secure-memory no-ui-console no-multiblock no-cached-fetch \
        --prefix=/opt/sotto --libdir=lib --openssldir=/ssl -Os -g0 "-ffile-prefix-map=$PWD=openssl"
      leave_out_what_the_browser_does_not_need
      sed -i 's/^CROSS_COMPILE=.*/CROSS_COMPILE=/' Makefile
      nice emmake make -s -j"$jobs" build_generated
      # A password is hashed nearly three times as fast for 2 KB more.
      nice emmake make -s providers/implementations/kdfs/libdefault-lib-argon2.o CFLAGS="-O3 -g0 -ffile-prefix-map=$PWD=openssl"
      nice emmake make -s -j"$jobs" libcrypto.a
      mkdir -p "$stage/lib"
      cp libcrypto.a "$stage/lib/" ;;
  esac
  mkdir -p "$stage/include"
  cp -R include/openssl "$stage/include/"
  rm -f "$stage/include/openssl/"*.in
}
