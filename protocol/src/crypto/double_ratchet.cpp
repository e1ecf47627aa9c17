// SPDX-License-Identifier: GPL-3.0-or-later
#include "double_ratchet.hpp"

#include <signal/curve.h>
#include <signal/ratchet.h>

#include <algorithm>

#include "defences.hpp"
#include "length_prefixed.hpp"
#include "session_limits.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::crypto {
namespace {

constexpr std::string_view message_secret_label = "sotto/v1/message-secret";
constexpr std::size_t message_secret_size = 32;

Error undecryptable(const char* where) { return {ErrorCode::undecryptable, where, 0}; }
Error broken(const char* where) { return {ErrorCode::store_corrupt, where, 0}; }

/// The library's code of a step that can only fail for lack of memory, of randomness or of a working
/// primitive.
Error failed(int code, const char* where) { return {ErrorCode::crypto_failed, where, code}; }

Result<Ref<ratchet_chain_key>> next_of(const ratchet_chain_key* chain) {
  return take<Ref<ratchet_chain_key>>(
      "next chain key", [&](ratchet_chain_key** out) { return ratchet_chain_key_create_next(chain, out); });
}

Result<Ref<ratchet_chain_key>> advance(Ref<ratchet_chain_key> chain, std::uint32_t counter) {
  while (ratchet_chain_key_get_index(chain.get()) < counter) {
    SOTTO_ASSIGN(chain, next_of(chain.get()));
  }
  return chain;
}

}  // namespace

/// The keys of one message, wiped when they go.
struct DoubleRatchet::Keys {
  ratchet_message_keys raw{};
  Keys() = default;
  Keys(const Keys&) = delete;
  Keys& operator=(const Keys&) = delete;
  ~Keys() { wipe({reinterpret_cast<std::uint8_t*>(&raw), sizeof raw}); }

  [[nodiscard]] Status derive(ratchet_chain_key* chain) {
    const int code = ratchet_chain_key_get_message_keys(chain, &raw);
    if (code < 0) return failed(code, "message keys");
    return {};
  }
  /// What the layer inside gets of this message: from all of its keys, which it can't be turned back into.
  [[nodiscard]] Result<SecretBytes> secret() const {
    SecretBytes all{sizeof raw.cipher_key + sizeof raw.mac_key + sizeof raw.iv};
    auto at = all.expose_for_writing().begin();
    at = std::copy(std::begin(raw.cipher_key), std::end(raw.cipher_key), at);
    at = std::copy(std::begin(raw.mac_key), std::end(raw.mac_key), at);
    std::copy(std::begin(raw.iv), std::end(raw.iv), at);
    return hkdf(all, LengthPrefixed{}.text(message_secret_label).take(), message_secret_size);
  }
  [[nodiscard]] ByteView cipher_key() const noexcept { return raw.cipher_key; }
  [[nodiscard]] ByteView iv() const noexcept { return raw.iv; }
};

/// A receiving chain, and the root that a new one leads to.
struct DoubleRatchet::Step {
  Ref<ratchet_chain_key> chain;
  Ref<ratchet_root_key> root;  ///< null when the chain is known already
};

Result<Ref<ciphertext_message>> DoubleRatchet::seal(session_state* state, const ComposeFrom& compose) {
  auto* chain = session_state_get_sender_chain_key(state);
  auto* ratchet_key = session_state_get_sender_ratchet_key(state);
  auto* ours = session_state_get_local_identity_key(state);
  auto* theirs = session_state_get_remote_identity_key(state);
  if (chain == nullptr || ratchet_key == nullptr || ours == nullptr || theirs == nullptr)
    return broken("sending chain");

  Keys keys;
  SOTTO_TRY(keys.derive(chain));
  SOTTO_ASSIGN(SecretBytes secret, keys.secret());
  SOTTO_ASSIGN(const SecretBytes plaintext, compose(std::move(secret)));
  SOTTO_ASSIGN(const Bytes body,
               context_->provider().encrypt(keys.cipher_key(), keys.iv(), plaintext.expose()));
  SOTTO_ASSIGN(auto message, take<Ref<signal_message>>("make a message", [&](signal_message** out) {
                 return signal_message_create(
                     out, protocol_version, keys.raw.mac_key, sizeof keys.raw.mac_key, ratchet_key,
                     ratchet_chain_key_get_index(chain), session_state_get_previous_counter(state),
                     body.data(), body.size(), ours, theirs, context_->get());
               }));
  SOTTO_ASSIGN(const auto next, next_of(chain));
  Ref<ciphertext_message> out;
  if (session_state_has_unacknowledged_pre_key_message(state) == 1) {
    auto* base_key = session_state_unacknowledged_pre_key_message_get_base_key(state);
    if (base_key == nullptr) return broken("pending prekey");
    const bool one_time = session_state_unacknowledged_pre_key_message_has_pre_key_id(state) == 1;
    const std::uint32_t id =
        one_time ? session_state_unacknowledged_pre_key_message_get_pre_key_id(state) : 0;
    SOTTO_ASSIGN(auto wrapper,
                 take<Ref<pre_key_signal_message>>("wrap a message", [&](pre_key_signal_message** made) {
                   return pre_key_signal_message_create(
                       made, protocol_version, session_state_get_local_registration_id(state),
                       one_time ? &id : nullptr,
                       session_state_unacknowledged_pre_key_message_get_signed_pre_key_id(state), base_key,
                       ours, message.get(), context_->get());
                 }));
    out.reset(reinterpret_cast<ciphertext_message*>(wrapper.release()));
  } else {
    out.reset(reinterpret_cast<ciphertext_message*>(message.release()));
  }
  if (session_state_set_sender_chain_key(state, next.get()) < 0) return broken("sending chain");
  return out;
}

