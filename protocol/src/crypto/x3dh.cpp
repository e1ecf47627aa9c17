// SPDX-License-Identifier: GPL-3.0-or-later
#include "x3dh.hpp"

#include <signal/protocol.h>
#include <signal/ratchet.h>
#include <signal/session_pre_key.h>

namespace sotto::crypto {
namespace {

Result<Ref<session_state>> empty_state(Context& context) {
  return take<Ref<session_state>>("create a session state", [&](session_state** out) {
    return session_state_create(out, context.get());
  });
}

Error failed(int code, const char* where) { return {ErrorCode::crypto_failed, where, code}; }

}  // namespace

Result<Ref<session_state>> initiate(Context& context, const LocalParty& us, const PrekeyBundle& bundle) {
  SOTTO_ASSIGN(const auto their_identity, decode_public(bundle.identity_key, context.get()));
  SOTTO_ASSIGN(const auto their_signed, decode_public(bundle.signed_prekey, context.get()));
  Ref<ec_public_key> their_one_time;
  if (bundle.prekey_id) {
    SOTTO_ASSIGN(their_one_time, decode_public(bundle.prekey, context.get()));
  }
  SOTTO_ASSIGN(const auto base, take<Ref<ec_key_pair>>("base key", [&](ec_key_pair** out) {
                 return curve_generate_key_pair(context.get(), out);
               }));
  SOTTO_ASSIGN(const auto parameters, take<Ref<alice_signal_protocol_parameters>>(
                                          "X3DH", [&](alice_signal_protocol_parameters** out) {
                                            return alice_signal_protocol_parameters_create(
                                                out, us.identity.get(), base.get(), their_identity.get(),
                                                their_signed.get(), their_one_time.get(), their_signed.get());
                                          }));
  SOTTO_ASSIGN(auto state, empty_state(context));
  if (const int code = ratcheting_session_alice_initialize(state.get(), parameters.get(), context.get());
      code < 0) {
    return failed(code, "X3DH initiator");
  }
  auto* base_key = ec_key_pair_get_public(base.get());
  const std::uint32_t one_time_id = bundle.prekey_id ? bundle.prekey_id->value : 0;
  session_state_set_unacknowledged_pre_key_message(state.get(), bundle.prekey_id ? &one_time_id : nullptr,
                                                   bundle.signed_prekey_id.value, base_key);
  session_state_set_local_registration_id(state.get(), us.registration.value);
  session_state_set_remote_registration_id(state.get(), bundle.registration.value);
  session_state_set_alice_base_key(state.get(), base_key);
  return state;
}

Result<Ref<session_state>> respond(Context& context, const LocalParty& us, pre_key_signal_message* message,
                                   const SecretBytes& signed_prekey,
                                   const std::optional<SecretBytes>& one_time_prekey) {
  const auto parse = [&](const char* what, const SecretBytes& record, auto deserialise, auto tag) {
    using Owner = typename decltype(tag)::type;
    return take<Owner>(what, [&](typename Owner::pointer* out) {
      return deserialise(out, record.expose().data(), record.size(), context.get());
    });
  };
  const auto ours = parse("signed prekey", signed_prekey, session_signed_pre_key_deserialize,
                          std::type_identity<Ref<session_signed_pre_key>>{});
  if (!ours) return Error{ErrorCode::store_corrupt, "signed prekey", 0};
  Ref<session_pre_key> one_time;
  if (one_time_prekey) {
    auto parsed = parse("one-time prekey", *one_time_prekey, session_pre_key_deserialize,
                        std::type_identity<Ref<session_pre_key>>{});
    if (!parsed) return Error{ErrorCode::store_corrupt, "one-time prekey", 0};
    one_time = *std::move(parsed);
  }
  auto* signed_pair = session_signed_pre_key_get_key_pair(ours->get());
  SOTTO_ASSIGN(const auto parameters,
               take<Ref<bob_signal_protocol_parameters>>("X3DH", [&](bob_signal_protocol_parameters** out) {
                 return bob_signal_protocol_parameters_create(
                     out, us.identity.get(), signed_pair,
                     one_time ? session_pre_key_get_key_pair(one_time.get()) : nullptr, signed_pair,
                     pre_key_signal_message_get_identity_key(message),
                     pre_key_signal_message_get_base_key(message));
               }));
  SOTTO_ASSIGN(auto state, empty_state(context));
  if (const int code = ratcheting_session_bob_initialize(state.get(), parameters.get(), context.get());
      code < 0) {
    return failed(code, "X3DH responder");
  }
  // The wrapper's registration id is anybody's: it is not taken over (M12).
  session_state_set_local_registration_id(state.get(), us.registration.value);
  session_state_set_alice_base_key(state.get(), pre_key_signal_message_get_base_key(message));
  return state;
}

}  // namespace sotto::crypto
