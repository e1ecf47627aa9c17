// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/hybrid_kem.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <array>

#include "kem_handle.hpp"

namespace sotto::crypto {
namespace {

/// FIPS 203's m: what an encapsulation is made from.
constexpr std::size_t encapsulation_randomness = 32;

Error failed(const char* where) { return {ErrorCode::crypto_failed, where, 0}; }

/// One parameter of bytes. The library reads them, its interface lacks the const.
std::array<OSSL_PARAM, 2> parameter(const char* name, ByteView bytes) {
  return {OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(bytes.data()), bytes.size()),
          OSSL_PARAM_construct_end()};
}

Evp<EVP_PKEY> pair_from(const SecretBytes& seed) {
  const Evp<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_name(nullptr, kem_algorithm, nullptr)};
  const auto parameters = parameter(OSSL_PKEY_PARAM_ML_KEM_SEED, seed.expose());
  EVP_PKEY* raw = nullptr;
  if (context && EVP_PKEY_keygen_init(context.get()) == 1 &&
      EVP_PKEY_CTX_set_params(context.get(), parameters.data()) == 1) {
    EVP_PKEY_generate(context.get(), &raw);
  }
  return Evp<EVP_PKEY>{raw};
}

}  // namespace

Result<KemKeyPair> KemKeyPair::fresh(RandomSource& random) {
  SecretBytes seed{seed_size};
  SOTTO_TRY(random.fill(seed.expose_for_writing()));
  return from_seed(std::move(seed));
}

Result<KemKeyPair> KemKeyPair::from_seed(SecretBytes seed) {
  if (seed.size() != seed_size) return Error{ErrorCode::invalid_key, "KEM seed", 0};
  const auto pair = pair_from(seed);
  Bytes key(KemPublicKey::size);
  std::size_t size = key.size();
  if (!pair || EVP_PKEY_get_raw_public_key(pair.get(), key.data(), &size) != 1 || size != key.size()) {
    return failed("KEM key");
  }
  SOTTO_ASSIGN(auto public_key, KemPublicKey::parse(key));
  return KemKeyPair{std::move(public_key), std::move(seed)};
}

Result<SecretBytes> KemKeyPair::decapsulate(ByteView ciphertext) const {
  if (ciphertext.size() != kem_ciphertext_size) return Error{ErrorCode::malformed, "KEM ciphertext", 0};
  const auto pair = pair_from(seed_);
  const Evp<EVP_PKEY_CTX> context{pair ? EVP_PKEY_CTX_new_from_pkey(nullptr, pair.get(), nullptr) : nullptr};
  SecretBytes secret{kem_secret_size};
  std::size_t size = secret.size();
  if (!context || EVP_PKEY_decapsulate_init(context.get(), nullptr) != 1 ||
      EVP_PKEY_decapsulate(context.get(), secret.expose_for_writing().data(), &size, ciphertext.data(),
                           ciphertext.size()) != 1 ||
      size != secret.size()) {
    return failed("decapsulate");
  }
  return secret;
}

Result<Encapsulated> encapsulate(const KemPublicKey& key, RandomSource& random) {
  SecretBytes entropy{encapsulation_randomness};
  SOTTO_TRY(random.fill(entropy.expose_for_writing()));
  const auto handle = kem_public_handle(key.view());
  const Evp<EVP_PKEY_CTX> context{handle ? EVP_PKEY_CTX_new_from_pkey(nullptr, handle.get(), nullptr)
                                         : nullptr};
  const auto parameters = parameter(OSSL_KEM_PARAM_IKME, entropy.expose());
  Encapsulated out{Bytes(kem_ciphertext_size), SecretBytes{kem_secret_size}};
  std::size_t ciphertext_size = out.ciphertext.size();
  std::size_t secret_size = out.secret.size();
  if (!context || EVP_PKEY_encapsulate_init(context.get(), parameters.data()) != 1 ||
      EVP_PKEY_encapsulate(context.get(), out.ciphertext.data(), &ciphertext_size,
                           out.secret.expose_for_writing().data(), &secret_size) != 1 ||
      ciphertext_size != out.ciphertext.size() || secret_size != out.secret.size()) {
    return failed("encapsulate");
  }
  return out;
}

}  // namespace sotto::crypto
