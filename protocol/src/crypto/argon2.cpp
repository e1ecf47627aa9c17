// SPDX-License-Identifier: GPL-3.0-or-later
#include "argon2.hpp"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <vector>

#include "evp.hpp"

namespace sotto::crypto {
namespace {

// OpenSSL reads the bytes, its interface lacks the const.
OSSL_PARAM bytes(const char* name, ByteView view) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(view.data()), view.size());
}

}  // namespace

Result<SecretBytes> argon2id(const Argon2Input& input, std::size_t size) {
  const Evp<EVP_KDF> algorithm{EVP_KDF_fetch(nullptr, "ARGON2ID", nullptr)};
  const Evp<EVP_KDF_CTX> context{algorithm ? EVP_KDF_CTX_new(algorithm.get()) : nullptr};
  std::uint32_t memory = input.memory_kib;
  std::uint32_t passes = input.passes;
  std::uint32_t lanes = input.lanes;
  std::uint32_t threads = 1;
  constexpr std::uint8_t nothing = 0;
  const ByteView password = input.password.empty() ? ByteView{&nothing, std::size_t{0}} : input.password;
  std::vector<OSSL_PARAM> parameters{bytes(OSSL_KDF_PARAM_PASSWORD, password),
                                     bytes(OSSL_KDF_PARAM_SALT, input.salt),
                                     OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_MEMCOST, &memory),
                                     OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ITER, &passes),
                                     OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_ARGON2_LANES, &lanes),
                                     OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_THREADS, &threads)};
  if (!input.secret.empty()) parameters.push_back(bytes(OSSL_KDF_PARAM_SECRET, input.secret));
  if (!input.associated.empty()) parameters.push_back(bytes(OSSL_KDF_PARAM_ARGON2_AD, input.associated));
  parameters.push_back(OSSL_PARAM_construct_end());
  SecretBytes out{size};
  if (!context ||
      EVP_KDF_derive(context.get(), out.expose_for_writing().data(), out.size(), parameters.data()) != 1) {
    return Error{ErrorCode::crypto_failed, "Argon2id", 0};
  }
  return out;
}

}  // namespace sotto::crypto
