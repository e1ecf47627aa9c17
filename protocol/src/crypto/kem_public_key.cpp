// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/kem_public_key.hpp"

#include "kem_handle.hpp"

namespace sotto::crypto {

Evp<EVP_PKEY> kem_public_handle(ByteView key) {
  return Evp<EVP_PKEY>{
      EVP_PKEY_new_raw_public_key_ex(nullptr, kem_algorithm, nullptr, key.data(), key.size())};
}

// The crypto library does the modulus check when it decodes the key.
Result<KemPublicKey> KemPublicKey::parse(ByteView bytes) {
  if (bytes.size() != size || !kem_public_handle(bytes)) return Error{ErrorCode::invalid_key, "KEM key", 0};
  return KemPublicKey{copy_of(bytes)};
}

}  // namespace sotto::crypto
