// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/sender_key.hpp"

#include <signal/key_helper.h>
#include <signal/protocol.h>
#include <signal/sender_key.h>
#include <signal/sender_key_record.h>
#include <signal/sender_key_state.h>

#include <vector>

#include "context.hpp"
#include "defences.hpp"
#include "points.hpp"
#include "protobuf_reader.hpp"
#include "session_limits.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {
namespace {

constexpr std::size_t signature_size = 64;
constexpr std::uint32_t field_message_key = 4;  // of SenderKeyStateStructure
constexpr std::uint32_t field_iteration = 1;    // of its SenderMessageKey

Error failed(int code, const char* where) { return {ErrorCode::crypto_failed, where, code}; }
Error undecryptable(const char* where) { return {ErrorCode::undecryptable, where, 0}; }

Status check_version(ByteView data) {
  if (data.empty()) return Error{ErrorCode::malformed, "sender key message", 0};
  if (data.front() >> 4 != protocol_version)
    return Error{ErrorCode::unsupported_version, "sender key message", 0};
  return {};
}

Error refused(Error error) {
  if (error.code == ErrorCode::undecryptable) error.code = ErrorCode::malformed;
  return error;
}

ByteView view_of(const signal_buffer* buffer) {
  return {signal_buffer_const_data(buffer), signal_buffer_len(buffer)};
}

Result<Ref<sender_chain_key>> next_of(sender_chain_key* chain) {
  return take<Ref<sender_chain_key>>("next sender chain key", [&](sender_chain_key** out) {
    return sender_chain_key_create_next(chain, out);
  });
}

Result<Ref<sender_message_key>> message_key_of(sender_chain_key* chain) {
  return take<Ref<sender_message_key>>("sender message key", [&](sender_message_key** out) {
    return sender_chain_key_create_message_key(chain, out);
  });
}

Result<Ref<sender_chain_key>> advance(Ref<sender_chain_key> chain, std::uint32_t iteration) {
  while (sender_chain_key_get_iteration(chain.get()) < iteration) {
    SOTTO_ASSIGN(chain, next_of(chain.get()));
  }
  return chain;
}

/// Iterations of the keys that wait, the oldest first.
Result<std::vector<std::uint32_t>> waiting(sender_key_state* state) {
  SOTTO_ASSIGN(const Buffer bytes, take<Buffer>("serialise a sender key state", [&](signal_buffer** out) {
                 return sender_key_state_serialize(out, state);
               }));
  std::vector<std::uint32_t> iterations;
  ProtobufReader reader{view_of(bytes.get())};
  while (const auto field = reader.next()) {
    if (field->number != field_message_key) continue;
    ProtobufReader key{field->bytes};
    // A zero is not written out by every version of protobuf.
    std::uint32_t iteration = 0;
    while (const auto part = key.next()) {
      if (part->number == field_iteration) iteration = static_cast<std::uint32_t>(part->value);
    }
    iterations.push_back(iteration);
  }
  return iterations;
}

}  // namespace

class SenderKeys::Impl {
 public:
  Impl(Address us, RandomSource& random) : us_{std::move(us)}, random_{&random} {}

  Result<Bytes> create(SenderKeyState& state, const std::string& group);
  Status process(SenderKeyState& state, const SenderKeyName& from, ByteView distribution);
  Result<Bytes> encrypt(SenderKeyState& state, const std::string& group, ByteView plaintext);
  Result<SecretBytes> decrypt(SenderKeyState& state, const SenderKeyName& from, ByteView data);

 private:
  using Record = Ref<sender_key_record>;
  Status prepare();
  Result<Record> load(SenderKeyState& state, const SenderKeyName& name);
  Status store(SenderKeyState& state, const SenderKeyName& name, const Record& record);
  Status make_key(sender_key_record* record);
  Result<Ref<sender_message_key>> key_for(sender_key_state* keys, std::uint32_t iteration);
  Status put_aside(sender_key_state* keys, Ref<sender_chain_key> chain, std::uint32_t iteration);

