// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "aead.hpp"
#include "length_prefixed.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/crypto/password.hpp"

namespace sotto::crypto {
namespace {

/// Of the format below; part of the associated data, so that another format can't be passed off as this.
constexpr std::uint8_t format = 1;
constexpr std::size_t key_size = 32;
constexpr std::string_view account_keys_label = "sotto/v1/account-keys";
constexpr std::string_view device_name_label = "sotto/v1/device-name";

Bytes associated_with(const Username& user) {
  return LengthPrefixed{}.text(account_keys_label).number(format).text(user.text()).take();
}

Result<SecretBytes> device_name_key(const SecretBytes& archive_key) {
  return hkdf(archive_key, bytes_of(device_name_label), key_size);
}

}  // namespace

Result<Bytes> wrap_account_keys(const AccountKeys& keys, const SecretBytes& wrapping_key,
                                const Username& user, RandomSource& random) {
  if (keys.archive_key.size() != key_size) return Error{ErrorCode::invalid_key, "archive key", 0};
  SecretBytes both{2 * key_size};
  const auto out = both.expose_for_writing();
  std::copy_n(keys.identity.private_key().expose().begin(), key_size, out.begin());
  std::copy_n(keys.archive_key.expose().begin(), key_size, out.begin() + key_size);
  SOTTO_ASSIGN(const Bytes sealed, seal(wrapping_key, both.expose(), associated_with(user), random));
  Bytes wrapped{format};
  append(wrapped, sealed);
  return wrapped;
}

Result<AccountKeys> unwrap_account_keys(ByteView wrapped, const SecretBytes& wrapping_key,
                                        const Username& user) {
  if (wrapped.empty() || wrapped.front() != format)
    return Error{ErrorCode::unsupported_version, "account keys", 0};
  const auto both = open(wrapping_key, wrapped.subspan(1), associated_with(user));
  if (!both || both->size() != 2 * key_size) return Error{ErrorCode::wrong_password, "account keys", 0};
  SOTTO_ASSIGN(auto identity,
               IdentityKeyPair::from_private(SecretBytes::copied_from(both->expose().first(key_size))));
  return AccountKeys{std::move(identity), SecretBytes::copied_from(both->expose().last(key_size))};
}

Result<Bytes> seal_device_name(std::string_view name, const SecretBytes& archive_key, RandomSource& random) {
  SOTTO_ASSIGN(const SecretBytes key, device_name_key(archive_key));
  return seal(key, bytes_of(name), bytes_of(device_name_label), random);
}

Result<std::string> open_device_name(ByteView sealed, const SecretBytes& archive_key) {
  SOTTO_ASSIGN(const SecretBytes key, device_name_key(archive_key));
  SOTTO_ASSIGN(const SecretBytes name, open(key, sealed, bytes_of(device_name_label)));
  return std::string{text_of(name.expose())};
}

}  // namespace sotto::crypto
