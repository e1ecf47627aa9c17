// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "sotto/base/time.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {

/// A prekey pair: the record goes to the device's own store, the public half to the relay.
struct FreshPrekey {
  PrekeyId id;
  SecretBytes record;  ///< libsignal's serialised record
  Bytes public_key;    ///< 33 bytes
};

struct FreshSignedPrekey {
  PrekeyId id;
  SecretBytes record;
  Bytes public_key;  ///< 33 bytes
  Bytes signature;   ///< 64 bytes, by the identity over public_key
};

/// A KEM prekey serves for one session, or, where the relay has none left, the last one for all of a week.
enum class KemPrekeyKind : std::uint8_t { one_time = 1, last_resort = 2 };

struct FreshKemPrekey {
  PrekeyId id;
  SecretBytes record;  ///< its kind and the seed of the key
  Bytes public_key;    ///< 1,184 bytes
};

/// `count` one-time prekeys with distinct random ids from 1 to 0xFFFFFE (attack C7).
[[nodiscard]] Result<std::vector<FreshPrekey>> fresh_prekeys(std::size_t count, RandomSource& random);
[[nodiscard]] Result<FreshSignedPrekey> fresh_signed_prekey(const IdentityKeyPair& identity, Instant now,
                                                            RandomSource& random);
/// `count` one-time KEM prekeys with distinct random ids from 1 to 0xFFFFFE.
[[nodiscard]] Result<std::vector<FreshKemPrekey>> fresh_kem_prekeys(std::size_t count, RandomSource& random);
[[nodiscard]] Result<FreshKemPrekey> fresh_kem_last_resort(RandomSource& random);
[[nodiscard]] Result<RegistrationId> fresh_registration_id(RandomSource& random);

/// A peer device's public keys as X3DH wants them. Constructed from unchecked bytes; Session::process_bundle
/// checks all.
struct PrekeyBundle {
  RegistrationId registration;
  Bytes identity_key;
  PrekeyId signed_prekey_id;
  Bytes signed_prekey;
  Bytes signed_prekey_signature;
  std::optional<PrekeyId> prekey_id;
  Bytes prekey;  ///< empty when there is no one-time prekey
};

}  // namespace sotto::crypto
