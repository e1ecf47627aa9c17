// SPDX-License-Identifier: GPL-3.0-or-later
#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <string>

#include "evp.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {

Result<SecretBytes> hkdf(const SecretBytes& input, ByteView info, std::size_t size) {
  const Evp<EVP_KDF> algorithm{EVP_KDF_fetch(nullptr, "HKDF", nullptr)};
  const Evp<EVP_KDF_CTX> context{algorithm ? EVP_KDF_CTX_new(algorithm.get()) : nullptr};
  std::string digest = "SHA256";
  // OpenSSL reads these, its interface lacks the const.
  const auto bytes = [](const char* name, ByteView view) {
    return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(view.data()), view.size());
  };
  const std::array<OSSL_PARAM, 4> parameters{
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      bytes(OSSL_KDF_PARAM_KEY, input.expose()), bytes(OSSL_KDF_PARAM_INFO, info),
      OSSL_PARAM_construct_end()};
  SecretBytes out{size};
  if (!context ||
      EVP_KDF_derive(context.get(), out.expose_for_writing().data(), out.size(), parameters.data()) != 1) {
    return Error{ErrorCode::crypto_failed, "HKDF", 0};
  }
  return out;
}

}  // namespace sotto::crypto
