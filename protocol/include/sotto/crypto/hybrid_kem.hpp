// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/random.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/crypto/kem_public_key.hpp"

/// The post-quantum half of the hybrid: ML-KEM-768 (FIPS 203), from the crypto library. Its secrets are never
/// used alone: sotto/crypto/hybrid_session.hpp joins them to the Double Ratchet.
namespace sotto::crypto {

inline constexpr std::size_t kem_ciphertext_size = 1088;
inline constexpr std::size_t kem_secret_size = 32;

/// A decapsulation key. Kept as the 64 bytes d and z that it is made from, so that there is nothing to check
/// when it is read back and little to wipe. Move-only.
class KemKeyPair {
 public:
  static constexpr std::size_t seed_size = 64;
  [[nodiscard]] static Result<KemKeyPair> fresh(RandomSource& random);
  /// invalid_key: not 64 bytes.
  [[nodiscard]] static Result<KemKeyPair> from_seed(SecretBytes seed);
  [[nodiscard]] const KemPublicKey& public_key() const noexcept { return public_; }
  [[nodiscard]] const SecretBytes& seed() const noexcept { return seed_; }

  /// The shared secret, 32 bytes. A ciphertext that was not made for this key gives another secret and no
  /// error (implicit rejection). malformed: not 1,088 bytes.
  [[nodiscard]] Result<SecretBytes> decapsulate(ByteView ciphertext) const;

 private:
  KemKeyPair(KemPublicKey key, SecretBytes seed) : public_{std::move(key)}, seed_{std::move(seed)} {}
  KemPublicKey public_;
  SecretBytes seed_;
};

struct Encapsulated {
  Bytes ciphertext;    ///< 1,088 bytes
  SecretBytes secret;  ///< 32 bytes
};

/// random_failed, crypto_failed.
[[nodiscard]] Result<Encapsulated> encapsulate(const KemPublicKey& key, RandomSource& random);

}  // namespace sotto::crypto
