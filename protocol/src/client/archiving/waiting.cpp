// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.hpp"

#include <limits>

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::archiving {
namespace {

using changes::Change;
using store::Message;
using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr std::uint8_t edit_version = 2;
constexpr std::uint8_t edit_without_mentions = 1;
constexpr char edited = 'e';
constexpr char deleted = 'd';
constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

Bytes edits_of(const ConversationId& conversation, const MessageId& message) {
  return with_prefix(edited, key_of(conversation, message));
}

Result<Change> parse_edit(const MessageId& target, ByteView author, ByteView record) {
  auto by = Username::parse(text_of(author));
  if (!by) return Error{ErrorCode::store_corrupt, "waiting edit"};
  RecordReader in{record};
  const auto version = in.expect_version(edit_version, edit_without_mentions);
  const Revision revision{in.u32()};
  auto text = in.text();
  auto mentions = parse_mentions(text, version == edit_version ? in.bytes() : ByteView{});
  SOTTO_TRY(in.finish());
  if (!mentions) return Error{ErrorCode::store_corrupt, "mentions in a waiting edit"};
  return Change{changes::Kind::edit, target, *std::move(by), revision, std::move(text), *std::move(mentions)};
}

Result<Message> parse_deleted(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  const auto id = in.message_id();
  SOTTO_ASSIGN(auto conversation, in.conversation());
  SOTTO_ASSIGN(auto sender, in.username());
  const auto state = static_cast<store::MessageState>(in.u8());
  const auto sent_at = in.instant();
  const auto stored_at = in.instant();
  SOTTO_TRY(in.finish());
  return Message{
      {},        id, std::move(conversation), std::move(sender), store::MessageKind::deleted, state, sent_at,
      stored_at, {}};
}

}  // namespace

Status keep_edit(Step& step, const ConversationId& conversation, const Change& edit) {
  auto key = edits_of(conversation, edit.target);
  append(key, bytes_of(edit.author.text()));
  SOTTO_ASSIGN(const auto record, step.find(Table::archive_early, key));
  if (record) {
    SOTTO_ASSIGN(const auto known, parse_edit(edit.target, bytes_of(edit.author.text()), *record));
    if (!changes::supersedes(edit.revision, edit.text, known.revision, known.text)) return {};
  }
  RecordWriter out;
  out.u8(edit_version).u32(edit.revision.value).text(edit.text);
  out.bytes(serialise_mentions(edit.mentions));
  return step.put(Table::archive_early, key, out.view());
}

Result<std::vector<Change>> take_edits(Step& step, const ConversationId& conversation,
                                       const MessageId& message) {
  const auto prefix = edits_of(conversation, message);
  SOTTO_ASSIGN(const auto records, step.scan(Table::archive_early, prefix, all));
  std::vector<Change> edits;
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto edit, parse_edit(message, ByteView{record.key}.subspan(prefix.size()), record.value));
    edits.push_back(std::move(edit));
    SOTTO_TRY(step.erase(Table::archive_early, record.key));
  }
  return edits;
}

Status keep_deleted(Step& step, const archive::EntryId& entry, const Message& place) {
  RecordWriter out;
  out.u8(record_version).raw(place.id.view()).text(place.conversation.text()).text(place.sender.text());
  out.u8(static_cast<std::uint8_t>(place.state)).instant(place.sent_at).instant(place.stored_at);
  return step.put(Table::archive_early, with_prefix(deleted, entry.view()), out.view());
}

Result<std::optional<Message>> take_deleted(Step& step, const archive::EntryId& entry) {
  const auto key = with_prefix(deleted, entry.view());
  SOTTO_ASSIGN(const auto record, step.find(Table::archive_early, key));
  if (!record) return std::optional<Message>{};
  SOTTO_ASSIGN(auto place, parse_deleted(*record));
  SOTTO_TRY(step.erase(Table::archive_early, key));
  return std::optional{std::move(place)};
}

}  // namespace sotto::client::archiving
