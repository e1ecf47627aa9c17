// SPDX-License-Identifier: GPL-3.0-or-later
#include "expanded_kem_key.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>

#include "kem_handle.hpp"

namespace sotto::known_answers {
namespace {

constexpr std::size_t expanded_size = 2400;
constexpr std::size_t secret_size = 32;

}  // namespace

std::optional<ExpandedKemKey> ExpandedKemKey::parse(ByteView key) {
  crypto::Evp<EVP_PKEY> handle{
      EVP_PKEY_new_raw_private_key_ex(nullptr, crypto::kem_algorithm, nullptr, key.data(), key.size())};
  if (!handle) return std::nullopt;
  return ExpandedKemKey{std::move(handle)};
}

std::optional<ExpandedKemKey> ExpandedKemKey::from_seed(ByteView seed) {
  const crypto::Evp<EVP_PKEY_CTX> context{
      EVP_PKEY_CTX_new_from_name(nullptr, crypto::kem_algorithm, nullptr)};
  Bytes copy = copy_of(seed);
  const std::array parameters{
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_ML_KEM_SEED, copy.data(), copy.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* raw = nullptr;
  if (!context || EVP_PKEY_keygen_init(context.get()) != 1 ||
      EVP_PKEY_CTX_set_params(context.get(), parameters.data()) != 1 ||
      EVP_PKEY_generate(context.get(), &raw) != 1) {
    return std::nullopt;
  }
  return ExpandedKemKey{crypto::Evp<EVP_PKEY>{raw}};
}

Bytes ExpandedKemKey::serialize() const {
  Bytes key(expanded_size);
  std::size_t size = key.size();
  if (EVP_PKEY_get_raw_private_key(handle_.get(), key.data(), &size) != 1) return {};
  key.resize(size);
  return key;
}

std::optional<Bytes> ExpandedKemKey::decapsulate(ByteView ciphertext) const {
  const crypto::Evp<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_pkey(nullptr, handle_.get(), nullptr)};
  Bytes secret(secret_size);
  std::size_t size = secret.size();
  if (!context || EVP_PKEY_decapsulate_init(context.get(), nullptr) != 1 ||
      EVP_PKEY_decapsulate(context.get(), secret.data(), &size, ciphertext.data(), ciphertext.size()) != 1) {
    return std::nullopt;
  }
  return secret;
}

}  // namespace sotto::known_answers