  Address us_;
  RandomSource* random_;
  std::unique_ptr<Context> context_;
};

SenderKeys::SenderKeys(const Address& us, RandomSource& random) : impl_{std::make_unique<Impl>(us, random)} {}
SenderKeys::SenderKeys(SenderKeys&&) noexcept = default;
SenderKeys& SenderKeys::operator=(SenderKeys&&) noexcept = default;
SenderKeys::~SenderKeys() = default;

Result<Bytes> SenderKeys::create(SenderKeyState& state, const std::string& group) {
  return impl_->create(state, group);
}
Status SenderKeys::process(SenderKeyState& state, const SenderKeyName& from, ByteView distribution) {
  return impl_->process(state, from, distribution);
}
Result<Bytes> SenderKeys::encrypt(SenderKeyState& state, const std::string& group, ByteView plaintext) {
  return impl_->encrypt(state, group, plaintext);
}
Result<SecretBytes> SenderKeys::decrypt(SenderKeyState& state, const SenderKeyName& from, ByteView data) {
  return impl_->decrypt(state, from, data);
}

Status SenderKeys::Impl::prepare() {
  if (context_) return {};
  SOTTO_ASSIGN(context_, Context::create(*random_));
  return {};
}

Result<SenderKeys::Impl::Record> SenderKeys::Impl::load(SenderKeyState& state, const SenderKeyName& name) {
  SOTTO_ASSIGN(const auto found, state.find_sender_key(name));
  auto record = take<Record>("sender key record", [&](sender_key_record** out) {
    return found ? sender_key_record_deserialize(out, found->expose().data(), found->size(), context_->get())
                 : sender_key_record_create(out, context_->get());
  });
  if (!record && found) return Error{ErrorCode::store_corrupt, "sender key record", 0};
  return record;
}

Status SenderKeys::Impl::store(SenderKeyState& state, const SenderKeyName& name, const Record& record) {
  SOTTO_ASSIGN(const Buffer bytes, take<Buffer>("serialise a sender key record", [&](signal_buffer** out) {
                 return sender_key_record_serialize(out, record.get());
               }));
  return state.save_sender_key(name, view_of(bytes.get()));
}

Status SenderKeys::Impl::make_key(sender_key_record* record) {
  std::uint32_t id = 0;
  if (signal_protocol_key_helper_generate_sender_key_id(&id, context_->get()) < 0)
    return failed(0, "sender key id");
  SOTTO_ASSIGN(const Buffer seed, take<Buffer>("sender key", [&](signal_buffer** out) {
                 return signal_protocol_key_helper_generate_sender_key(out, context_->get());
               }));
  SOTTO_ASSIGN(const auto signing, take<Ref<ec_key_pair>>("sender signing key", [&](ec_key_pair** out) {
                 return signal_protocol_key_helper_generate_sender_signing_key(out, context_->get());
               }));
  const int code = sender_key_record_set_sender_key_state(record, id, 0, seed.get(), signing.get());
  if (code < 0) return failed(code, "sender key");
  return {};
}

Result<Bytes> SenderKeys::Impl::create(SenderKeyState& state, const std::string& group) {
  SOTTO_TRY(prepare());
  const SenderKeyName name{group, us_};
  SOTTO_ASSIGN(const Record record, load(state, name));
  const bool fresh = sender_key_record_is_empty(record.get()) == 1;
  if (fresh) SOTTO_TRY(make_key(record.get()));
  sender_key_state* keys = nullptr;
  if (const int code = sender_key_record_get_sender_key_state(record.get(), &keys); code < 0) {
    return failed(code, "sender key");
  }
  auto* chain = sender_key_state_get_chain_key(keys);
  auto* seed = sender_chain_key_get_seed(chain);
  SOTTO_ASSIGN(
      const auto message,
      take<Ref<sender_key_distribution_message>>("distribution", [&](sender_key_distribution_message** out) {
        return sender_key_distribution_message_create(
            out, sender_key_state_get_key_id(keys), sender_chain_key_get_iteration(chain),
            signal_buffer_const_data(seed), signal_buffer_len(seed),
            sender_key_state_get_signing_key_public(keys), context_->get());
      }));
  // Without memory for the key's copy the library says that all is well (M14).
  const signal_buffer* bytes =
      ciphertext_message_get_serialized(reinterpret_cast<ciphertext_message*>(message.get()));
  if (bytes == nullptr) return failed(0, "distribution");
  if (fresh) SOTTO_TRY(store(state, name, record));
  return copy_of(view_of(bytes));
}

