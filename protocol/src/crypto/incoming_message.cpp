// SPDX-License-Identifier: GPL-3.0-or-later
#include "incoming_message.hpp"

#include "defences.hpp"
#include "session_limits.hpp"

namespace sotto::crypto {
namespace {

/// An incomplete message is damaged as well; only authentication failures are called undecryptable.
Error refused(Error error) {
  if (error.code == ErrorCode::undecryptable) error.code = ErrorCode::malformed;
  return error;
}

Status check_version(ByteView data) {
  if (data.empty()) return Error{ErrorCode::malformed, "message version", 0};
  const std::uint8_t version = data.front() >> 4;
  const std::uint8_t announced = data.front() & 0x0f;
  if (version != protocol_version || announced < protocol_version || announced > highest_announced_version) {
    return Error{ErrorCode::unsupported_version, "message version", data.front()};
  }
  return {};
}

template <class Key>
Result<Key> checked(const ec_public_key* key) {
  SOTTO_ASSIGN(const Bytes bytes, serialised(key));
  return Key::parse(bytes);
}

Result<OrdinaryMessage> checked_message(Ref<signal_message> message) {
  const signal_buffer* whole =
      ciphertext_message_get_serialized(reinterpret_cast<const ciphertext_message*>(message.get()));
  if (defences().version_check) {
    SOTTO_TRY(check_version({signal_buffer_const_data(whole), signal_buffer_len(whole)}));
  }
  SOTTO_ASSIGN(const PublicKey ratchet_key,
               checked<PublicKey>(signal_message_get_sender_ratchet_key(message.get())));
  return OrdinaryMessage{std::move(message), ratchet_key};
}

}  // namespace

Result<OrdinaryMessage> OrdinaryMessage::parse(ByteView data, signal_context* context) {
  if (defences().version_check) SOTTO_TRY(check_version(data));
  auto message = take<Ref<signal_message>>("parse a message", [&](signal_message** out) {
    return signal_message_deserialize(out, data.data(), data.size(), context);
  });
  if (!message) return refused(message.error());
  return checked_message(*std::move(message));
}

Result<PrekeyMessage> PrekeyMessage::parse(ByteView data, signal_context* context) {
  if (defences().version_check) SOTTO_TRY(check_version(data));
  auto parsed =
      take<Ref<pre_key_signal_message>>("parse a prekey message", [&](pre_key_signal_message** out) {
        return pre_key_signal_message_deserialize(out, data.data(), data.size(), context);
      });
  if (!parsed) return refused(parsed.error());
  Ref<pre_key_signal_message> wrapper = *std::move(parsed);
  SOTTO_ASSIGN(const IdentityKey identity,
               checked<IdentityKey>(pre_key_signal_message_get_identity_key(wrapper.get())));
  SOTTO_ASSIGN(const PublicKey base_key,
               checked<PublicKey>(pre_key_signal_message_get_base_key(wrapper.get())));
  SOTTO_ASSIGN(OrdinaryMessage inside,
               checked_message(share(pre_key_signal_message_get_signal_message(wrapper.get()))));
  std::optional<PrekeyId> one_time;
  if (pre_key_signal_message_has_pre_key_id(wrapper.get()) == 1) {
    one_time = PrekeyId{pre_key_signal_message_get_pre_key_id(wrapper.get())};
  }
  const PrekeyId signed_prekey{pre_key_signal_message_get_signed_pre_key_id(wrapper.get())};
  return PrekeyMessage{std::move(wrapper), std::move(inside), identity, base_key, one_time, signed_prekey};
}

}  // namespace sotto::crypto