Result<Unsealed> DoubleRatchet::open(session_state* state, signal_message* message, Instant now) {
  auto* their_key = signal_message_get_sender_ratchet_key(message);
  const auto* chain = session_state_get_receiver_chain_key(state, their_key);
  auto opened = chain != nullptr && ratchet_chain_key_get_index(chain) > signal_message_get_counter(message)
                    ? open_skipped(state, message)
                    : open_ahead(state, message, now);
  if (opened) session_state_clear_unacknowledged_pre_key_message(state);
  return opened;
}

Result<Unsealed> DoubleRatchet::authenticate(session_state* state, signal_message* message,
                                             const Keys& keys) {
  auto* theirs = session_state_get_remote_identity_key(state);
  auto* ours = session_state_get_local_identity_key(state);
  if (theirs == nullptr || ours == nullptr) return broken("identities");
  const int valid = signal_message_verify_mac(message, theirs, ours, keys.raw.mac_key,
                                              sizeof keys.raw.mac_key, context_->get());
  if (valid < 0) return failed(valid, "message MAC");
  const bool authentic = valid == 1;
  // Nothing of a forgery is decrypted: what its padding looks like would tell of the plaintext (A21).
  if (defences().mac_before_padding && !authentic) return undecryptable("message MAC");
  const signal_buffer* body = signal_message_get_body(message);
  SOTTO_ASSIGN(SecretBytes plaintext,
               context_->provider().decrypt(keys.cipher_key(), keys.iv(),
                                            {signal_buffer_const_data(body), signal_buffer_len(body)}));
  if (!authentic) return undecryptable("message MAC");
  SOTTO_ASSIGN(SecretBytes secret, keys.secret());
  return Unsealed{std::move(plaintext), std::move(secret), std::nullopt};
}

// The counter lies behind: either its key was put aside, or it was used up. In the second case nothing is
// left to check the MAC with, so the answer says nothing about who sent the message (A17).
Result<Unsealed> DoubleRatchet::open_skipped(session_state* state, signal_message* message) {
  Keys keys;
  if (session_state_remove_message_keys(state, &keys.raw, signal_message_get_sender_ratchet_key(message),
                                        signal_message_get_counter(message)) != 1) {
    return Error{ErrorCode::duplicate_message, "message key", 0};
  }
  return authenticate(state, message, keys);
}

Result<Unsealed> DoubleRatchet::open_ahead(session_state* state, signal_message* message, Instant now) {
  auto* their_key = signal_message_get_sender_ratchet_key(message);
  const std::uint32_t counter = signal_message_get_counter(message);
  const auto* known = session_state_get_receiver_chain_key(state, their_key);
  const std::uint32_t reached = known != nullptr ? ratchet_chain_key_get_index(known) : 0;
  if (defences().jump_cap && counter - reached > max_forward_jump) {
    return Error{ErrorCode::too_far_ahead, "message counter", counter - reached};
  }
  SOTTO_ASSIGN(Step step, receiving_chain(state, their_key));
  SOTTO_ASSIGN(const auto chain, advance(share(step.chain.get()), counter));
  Keys keys;
  SOTTO_TRY(keys.derive(chain.get()));
  SOTTO_ASSIGN(Unsealed unsealed, authenticate(state, message, keys));

  // Authentic: only now does the state move.
  SOTTO_ASSIGN(const auto after, next_of(chain.get()));
  if (step.root) SOTTO_TRY(turn(state, their_key, step));
  SOTTO_ASSIGN(unsealed.skipped, put_aside(state, their_key, step.chain, counter, now));
  if (session_state_set_receiver_chain_key(state, their_key, after.get()) < 0)
    return broken("receiving chain");
  return unsealed;
}