Status SenderKeys::Impl::process(SenderKeyState& state, const SenderKeyName& from, ByteView distribution) {
  SOTTO_TRY(prepare());
  SOTTO_TRY(check_version(distribution));
  auto parsed =
      take<Ref<sender_key_distribution_message>>("distribution", [&](sender_key_distribution_message** out) {
        return sender_key_distribution_message_deserialize(out, distribution.data(), distribution.size(),
                                                           context_->get());
      });
  if (!parsed) return refused(parsed.error());
  auto* message = parsed->get();
  auto* signing = sender_key_distribution_message_get_signature_key(message);
  SOTTO_ASSIGN(const Bytes signing_bytes, serialised(signing));
  SOTTO_TRY(PublicKey::parse(signing_bytes));

  SOTTO_ASSIGN(const Record record, load(state, from));
  const std::uint32_t id = sender_key_distribution_message_get_id(message);
  sender_key_state* known = nullptr;
  if (defences().distribution_once &&
      sender_key_record_get_sender_key_state_by_id(record.get(), &known, id) == SG_SUCCESS &&
      ec_public_key_compare(sender_key_state_get_signing_key_public(known), signing) == 0) {
    return {};
  }
  const int code = sender_key_record_add_sender_key_state(
      record.get(), id, sender_key_distribution_message_get_iteration(message),
      sender_key_distribution_message_get_chain_key(message), signing);
  if (code < 0) return failed(code, "sender key");
  return store(state, from, record);
}

Result<Bytes> SenderKeys::Impl::encrypt(SenderKeyState& state, const std::string& group, ByteView plaintext) {
  SOTTO_TRY(prepare());
  const SenderKeyName name{group, us_};
  SOTTO_ASSIGN(const Record record, load(state, name));
  sender_key_state* keys = nullptr;
  if (sender_key_record_get_sender_key_state(record.get(), &keys) < 0) {
    return Error{ErrorCode::no_session, "sender key", 0};
  }
  auto* chain = sender_key_state_get_chain_key(keys);
  auto* signing = sender_key_state_get_signing_key_private(keys);
  if (signing == nullptr) return Error{ErrorCode::store_corrupt, "sender signing key", 0};
  SOTTO_ASSIGN(const auto key, message_key_of(chain));
  SOTTO_ASSIGN(const Bytes body,
               context_->provider().encrypt(view_of(sender_message_key_get_cipher_key(key.get())),
                                            view_of(sender_message_key_get_iv(key.get())), plaintext));
  SOTTO_ASSIGN(const auto message,
               take<Ref<sender_key_message>>("group message", [&](sender_key_message** out) {
                 return sender_key_message_create(out, sender_key_state_get_key_id(keys),
                                                  sender_message_key_get_iteration(key.get()), body.data(),
                                                  body.size(), signing, context_->get());
               }));
  SOTTO_ASSIGN(const auto next, next_of(chain));
  sender_key_state_set_chain_key(keys, next.get());
  SOTTO_TRY(store(state, name, record));
  return copy_of(
      view_of(ciphertext_message_get_serialized(reinterpret_cast<ciphertext_message*>(message.get()))));
}

