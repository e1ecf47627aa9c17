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

/// `count` one-time prekeys with distinct random ids from 1 to 0xFFFFFE (attack C7).
[[nodiscard]] Result<std::vector<FreshPrekey>> fresh_prekeys(std::size_t count, RandomSource& random);
[[nodiscard]] Result<FreshSignedPrekey> fresh_signed_prekey(const IdentityKeyPair& identity, Instant now,
                                                            RandomSource& random);
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
