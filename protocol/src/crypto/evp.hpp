// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/evp.h>
#include <openssl/kdf.h>

#include <memory>

/// Owners for the crypto library's objects.
namespace sotto::crypto {

struct FreeEvp {
  void operator()(EVP_MAC* object) const noexcept { EVP_MAC_free(object); }
  void operator()(EVP_MAC_CTX* object) const noexcept { EVP_MAC_CTX_free(object); }
  void operator()(EVP_MD* object) const noexcept { EVP_MD_free(object); }
  void operator()(EVP_MD_CTX* object) const noexcept { EVP_MD_CTX_free(object); }
  void operator()(EVP_CIPHER* object) const noexcept { EVP_CIPHER_free(object); }
  void operator()(EVP_CIPHER_CTX* object) const noexcept { EVP_CIPHER_CTX_free(object); }
  void operator()(EVP_PKEY* object) const noexcept { EVP_PKEY_free(object); }
  void operator()(EVP_PKEY_CTX* object) const noexcept { EVP_PKEY_CTX_free(object); }
  void operator()(EVP_KDF* object) const noexcept { EVP_KDF_free(object); }
  void operator()(EVP_KDF_CTX* object) const noexcept { EVP_KDF_CTX_free(object); }
};
template <class T>
using Evp = std::unique_ptr<T, FreeEvp>;

}  // namespace sotto::crypto