Result<DoubleRatchet::Step> DoubleRatchet::receiving_chain(session_state* state, ec_public_key* their_key) {
  Step step;
  if (auto* known = session_state_get_receiver_chain_key(state, their_key)) {
    step.chain = share(known);
    return step;
  }
  auto* root = session_state_get_root_key(state);
  auto* ours = session_state_get_sender_ratchet_key_pair(state);
  if (root == nullptr || ours == nullptr) return broken("root key");
  ratchet_root_key* new_root = nullptr;
  ratchet_chain_key* new_chain = nullptr;
  const int code =
      ratchet_root_key_create_chain(root, &new_root, &new_chain, their_key, ec_key_pair_get_private(ours));
  step.root.reset(new_root);
  step.chain.reset(new_chain);
  if (code < 0 || !step.root || !step.chain) return failed(code, "receiving chain");
  return step;
}

/// The DH ratchet's second half: a fresh key of ours, and the chain that it leads to.
Status DoubleRatchet::turn(session_state* state, ec_public_key* their_key, Step& step) {
  SOTTO_ASSIGN(const auto fresh, take<Ref<ec_key_pair>>("ratchet key", [&](ec_key_pair** out) {
                 return curve_generate_key_pair(context_->get(), out);
               }));
  ratchet_root_key* raw_root = nullptr;
  ratchet_chain_key* raw_chain = nullptr;
  const int code = ratchet_root_key_create_chain(step.root.get(), &raw_root, &raw_chain, their_key,
                                                 ec_key_pair_get_private(fresh.get()));
  const Ref<ratchet_root_key> root{raw_root};
  const Ref<ratchet_chain_key> chain{raw_chain};
  if (code < 0 || !root || !chain) return failed(code, "sending chain");
  const auto* sent = session_state_get_sender_chain_key(state);
  if (sent == nullptr) return broken("sending chain");
  const std::uint32_t index = ratchet_chain_key_get_index(sent);
  if (session_state_add_receiver_chain(state, their_key, step.chain.get()) < 0) {
    return Error{ErrorCode::crypto_failed, "receiving chain", 0};
  }
  session_state_set_root_key(state, root.get());
  session_state_set_previous_counter(state, index > 0 ? index - 1 : 0);
  session_state_set_sender_chain(state, fresh.get(), chain.get());
  return {};
}

/// Keeps the keys of the messages between the chain's place and `counter`: the last max_skipped_per_chain of
/// them.
Result<std::optional<SkippedKeys>> DoubleRatchet::put_aside(session_state* state, ec_public_key* their_key,
                                                            const Ref<ratchet_chain_key>& from,
                                                            std::uint32_t counter, Instant now) {
  const std::uint32_t reached = ratchet_chain_key_get_index(from.get());
  if (reached >= counter) return std::optional<SkippedKeys>{};
  const bool too_many = defences().skipped_cap && counter - reached > max_skipped_per_chain;
  const std::uint32_t first =
      too_many ? counter - static_cast<std::uint32_t>(max_skipped_per_chain) : reached;
  SOTTO_ASSIGN(auto chain, advance(share(from.get()), first));
  for (std::uint32_t at = first; at < counter; ++at) {
    Keys keys;
    SOTTO_TRY(keys.derive(chain.get()));
    if (const int code = session_state_set_message_keys(state, their_key, &keys.raw); code < 0) {
      return failed(code, "put a key aside");
    }
    SOTTO_ASSIGN(chain, next_of(chain.get()));
  }
  SOTTO_TRY(cap_waiting(state, their_key));
  SOTTO_ASSIGN(Bytes name, serialised(their_key));
  return std::optional{SkippedKeys{std::move(name), first, counter - 1, now}};
}

/// Drops the oldest keys of a chain that holds too many. The library can't be asked which those are, its
/// record can.
Status DoubleRatchet::cap_waiting(session_state* state, ec_public_key* their_key) {
  if (!defences().skipped_cap) return {};
  SOTTO_ASSIGN(const Bytes name, serialised(their_key));
  SOTTO_ASSIGN(const SecretBytes bytes, serialise_state(state));
  const auto counters = waiting_counters(bytes.expose(), name);
  for (std::size_t i = 0; i + max_skipped_per_chain < counters.size(); ++i) {
    Keys dropped;
    session_state_remove_message_keys(state, &dropped.raw, their_key, counters[i]);
  }
  return {};
}

}  // namespace sotto::crypto
