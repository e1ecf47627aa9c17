// SPDX-License-Identifier: GPL-3.0-or-later
#include "session_record.hpp"

#include <algorithm>

#include "defences.hpp"
#include "protobuf_reader.hpp"
#include "session_limits.hpp"

namespace sotto::crypto {
namespace {

// RecordStructure: libsignal's fields, and ours far away from them.
constexpr std::uint32_t field_current = 1;
constexpr std::uint32_t field_previous = 2;
constexpr std::uint32_t field_archived_at = 1000;
constexpr std::uint32_t field_skipped = 1001;
constexpr std::uint32_t field_initiator = 1002;
// In field_skipped.
constexpr std::uint32_t field_ratchet_key = 1;
constexpr std::uint32_t field_from = 2;
constexpr std::uint32_t field_to = 3;
constexpr std::uint32_t field_stored_at = 4;
// SessionStructure and its parts, as far as they are looked at in their serialised form.
constexpr std::uint32_t field_receiver_chain = 7;
constexpr std::uint32_t field_base_key = 13;
constexpr std::uint32_t field_chain_ratchet_key = 1;
constexpr std::uint32_t field_chain_message_key = 4;
constexpr std::uint32_t field_message_key_index = 1;

Error corrupt() { return {ErrorCode::store_corrupt, "session record", 0}; }

SkippedKeys parse_skipped(ByteView bytes) {
  SkippedKeys keys;
  ProtobufReader reader{bytes};
  while (const auto field = reader.next()) {
    if (field->number == field_ratchet_key) keys.ratchet_key = copy_of(field->bytes);
    if (field->number == field_from) keys.from = static_cast<std::uint32_t>(field->value);
    if (field->number == field_to) keys.to = static_cast<std::uint32_t>(field->value);
    if (field->number == field_stored_at) keys.stored = {static_cast<std::int64_t>(field->value)};
  }
  return keys;
}

Bytes serialise_skipped(const SkippedKeys& keys) {
  Bytes out;
  put_bytes_field(out, field_ratchet_key, keys.ratchet_key);
  put_number_field(out, field_from, keys.from);
  put_number_field(out, field_to, keys.to);
  put_number_field(out, field_stored_at, static_cast<std::uint64_t>(keys.stored.milliseconds));
  return out;
}

std::optional<ByteView> bytes_field(ByteView input, std::uint32_t number) noexcept {
  ProtobufReader reader{input};
  while (const auto field = reader.next()) {
    if (field->number == number) return field->bytes;
  }
  return std::nullopt;
}

std::optional<ByteView> receiving_chain(ByteView state, ByteView ratchet_key) noexcept {
  ProtobufReader reader{state};
  while (const auto field = reader.next()) {
    if (field->number != field_receiver_chain) continue;
    const auto key = bytes_field(field->bytes, field_chain_ratchet_key);
    if (key && equal(*key, ratchet_key)) return field->bytes;
  }
  return std::nullopt;
}

std::vector<std::uint32_t> counters_in(ByteView receiving_chain) {
  std::vector<std::uint32_t> counters;
  ProtobufReader chain{receiving_chain};
  while (const auto field = chain.next()) {
    if (field->number != field_chain_message_key) continue;
    ProtobufReader key{field->bytes};
    while (const auto part = key.next()) {
      if (part->number == field_message_key_index)
        counters.push_back(static_cast<std::uint32_t>(part->value));
    }
  }
  return counters;
}

void remove_key(session_state* state, ec_public_key* chain, std::uint32_t counter) {
  ratchet_message_keys dropped{};
  session_state_remove_message_keys(state, &dropped, chain, counter);
  wipe({reinterpret_cast<std::uint8_t*>(&dropped), sizeof dropped});
}

/// Without the `count` keys that have waited longest: the oldest chain's first.
Result<SecretBytes> without_oldest(const SecretBytes& session, std::size_t count, signal_context* context) {
  SOTTO_ASSIGN(const auto state, parse_state(session.expose(), context));
  ProtobufReader reader{session.expose()};
  while (const auto field = reader.next()) {
    if (field->number != field_receiver_chain || count == 0) continue;
    const auto counters = counters_in(field->bytes);
    if (counters.empty()) continue;
    SOTTO_ASSIGN(
        const auto chain,
        decode_public(bytes_field(field->bytes, field_chain_ratchet_key).value_or(ByteView{}), context));
    const auto dropped = std::min(count, counters.size());
    for (std::size_t i = 0; i < dropped; ++i) remove_key(state.get(), chain.get(), counters[i]);
    count -= dropped;
  }
  return serialise_state(state.get());
}

}  // namespace

Result<Ref<session_state>> parse_state(ByteView bytes, signal_context* context) {
  auto state = take<Ref<session_state>>("parse a session state", [&](session_state** out) {
    return session_state_deserialize(out, bytes.data(), bytes.size(), context);
  });
  if (!state) return corrupt();
  return state;
}

Result<SecretBytes> serialise_state(session_state* state) {
  SOTTO_ASSIGN(const Buffer buffer, take<Buffer>("serialise a session state", [&](signal_buffer** out) {
                 return session_state_serialize(out, state);
               }));
  return SecretBytes::copied_from(view_of(buffer));
}

ByteView base_key_of(ByteView state) noexcept {
  return bytes_field(state, field_base_key).value_or(ByteView{});
}

bool has_receiving_chain(ByteView state, ByteView ratchet_key) noexcept {
  return receiving_chain(state, ratchet_key).has_value();
}

std::vector<std::uint32_t> waiting_counters(ByteView state, ByteView ratchet_key) {
  return counters_in(receiving_chain(state, ratchet_key).value_or(ByteView{}));
}

std::size_t count_waiting(ByteView state) noexcept {
  std::size_t count = 0;
  ProtobufReader reader{state};
  while (const auto field = reader.next()) {
    if (field->number != field_receiver_chain) continue;
    ProtobufReader chain{field->bytes};
    while (const auto part = chain.next()) count += part->number == field_chain_message_key ? 1U : 0U;
  }
  return count;
}

Result<SessionRecord> SessionRecord::parse(ByteView stored, signal_context* context, Instant now) {
  SessionRecord record;
  std::vector<Instant> archived_at;
  ProtobufReader reader{stored};
  while (const auto field = reader.next()) {
    switch (field->number) {
      case field_current: {
        SOTTO_ASSIGN(record.current_, parse_state(field->bytes, context));
        break;
      }
      case field_previous:
        record.archived_.push_back({SecretBytes::copied_from(field->bytes), now});
        break;
      case field_archived_at:
        archived_at.push_back({static_cast<std::int64_t>(field->value)});
        break;
      case field_skipped:
        record.skipped_.push_back(parse_skipped(field->bytes));
        break;
      case field_initiator:
        record.initiator_ = field->value == 2 ? Initiator::peer : Initiator::us;
        break;
      default:
        break;
    }
  }
  if (!reader.ok()) return corrupt();
  // A state without a sending chain is what the library stores for "none".
  if (record.current_ && session_state_has_sender_chain(record.current_.get()) != 1) record.current_.reset();
  for (std::size_t i = 0; i < std::min(archived_at.size(), record.archived_.size()); ++i) {
    record.archived_[i].archived = archived_at[i];
  }
  return record;
}

Result<SecretBytes> SessionRecord::serialise() const {
  Buffer current;
  if (current_) {
    SOTTO_ASSIGN(current, take<Buffer>("serialise a session state", [&](signal_buffer** out) {
                   return session_state_serialize(out, current_.get());
                 }));
  }
  Bytes head;
  if (current) {
    put_varint(head, (field_current << 3) | 2U);
    put_varint(head, view_of(current).size());
  }
  std::size_t size = head.size() + (current ? view_of(current).size() : 0);
  std::vector<Bytes> heads;
  for (const auto& session : archived_) {
    Bytes& part = heads.emplace_back();
    put_varint(part, (field_previous << 3) | 2U);
    put_varint(part, session.state.size());
    size += part.size() + session.state.size();
  }
  Bytes tail;
  for (const auto& session : archived_) {
    put_number_field(tail, field_archived_at, static_cast<std::uint64_t>(session.archived.milliseconds));
  }
  if (initiator_ != Initiator::unknown)
    put_number_field(tail, field_initiator, static_cast<std::uint64_t>(initiator_));
  for (const auto& keys : skipped_) put_bytes_field(tail, field_skipped, serialise_skipped(keys));

  SecretBytes out{size + tail.size()};
  auto at = out.expose_for_writing().begin();
  const auto put = [&at](ByteView part) { at = std::copy(part.begin(), part.end(), at); };
  put(head);
  if (current) put(view_of(current));
  for (std::size_t i = 0; i < archived_.size(); ++i) {
    put(heads[i]);
    put(archived_[i].state.expose());
  }
  put(tail);
  return out;
}

Status SessionRecord::replace_current(Ref<session_state> fresh, Initiator initiator, Instant now) {
  if (current_) {
    SOTTO_ASSIGN(SecretBytes state, serialise_state(current_.get()));
    archived_.insert(archived_.begin(), ArchivedSession{std::move(state), now});
  }
  current_ = std::move(fresh);
  initiator_ = initiator;
  skipped_.clear();  // an archived session doesn't live long enough for its keys to be too old
  return {};
}

// Keys that were put aside within a day are one entry, so that a conversation with many late messages stays
// small.
void SessionRecord::remember(SkippedKeys keys) {
  for (auto& known : skipped_) {
    if (known.ratchet_key == keys.ratchet_key && keys.stored - known.stored < std::chrono::hours{24}) {
      known.to = std::max(known.to, keys.to);
      return;
    }
  }
  skipped_.push_back(std::move(keys));
}

Status SessionRecord::expire(Instant now, signal_context* context) {
  if (defences().archive_limits) {
    std::erase_if(archived_,
                  [now](const auto& session) { return now - session.archived > max_archived_age; });
    if (archived_.size() > max_archived) archived_.resize(max_archived);
  }
  if (skipped_.empty()) return {};
  SOTTO_TRY(forget_gone_chains(context));
  return expire_skipped(now, context);
}

Status SessionRecord::expire_skipped(Instant now, signal_context* context) {
  const auto too_old = [now](const SkippedKeys& keys) { return now - keys.stored > max_skipped_age; };
  if (current_ && std::any_of(skipped_.begin(), skipped_.end(), too_old)) {
    SOTTO_ASSIGN(const SecretBytes state, serialise_state(current_.get()));
    for (const auto& keys : skipped_) {
      if (too_old(keys)) SOTTO_TRY(drop_waiting(state.expose(), keys, context));
    }
  }
  std::erase_if(skipped_, too_old);
  return {};
}

Status SessionRecord::drop_waiting(ByteView state, const SkippedKeys& keys, signal_context* context) {
  SOTTO_ASSIGN(const auto chain, decode_public(keys.ratchet_key, context));
  for (const std::uint32_t counter : waiting_counters(state, keys.ratchet_key)) {
    if (counter < keys.from || counter > keys.to) continue;
    remove_key(current_.get(), chain.get(), counter);
  }
  return {};
}

/// The library drops a chain, with its keys, when it has five newer ones; a peer can begin one with each
/// message.
Status SessionRecord::forget_gone_chains(signal_context* context) {
  std::vector<SkippedKeys> kept;
  for (auto& keys : skipped_) {
    SOTTO_ASSIGN(const auto chain, decode_public(keys.ratchet_key, context));
    const bool is_there =
        current_ && session_state_get_receiver_chain_key(current_.get(), chain.get()) != nullptr;
    if (is_there || !defences().gone_chains) kept.push_back(std::move(keys));
  }
  skipped_ = std::move(kept);
  return {};
}

Status SessionRecord::limit_waiting(signal_context* context) {
  const bool any = std::any_of(archived_.begin(), archived_.end(),
                               [](const auto& session) { return count_waiting(session.state.expose()) > 0; });
  if (!any || !defences().record_cap) return {};
  std::size_t room = max_skipped_per_record;
  if (current_) {
    SOTTO_ASSIGN(const SecretBytes state, serialise_state(current_.get()));
    room -= std::min(room, count_waiting(state.expose()));
  }
  for (auto& session : archived_) {
    const auto waiting = count_waiting(session.state.expose());
    if (waiting > room) {
      SOTTO_ASSIGN(session.state, without_oldest(session.state, waiting - room, context));
    }
    room -= std::min(room, waiting);
  }
  return {};
}

}  // namespace sotto::crypto
