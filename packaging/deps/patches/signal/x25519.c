// Stands in for curve25519-donna.c (portable 32-bit arithmetic, a fifth of the speed): the same function over OpenSSL.
// Differences, both on the safe side: the scalar is clamped here too (the library's own keys already are), and an
// all-zero agreement (a low-order public key) is an error. Nothing is left in `result` after an error.

#include <string.h>

#include <openssl/evp.h>

#include "curve25519-donna.h"

enum { key_size = 32 };

static int public_key(uint8_t *result, EVP_PKEY *own) {
  size_t size = key_size;
  return EVP_PKEY_get_raw_public_key(own, result, &size) == 1 && size == key_size;
}

static int agreement(uint8_t *result, EVP_PKEY *own, const uint8_t *point) {
  size_t size = key_size;
  EVP_PKEY *peer = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, point, key_size);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new(own, NULL);
  const int done = peer != NULL && context != NULL && EVP_PKEY_derive_init(context) == 1 &&
                   EVP_PKEY_derive_set_peer_ex(context, peer, 0) == 1 &&
                   EVP_PKEY_derive(context, result, &size) == 1 && size == key_size;
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(peer);
  return done;
}

int curve25519_donna(uint8_t *result, const uint8_t *secret, const uint8_t *point) {
  static const uint8_t base_point[key_size] = {9};
  int done = 0;
  EVP_PKEY *own = EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, NULL, secret, key_size);
  if (own != NULL) {
    done = memcmp(point, base_point, key_size) == 0 ? public_key(result, own) : agreement(result, own, point);
    EVP_PKEY_free(own);
  }
  if (!done) memset(result, 0, key_size);
  return done ? 0 : -1;
}