Result<SecretBytes> SenderKeys::Impl::decrypt(SenderKeyState& state, const SenderKeyName& from,
                                              ByteView data) {
  SOTTO_TRY(prepare());
  SOTTO_TRY(check_version(data));
  auto parsed = take<Ref<sender_key_message>>("group message", [&](sender_key_message** out) {
    return sender_key_message_deserialize(out, data.data(), data.size(), context_->get());
  });
  if (!parsed) return refused(parsed.error());
  auto* message = parsed->get();
  SOTTO_ASSIGN(const Record record, load(state, from));
  sender_key_state* keys = nullptr;
  if (sender_key_record_get_sender_key_state_by_id(record.get(), &keys,
                                                   sender_key_message_get_key_id(message)) < 0) {
    return Error{ErrorCode::no_session, "sender key", 0};
  }
  if (defences().reduced_signatures &&
      (data.size() < signature_size || !has_reduced_scalar(data.last(signature_size)))) {
    return undecryptable("group message signature");
  }
  if (sender_key_message_verify_signature(message, sender_key_state_get_signing_key_public(keys)) < 0) {
    return undecryptable("group message signature");
  }
  SOTTO_ASSIGN(const auto key, key_for(keys, sender_key_message_get_iteration(message)));
  SOTTO_ASSIGN(SecretBytes plaintext,
               context_->provider().decrypt(view_of(sender_message_key_get_cipher_key(key.get())),
                                            view_of(sender_message_key_get_iv(key.get())),
                                            view_of(sender_key_message_get_ciphertext(message))));
  SOTTO_TRY(store(state, from, record));
  return plaintext;
}

Result<Ref<sender_message_key>> SenderKeys::Impl::key_for(sender_key_state* keys, std::uint32_t iteration) {
  auto* reached = sender_key_state_get_chain_key(keys);
  const std::uint32_t at = sender_chain_key_get_iteration(reached);
  if (at > iteration) {
    Ref<sender_message_key> waiting_key{sender_key_state_remove_sender_message_key(keys, iteration)};
    if (!waiting_key) return Error{ErrorCode::duplicate_message, "group message key", 0};
    return waiting_key;
  }
  if (defences().jump_cap && iteration - at > max_forward_jump) {
    return Error{ErrorCode::too_far_ahead, "group message", iteration - at};
  }
  SOTTO_ASSIGN(const auto chain, advance(share(reached), iteration));
  SOTTO_ASSIGN(auto key, message_key_of(chain.get()));
  SOTTO_ASSIGN(const auto next, next_of(chain.get()));
  SOTTO_TRY(put_aside(keys, share(reached), iteration));
  sender_key_state_set_chain_key(keys, next.get());
  return key;
}

/// Keeps the keys before `iteration`: the last max_skipped_per_chain of them, with those that wait already.
Status SenderKeys::Impl::put_aside(sender_key_state* keys, Ref<sender_chain_key> chain,
                                   std::uint32_t iteration) {
  const std::uint32_t reached = sender_chain_key_get_iteration(chain.get());
  if (reached >= iteration) return {};
  const bool too_many = defences().skipped_cap && iteration - reached > max_skipped_per_chain;
  SOTTO_ASSIGN(chain,
               advance(std::move(chain),
                       too_many ? iteration - static_cast<std::uint32_t>(max_skipped_per_chain) : reached));
  while (sender_chain_key_get_iteration(chain.get()) < iteration) {
    SOTTO_ASSIGN(const auto key, message_key_of(chain.get()));
    if (const int code = sender_key_state_add_sender_message_key(keys, key.get()); code < 0) {
      return failed(code, "put a key aside");
    }
    SOTTO_ASSIGN(chain, next_of(chain.get()));
  }
  if (!defences().skipped_cap) return {};
  SOTTO_ASSIGN(const auto iterations, waiting(keys));
  for (std::size_t i = 0; i + max_skipped_per_chain < iterations.size(); ++i) {
    const Ref<sender_message_key> dropped{sender_key_state_remove_sender_message_key(keys, iterations[i])};
  }
  return {};
}

}  // namespace sotto::crypto
