// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {

/// Argon2id's cost. The floor is the client's own: a relay that asks for less is refused (attack E2).
struct PasswordCost {
  static constexpr std::uint32_t floor_memory_kib = 64 * 1024;
  static constexpr std::uint32_t floor_passes = 3;
  /// Above this a hostile relay could exhaust a client's memory or time.
  static constexpr std::uint32_t ceiling_memory_kib = 256 * 1024;
  static constexpr std::uint32_t ceiling_passes = 10;
  std::uint32_t memory_kib = floor_memory_kib;
  std::uint32_t passes = floor_passes;
  std::uint32_t lanes = 1;
};

/// What a password gives: two keys that say nothing about each other (attack E3).
struct PasswordKeys {
  SecretBytes login_secret;  ///< 32 bytes, shown to the relay, which keeps a salted hash
  SecretBytes wrapping_key;  ///< 32 bytes, never leaves the client
};

/// Argon2id (RFC 9106) with a salt that is made of the relay's and the user name, then HKDF-SHA-256 with
/// labels sotto/v1/login-secret and sotto/v1/wrapping-key, both bound to the user name, salt and cost. Takes
/// about a third of a second natively. weak_parameters, malformed (salt not 16 bytes), crypto_failed.
[[nodiscard]] Result<PasswordKeys> derive_password_keys(const SecretBytes& password, const Username& user,
                                                        ByteView salt, const PasswordCost& cost);

/// What a passphrase in front of a client's own database gives, where no keychain holds its key.
struct PassphraseKeys {
  SecretBytes database_key;  ///< 32 bytes
  SecretBytes check_key;     ///< 32 bytes; authenticates the salt and cost that lie beside the database
};

/// As derive_password_keys, with the labels sotto/v1/database-key and sotto/v1/database-check. The same
/// errors.
[[nodiscard]] Result<PassphraseKeys> derive_passphrase_keys(const SecretBytes& passphrase, ByteView salt,
                                                            const PasswordCost& cost);

/// One key for all of a client's databases gives each its own: HKDF, label sotto/v1/relay-database. 32 bytes.
[[nodiscard]] Result<SecretBytes> derive_relay_database_key(const SecretBytes& key, std::string_view relay);

/// The secrets that an account's clients share.
struct AccountKeys {
  IdentityKeyPair identity;
  SecretBytes archive_key;  ///< 32 bytes
};

/// Seals the account keys under the wrapping key: AES-256-GCM with a fresh nonce, the user name bound as
/// associated data.
[[nodiscard]] Result<Bytes> wrap_account_keys(const AccountKeys& keys, const SecretBytes& wrapping_key,
                                              const Username& user, RandomSource& random);
/// wrong_password when it does not open.
[[nodiscard]] Result<AccountKeys> unwrap_account_keys(ByteView wrapped, const SecretBytes& wrapping_key,
                                                      const Username& user);

/// Device names are sealed for the account's own devices (label sotto/v1/device-name, from the archive key).
[[nodiscard]] Result<Bytes> seal_device_name(std::string_view name, const SecretBytes& archive_key,
                                             RandomSource& random);
[[nodiscard]] Result<std::string> open_device_name(ByteView sealed, const SecretBytes& archive_key);

}  // namespace sotto::crypto
