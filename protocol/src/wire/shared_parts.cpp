// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared_parts.hpp"

namespace sotto::wire {
namespace {

/// X3DH, Signal's version 3.
constexpr std::uint32_t max_registration_id = 16380;

template <class Prekey, class Message>
void write_prekey(const Prekey& from, Message& to) {
  to.set_id(from.id.value);
  to.set_key(string_of(from.key));
  to.set_signature(string_of(from.signature));
}

template <class Prekey, class Message>
Result<Prekey> read_prekey(const Message& from, std::size_t key_size = public_key_size) {
  SOTTO_ASSIGN(auto id, prekey_id_field(from.id()));
  SOTTO_ASSIGN(auto key, bytes_field(from.key(), Length::exactly(key_size), "prekey"));
  SOTTO_ASSIGN(auto signature,
               bytes_field(from.signature(), Length::exactly(signature_size), "prekey signature"));
  return Prekey{id, std::move(key), std::move(signature)};
}

}  // namespace

Result<RegistrationId> registration_field(std::uint32_t number) {
  if (number == 0 || number > max_registration_id)
    return Error{ErrorCode::malformed, "registration id", number};
  return RegistrationId{number};
}

void write_password_parameters(const PasswordParameters& from, v1::PasswordParameters& to) {
  to.set_salt(string_of(from.salt));
  to.set_memory_kib(from.memory_kib);
  to.set_passes(from.passes);
  to.set_lanes(from.lanes);
}

Result<PasswordParameters> read_password_parameters(const v1::PasswordParameters& from) {
  SOTTO_ASSIGN(auto salt, bytes_field(from.salt(), Length::exactly(password_salt_size), "password salt"));
  return PasswordParameters{std::move(salt), from.memory_kib(), from.passes(), from.lanes()};
}

void write_device_list(const SignedDeviceList& from, v1::SignedDeviceList& to) {
  to.set_list(string_of(from.list));
  to.set_signature(string_of(from.signature));
}

Result<SignedDeviceList> read_device_list(const v1::SignedDeviceList& from) {
  SOTTO_ASSIGN(auto list, bytes_field(from.list(), {1, max_device_list}, "device list"));
  SOTTO_ASSIGN(auto signature,
               bytes_field(from.signature(), Length::exactly(signature_size), "device list signature"));
  return SignedDeviceList{std::move(list), std::move(signature)};
}

void write_signed_prekey(const SignedPrekey& from, v1::SignedPrekey& to) { write_prekey(from, to); }
Result<SignedPrekey> read_signed_prekey(const v1::SignedPrekey& from) {
  return read_prekey<SignedPrekey>(from);
}
void write_kem_prekey(const KemPrekey& from, v1::KemPrekey& to) { write_prekey(from, to); }
Result<KemPrekey> read_kem_prekey(const v1::KemPrekey& from) {
  return read_prekey<KemPrekey>(from, kem_public_key_size);
}
void write_one_time_prekey(const OneTimePrekey& from, v1::OneTimePrekey& to) { write_prekey(from, to); }
Result<OneTimePrekey> read_one_time_prekey(const v1::OneTimePrekey& from) {
  return read_prekey<OneTimePrekey>(from);
}

}  // namespace sotto::wire
