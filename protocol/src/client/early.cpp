// SPDX-License-Identifier: GPL-3.0-or-later
#include "early.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "contacts.hpp"
#include "record_codec.hpp"
#include "sent_log.hpp"
#include "step.hpp"
#include "store_keys.hpp"
#include "timers.hpp"

namespace sotto::client::early {
namespace {

using changes::Change;
using changes::Kind;
using store::Record;
using store::Table;

constexpr std::uint8_t record_version = 2;
constexpr std::uint8_t version_without_mentions = 1;
/// Kept for one conversation: a person may change anything, and need not ever send what is changed.
constexpr std::size_t room = 64;
/// Anybody can be a stranger, many times over; each change may be as large as a text.
constexpr std::size_t room_for_stranger = 4;
constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

struct Kept {
  Change change;
  Instant since;
};

Bytes key_for(const ConversationId& conversation, const Change& change) {
  auto key = key_of(conversation, change.target);
  key.push_back(static_cast<std::uint8_t>(change.kind));
  append(key, bytes_of(change.author.text()));
  return key;
}

Bytes serialise(const Change& change, Instant now) {
  RecordWriter out;
  out.u8(record_version).u8(static_cast<std::uint8_t>(change.kind)).raw(change.target.view());
  out.text(change.author.text()).u32(change.revision.value).text(change.text).instant(now);
  out.bytes(serialise_mentions(change.mentions));
  return sotto::copy_of(out.view());
}

Result<Kept> parse(ByteView record) {
  RecordReader in{record};
  const auto version = in.expect_version(record_version, version_without_mentions);
  const auto kind = static_cast<Kind>(in.u8());
  const auto target = in.message_id();
  SOTTO_ASSIGN(auto author, in.username());
  const Revision revision{in.u32()};
  auto text = in.text();
  const auto since = in.instant();
  const auto mentions = parse_mentions(text, version == record_version ? in.bytes() : ByteView{});
  SOTTO_TRY(in.finish());
  if (!mentions) return Error{ErrorCode::store_corrupt, "mentions in a change"};
  return Kept{{kind, target, std::move(author), revision, std::move(text), *mentions}, since};
}

Result<bool> is_known(Step& step, ByteView key, const Change& change) {
  SOTTO_ASSIGN(const auto record, step.find(Table::early, key));
  if (!record) return false;
  SOTTO_ASSIGN(const auto kept, parse(*record));
  return !changes::supersedes(change.revision, change.text, kept.change.revision, kept.change.text);
}

/// A clock that was set back doesn't lengthen it.
bool is_old(const Kept& kept, Instant now) {
  const auto age = now - kept.since;
  return age > sent_log::answered_for || age < -sent_log::answered_for;
}

Status forget_old(Step& step, ByteView prefix) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::early, prefix, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto kept, parse(record.value));
    if (is_old(kept, step.now())) SOTTO_TRY(step.erase(Table::early, record.key));
  }
  return {};
}

Result<std::size_t> room_for(Step& step, const ConversationId& conversation) {
  const auto* user = conversation.user();
  if (user == nullptr || *user == step.self().user) return room;  // members of a group were let in
  SOTTO_ASSIGN(const bool known, contacts::is_accepted(step, *user));
  return known ? room : room_for_stranger;
}

Status make_room(Step& step, const ConversationId& conversation) {
  SOTTO_TRY(forget_old(step, key_of(conversation)));
  SOTTO_ASSIGN(const auto places, room_for(step, conversation));
  SOTTO_ASSIGN(const auto records, step.scan(Table::early, key_of(conversation), places));
  if (records.size() < places) return {};
  const Record* oldest = nullptr;
  std::optional<Instant> since;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto kept, parse(record.value));
    if (since && !(kept.since < *since)) continue;
    since = kept.since;
    oldest = &record;
  }
  return step.erase(Table::early, oldest->key);
}

}  // namespace

Status keep(Step& step, const ConversationId& conversation, const Change& change) {
  const auto key = key_for(conversation, change);
  SOTTO_ASSIGN(const bool known, is_known(step, key, change));
  if (known) return {};
  SOTTO_TRY(make_room(step, conversation));
  SOTTO_TRY(step.put(Table::early, key, serialise(change, step.now())));
  return timers::start_for_edit(step, conversation, change.target, change.lasting);
}

Status forget_old(Step& step) { return forget_old(step, {}); }

Status forget_edits(Step& step, const ConversationId& conversation, const MessageId& message) {
  auto prefix = key_of(conversation, message);
  prefix.push_back(static_cast<std::uint8_t>(Kind::edit));
  SOTTO_ASSIGN(const auto records, step.scan(Table::early, prefix, room));
  for (const auto& record : records) SOTTO_TRY(step.erase(Table::early, record.key));
  return {};
}

Result<std::vector<Change>> take(Step& step, const ConversationId& conversation, const MessageId& message) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::early, key_of(conversation, message), room));
  std::vector<Change> taken;
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto kept, parse(record.value));
    taken.push_back(std::move(kept.change));
    SOTTO_TRY(step.erase(Table::early, record.key));
  }
  return taken;
}

}  // namespace sotto::client::early
