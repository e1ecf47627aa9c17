// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/digest.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace sotto::crypto {

// Neither can fail with valid arguments; a crypto library that fails at them is broken beyond repair.
Sha256 sha256(ByteView message) {
  Sha256 digest{};
  if (EVP_Q_digest(nullptr, "SHA256", nullptr, message.data(), message.size(), digest.data(), nullptr) != 1) {
    std::abort();
  }
  return digest;
}

Sha256 hmac_sha256(const SecretBytes& key, ByteView message) {
  Sha256 mac{};
  std::size_t size = 0;
  constexpr std::uint8_t no_key = 0;
  const std::uint8_t* bytes = key.empty() ? &no_key : key.expose().data();
  if (EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, bytes, key.size(), message.data(),
                message.size(), mac.data(), mac.size(), &size) == nullptr) {
    std::abort();
  }
  return mac;
}

}  // namespace sotto::crypto
