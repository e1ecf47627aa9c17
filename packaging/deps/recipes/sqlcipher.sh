# SQLCipher as one file (amalgamation), encrypting with the OpenSSL built here; full-text search on.
# The header is installed as sqlcipher/sqlite3.h so that nobody mixes it up with Debian's own sqlite3.h.
# Shared by both targets: strict SQL, wiped pages on delete, nothing temporary on disk, no extensions from files, no log on stderr.

build_library() {
  local options=(-DSQLITE_HAS_CODEC -DSQLCIPHER_CRYPTO_OPENSSL -DSQLCIPHER_OMIT_LOG -DSQLCIPHER_OMIT_LOG_DEVICE -DSQLCIPHER_OMIT_DEFAULT_LOGGING -DSQLITE_TEMP_STORE=2 -DSQLITE_ENABLE_FTS5
    -DSQLITE_SECURE_DELETE -DSQLITE_DQS=0 -DSQLITE_TRUSTED_SCHEMA=0 -DSQLITE_DEFAULT_MEMSTATUS=0
    -DSQLITE_DEFAULT_FOREIGN_KEYS=1 -DSQLITE_LIKE_DOESNT_MATCH_BLOBS -DSQLITE_OMIT_DEPRECATED
    -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_SHARED_CACHE -DSQLITE_OMIT_TRACE -DSQLITE_OMIT_GET_TABLE -DSQLITE_OMIT_COMPLETE
    -DSQLITE_OMIT_PROGRESS_CALLBACK -DSQLITE_OMIT_AUTHORIZATION -DSQLITE_OMIT_TCL_VARIABLE -DHAVE_USLEEP=1 -DHAVE_FDATASYNC=1 -DHAVE_STDINT_H=1)
  local compiler=cc archiver=ar
  if [[ $target == wasm ]]; then
    compiler=emcc archiver=emar
    options+=(-Os -g0 -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_WAL -DSQLITE_OMIT_UTF16 -DSQLITE_OMIT_JSON -DSQLITE_OMIT_DESERIALIZE
      -DSQLITE_OMIT_DATETIME_FUNCS -DSQLITE_OMIT_LOCALTIME -DSQLITE_MAX_MMAP_SIZE=0 -DSQLITE_DISABLE_LFS -DOMIT_MEMLOCK)
  else
    options+=(-D_GNU_SOURCE -include sys/mman.h -O2 -g1 -fPIC -fstack-protector-strong -DSQLITE_THREADSAFE=1)
  fi

  nice ./configure --with-crypto-lib=none --disable-shared --disable-tcl --disable-readline --disable-load-extension
  nice make -s sqlite3.c
  nice "$compiler" -std=gnu11 -w -Werror=implicit-function-declaration "${options[@]}" "-ffile-prefix-map=$work=sqlcipher" -I"$openssl_prefix/include" \
    -c sqlite3.c -o sqlcipher.o

  mkdir -p "$stage/lib" "$stage/include/sqlcipher"
  "$archiver" rcs "$stage/lib/libsqlcipher.a" sqlcipher.o
  cp sqlite3.h "$stage/include/sqlcipher/sqlite3.h"
}
