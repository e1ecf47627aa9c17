// SPDX-License-Identifier: GPL-3.0-or-later
#include "bare_library.hpp"

#include <signal/protocol.h>

namespace sotto::crypto::test {
namespace {

BareLibrary& self(void* user_data) { return *static_cast<BareLibrary*>(user_data); }
Tables& tables(void* user_data) { return self(user_data).party().state.tables; }

signal_buffer* buffer_of(ByteView bytes) { return signal_buffer_create(bytes.data(), bytes.size()); }

Address address_of(const signal_protocol_address* address) {
  return {must(Username::parse({address->name, address->name_len})),
          DeviceId{static_cast<std::uint32_t>(address->device_id)}};
}

int load_session(signal_buffer** record, signal_buffer**, const signal_protocol_address* address,
                 void* user_data) {
  const auto found = tables(user_data).sessions.find(address_of(address));
  if (found == tables(user_data).sessions.end()) return 0;
  *record = buffer_of(found->second);
  return 1;
}

int store_session(const signal_protocol_address* address, std::uint8_t* record, std::size_t size,
                  std::uint8_t*, std::size_t, void* user_data) {
  if (const int code = self(user_data).before_write(); code < 0) return code;
  tables(user_data).sessions[address_of(address)] = copy_of({record, size});
  return 0;
}

int contains_session(const signal_protocol_address* address, void* user_data) {
  return tables(user_data).sessions.contains(address_of(address)) ? 1 : 0;
}

template <class Map>
int load_record(signal_buffer** record, const Map& map, std::uint32_t id) {
  const auto found = map.find(PrekeyId{id});
  if (found == map.end()) return SG_ERR_INVALID_KEY_ID;
  *record = buffer_of(found->second);
  return SG_SUCCESS;
}

int load_prekey(signal_buffer** record, std::uint32_t id, void* user_data) {
  return load_record(record, tables(user_data).prekeys, id);
}

int remove_prekey(std::uint32_t id, void* user_data) {
  if (const int code = self(user_data).before_write(); code < 0) return code;
  tables(user_data).prekeys.erase(PrekeyId{id});
  return 0;
}

int load_signed_prekey(signal_buffer** record, std::uint32_t id, void* user_data) {
  return load_record(record, tables(user_data).signed_prekeys, id);
}

int identity_key_pair(signal_buffer** public_data, signal_buffer** private_data, void* user_data) {
  const auto& identity = self(user_data).party().identity;
  *public_data = buffer_of(identity.public_key().view());
  *private_data = buffer_of(identity.private_key().expose());
  return 0;
}

int registration_id(void* user_data, std::uint32_t* id) {
  *id = self(user_data).party().registration.value;
  return 0;
}

int save_identity(const signal_protocol_address* address, std::uint8_t* key, std::size_t size,
                  void* user_data) {
  if (const int code = self(user_data).before_write(); code < 0) return code;
  tables(user_data).identities[address_of(address).user] = {copy_of({key, size}), Trust::trusted};
  return 0;
}

int is_trusted(const signal_protocol_address* address, std::uint8_t* key, std::size_t size, void* user_data) {
  const auto known = tables(user_data).identities.find(address_of(address).user);
  return known == tables(user_data).identities.end() || equal(known->second.key, {key, size}) ? 1 : 0;
}

/// The library keeps the pointer that it is given.
struct BareAddress {
  explicit BareAddress(const Address& of)
      : name{of.user.text()}, raw{name.data(), name.size(), static_cast<std::int32_t>(of.device.value)} {}
  std::string name;
  signal_protocol_address raw;
};

}  // namespace

BareLibrary::BareLibrary(Party& party) : party_{&party}, context_{must(Context::create(party.random))} {
  signal_protocol_store_context_create(&store_, context_->get());
  signal_protocol_session_store sessions{};
  sessions.load_session_func = load_session;
  sessions.store_session_func = store_session;
  sessions.contains_session_func = contains_session;
  sessions.user_data = this;
  signal_protocol_pre_key_store prekeys{};
  prekeys.load_pre_key = load_prekey;
  prekeys.remove_pre_key = remove_prekey;
  prekeys.user_data = this;
  signal_protocol_signed_pre_key_store signed_prekeys{};
  signed_prekeys.load_signed_pre_key = load_signed_prekey;
  signed_prekeys.user_data = this;
  signal_protocol_identity_key_store identities{};
  identities.get_identity_key_pair = identity_key_pair;
  identities.get_local_registration_id = registration_id;
  identities.save_identity = save_identity;
  identities.is_trusted_identity = is_trusted;
  identities.user_data = this;
  signal_protocol_store_context_set_session_store(store_, &sessions);
  signal_protocol_store_context_set_pre_key_store(store_, &prekeys);
  signal_protocol_store_context_set_signed_pre_key_store(store_, &signed_prekeys);
  signal_protocol_store_context_set_identity_key_store(store_, &identities);
}

BareLibrary::~BareLibrary() { signal_protocol_store_context_destroy(store_); }

int BareLibrary::decrypt(const Party& from, const Ciphertext& message) {
  const BareAddress address{from.address};
  session_cipher* raw = nullptr;
  session_cipher_create(&raw, store_, &address.raw, context_->get());
  const std::unique_ptr<session_cipher, decltype(&session_cipher_free)> cipher{raw, session_cipher_free};
  signal_buffer* plaintext = nullptr;
  int code = 0;
  if (message.type == CiphertextType::prekey) {
    pre_key_signal_message* parsed = nullptr;
    code = pre_key_signal_message_deserialize(&parsed, message.data.data(), message.data.size(),
                                              context_->get());
    const Ref<pre_key_signal_message> owner{parsed};
    if (code >= 0) code = session_cipher_decrypt_pre_key_signal_message(raw, parsed, nullptr, &plaintext);
  } else {
    signal_message* parsed = nullptr;
    code = signal_message_deserialize(&parsed, message.data.data(), message.data.size(), context_->get());
    const Ref<signal_message> owner{parsed};
    if (code >= 0) code = session_cipher_decrypt_signal_message(raw, parsed, nullptr, &plaintext);
  }
  const Buffer owner{code >= 0 ? plaintext : nullptr};
  return code;
}

int BareLibrary::process_bundle(const Party& peer, const PrekeyBundle& bundle) {
  const BareAddress address{peer.address};
  const auto identity = must(decode_public(bundle.identity_key, context_->get()));
  const auto signed_prekey = must(decode_public(bundle.signed_prekey, context_->get()));
  session_pre_key_bundle* raw = nullptr;
  session_pre_key_bundle_create(&raw, bundle.registration.value, 1, 0, nullptr, bundle.signed_prekey_id.value,
                                signed_prekey.get(), bundle.signed_prekey_signature.data(),
                                bundle.signed_prekey_signature.size(), identity.get());
  const Ref<session_pre_key_bundle> owner{raw};
  session_builder* builder = nullptr;
  session_builder_create(&builder, store_, &address.raw, context_->get());
  const int code = session_builder_process_pre_key_bundle(builder, raw);
  session_builder_free(builder);
  return code;
}

}  // namespace sotto::crypto::test
