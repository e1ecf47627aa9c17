// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/password.hpp"

#include "argon2.hpp"
#include "defences.hpp"
#include "length_prefixed.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t salt_size = 16;
constexpr std::size_t key_size = 32;
constexpr std::size_t root_size = 32;
constexpr std::uint32_t highest_lanes = 4;

Status check_cost(const PasswordCost& cost) {
  if (!defences().password_cost) return {};
  const Error weak{ErrorCode::weak_parameters, "Argon2id cost", cost.memory_kib};
  if (cost.memory_kib < PasswordCost::floor_memory_kib || cost.passes < PasswordCost::floor_passes)
    return weak;
  if (cost.memory_kib > PasswordCost::ceiling_memory_kib || cost.passes > PasswordCost::ceiling_passes)
    return weak;
  if (cost.lanes == 0 || cost.lanes > highest_lanes) return weak;
  return {};
}

Status check_salt(ByteView salt) {
  return salt.size() == salt_size ? Status{} : Error{ErrorCode::malformed, "password salt", 0};
}

/// The relay's salt for this user and nobody else: a relay that gives all the same one can't try a list of
/// passwords once for all of them (E2).
Bytes salt_of(const Username& user, ByteView salt) {
  if (!defences().password_salt) return copy_of(salt);
  return copy_of(
      sha256(LengthPrefixed{}.text("sotto/v1/password-salt").text(user.text()).bytes(salt).take()));
}

Result<SecretBytes> stretch(const SecretBytes& password, ByteView salt, const PasswordCost& cost) {
  SOTTO_TRY(check_cost(cost));
  return argon2id({password.expose(), salt, {}, {}, cost.memory_kib, cost.passes, cost.lanes}, root_size);
}

/// Who, with which salt, at what price: what the relay says about these changes the keys and so is found out
/// (E2).
Result<SecretBytes> derive(std::string_view label, const SecretBytes& root, std::string_view owner,
                           ByteView salt, const PasswordCost& cost) {
  const Bytes info = LengthPrefixed{}
                         .text(defences().password_labels ? label : std::string_view{})
                         .text(owner)
                         .bytes(salt)
                         .number(cost.memory_kib)
                         .number(cost.passes)
                         .number(cost.lanes)
                         .take();
  return hkdf(root, info, key_size);
}

}  // namespace

Result<PasswordKeys> derive_password_keys(const SecretBytes& password, const Username& user, ByteView salt,
                                          const PasswordCost& cost) {
  SOTTO_TRY(check_salt(salt));
  SOTTO_ASSIGN(const SecretBytes root, stretch(password, salt_of(user, salt), cost));
  SOTTO_ASSIGN(SecretBytes login, derive("sotto/v1/login-secret", root, user.text(), salt, cost));
  SOTTO_ASSIGN(SecretBytes wrapping, derive("sotto/v1/wrapping-key", root, user.text(), salt, cost));
  return PasswordKeys{std::move(login), std::move(wrapping)};
}

Result<PassphraseKeys> derive_passphrase_keys(const SecretBytes& passphrase, ByteView salt,
                                              const PasswordCost& cost) {
  SOTTO_TRY(check_salt(salt));
  SOTTO_ASSIGN(const SecretBytes root, stretch(passphrase, salt, cost));
  SOTTO_ASSIGN(SecretBytes database, derive("sotto/v1/database-key", root, {}, salt, cost));
  SOTTO_ASSIGN(SecretBytes check, derive("sotto/v1/database-check", root, {}, salt, cost));
  return PassphraseKeys{std::move(database), std::move(check)};
}

Result<SecretBytes> derive_relay_database_key(const SecretBytes& key, std::string_view relay) {
  return hkdf(key, LengthPrefixed{}.text("sotto/v1/relay-database").text(relay).take(), key_size);
}

}  // namespace sotto::crypto
