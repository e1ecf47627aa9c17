// SPDX-License-Identifier: GPL-3.0-or-later
#include "held.hpp"

#include <limits>
#include <set>

#include "contacts.hpp"
#include "identities.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::held {
namespace {

using store::Table;

constexpr std::uint8_t first_version = 1;  ///< without the hearing at its end
constexpr std::uint8_t record_version = 2;
/// Envelopes kept for one user; the others stay with the relay.
constexpr std::size_t room = 64;

Bytes serialise(const Incoming& incoming) {
  RecordWriter out;
  out.u8(record_version).raw(incoming.message.view()).u32(incoming.sender.device.value);
  out.u32(incoming.envelope.version).u32(incoming.envelope.suite).u32(incoming.envelope.device.value);
  out.u32(static_cast<std::uint32_t>(incoming.envelope.type)).bytes(incoming.envelope.ciphertext);
  out.u8(static_cast<std::uint8_t>(incoming.hearing));
  return sotto::copy_of(out.view());
}

Result<Incoming> parse(const Username& user, ByteView record) {
  RecordReader in{record};
  const auto version = in.u8();
  if (version != first_version && version != record_version)
    return Error{ErrorCode::store_corrupt, "held envelope"};
  const auto message = in.message_id();
  Incoming incoming{message, {user, DeviceId{in.u32()}}, {}};
  incoming.envelope.version = in.u32();
  incoming.envelope.suite = in.u32();
  incoming.envelope.device = DeviceId{in.u32()};
  incoming.envelope.type = static_cast<wire::EnvelopeType>(in.u32());
  incoming.envelope.ciphertext = sotto::copy_of(in.bytes());
  if (version == record_version) incoming.hearing = static_cast<Hearing>(in.u8());
  SOTTO_TRY(in.finish());
  return incoming;
}

/// Behind those that are kept already; 0 for one that is among them.
Result<std::uint64_t> place_for(const Incoming& incoming, const std::vector<store::Record>& kept) {
  std::uint64_t last = 0;
  for (const auto& record : kept) {
    SOTTO_ASSIGN(const auto other, parse(incoming.sender.user, record.value));
    if (other.message == incoming.message && other.sender == incoming.sender) return std::uint64_t{0};
    SOTTO_ASSIGN(const auto key, user_in(record.key));
    last = sequence_in(key.rest);
  }
  return last + 1;
}

Status ask_who_it_is(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto standing, identities::standing(step, user));
  if (standing != identities::Standing::blocked) peers::want_all(step, user);
  return {};
}

/// Whether it is kept no longer.
Result<bool> reconsider_one(Step& step, const Username& user, const store::Record& record) {
  SOTTO_ASSIGN(const auto incoming, parse(user, record.value));
  SOTTO_ASSIGN(const auto outcome, inbox::take_in(step, incoming));
  if (outcome == inbox::Outcome::postponed) return false;
  if (outcome == inbox::Outcome::untrusted) {
    SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, user));
    if (!blocked) step.notify(MessageUndecryptable{user, ErrorCode::untrusted_identity});
  }
  SOTTO_TRY(step.erase(Table::held, record.key));
  return true;
}

}  // namespace

Result<inbox::Outcome> hold(Step& step, const Incoming& incoming) {
  const auto& user = incoming.sender.user;
  const bool heard = incoming.hearing == Hearing::everything;
  SOTTO_ASSIGN(const auto kept, step.scan(Table::held, key_of(user), room));
  SOTTO_ASSIGN(const auto place, place_for(incoming, kept));
  if (place == 0) return inbox::Outcome::settled;
  if (kept.size() >= room) {
    SOTTO_ASSIGN(const bool contact, contacts::is_accepted(step, user));
    return heard && contact ? inbox::Outcome::postponed : inbox::Outcome::settled;
  }
  auto key = key_of(user);
  append(key, key_of(place));
  SOTTO_TRY(step.put(Table::held, key, serialise(incoming)));
  if (heard) SOTTO_TRY(ask_who_it_is(step, user));
  return inbox::Outcome::settled;
}

Status on_online(Step& step) {
  SOTTO_ASSIGN(const auto kept, step.scan(Table::held, {}, std::numeric_limits<std::size_t>::max()));
  std::set<Username> users;
  for (const auto& record : kept) {
    SOTTO_ASSIGN(const auto key, user_in(record.key));
    users.insert(key.user);
  }
  for (const auto& user : users) {
    SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, user));
    if (!blocked) SOTTO_TRY(ask_who_it_is(step, user));
  }
  return {};
}

Status on_unblocked(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto kept, step.scan(Table::held, key_of(user), 1));
  return kept.empty() ? Status{} : ask_who_it_is(step, user);
}

Status reconsider(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto standing, identities::standing(step, user));
  if (standing == identities::Standing::blocked) return {};
  SOTTO_ASSIGN(const auto kept, step.scan(Table::held, key_of(user), room));
  bool room_came_free = false;
  for (const auto& record : kept) {
    SOTTO_ASSIGN(const bool gone, reconsider_one(step, user, record));
    room_came_free = room_came_free || gone;
  }
  // There was no room for what the relay still has.
  if (kept.size() == room && room_came_free) inbox::ask_again_later(step);
  return {};
}

}  // namespace sotto::client::held
