// SPDX-License-Identifier: GPL-3.0-or-later
#include "reactions.hpp"

#include "archiving/archiving.hpp"
#include "contacts.hpp"
#include "groups/post_record.hpp"
#include "outbox.hpp"
#include "record_codec.hpp"
#include "sotto/base/text.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::reactions {
namespace {

using store::MessageKind;
using store::Table;

constexpr std::uint8_t record_version = 1;
/// Two people have two; groups will have more.
constexpr std::size_t shown = 1'024;

Bytes key_for(const ConversationId& conversation, const MessageId& message, const Username& by) {
  auto key = key_of(conversation, message);
  append(key, bytes_of(by.text()));
  return key;
}

Result<Reaction> parse(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  const Revision revision{in.u32()};
  Reaction reaction{revision, in.text()};
  SOTTO_TRY(in.finish());
  return reaction;
}

Result<std::vector<By>> parse_all(const std::vector<store::Record>& records, std::size_t prefix) {
  std::vector<By> all;
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto reaction, parse(record.value));
    auto by = Username::parse(text_of(ByteView{record.key}.subspan(prefix)));
    if (!by) return Error{ErrorCode::store_corrupt, "reaction key"};
    all.push_back({*std::move(by), std::move(reaction)});
  }
  return all;
}

}  // namespace

Result<std::optional<Reaction>> find(Step& step, const ConversationId& conversation, const MessageId& message,
                                     const Username& by) {
  SOTTO_ASSIGN(const auto record, step.find(Table::reaction, key_for(conversation, message, by)));
  if (!record) return std::optional<Reaction>{};
  SOTTO_ASSIGN(auto reaction, parse(*record));
  return std::optional{std::move(reaction)};
}

Result<std::vector<By>> of(Step& step, const ConversationId& conversation, const MessageId& message) {
  const auto prefix = key_of(conversation, message);
  SOTTO_ASSIGN(const auto records, step.scan(Table::reaction, prefix, shown));
  return parse_all(records, prefix.size());
}

Result<bool> keep(Step& step, const ConversationId& conversation, const changes::Change& change) {
  SOTTO_ASSIGN(const auto known, find(step, conversation, change.target, change.author));
  const auto before = known.value_or(Reaction{});
  if (!changes::supersedes(change.revision, change.text, before.revision, before.emoji)) return false;
  RecordWriter out;
  out.u8(record_version).u32(change.revision.value).text(change.text);
  SOTTO_TRY(step.put(Table::reaction, key_for(conversation, change.target, change.author), out.view()));
  return true;
}

Status forget(Step& step, const ConversationId& conversation, const MessageId& message) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::reaction, key_of(conversation, message), shown));
  for (const auto& record : records) SOTTO_TRY(step.erase(Table::reaction, record.key));
  return {};
}

Status react(Step& step, const React& intent) {
  SOTTO_TRY(check_text(intent.emoji, 0, wire::max_reaction, "reaction"));
  SOTTO_ASSIGN(const auto message, step.find_message(intent.conversation, intent.message));
  if (!message) return Error{ErrorCode::not_found, "react"};
  if (message->kind != MessageKind::text) return Error{ErrorCode::invalid_state, "react"};
  SOTTO_TRY(post_records::check_encrypted(step, intent.conversation));
  SOTTO_TRY(contacts::check_unblocked(step, intent.conversation));
  const auto& self = step.self().user;
  SOTTO_ASSIGN(const auto known, find(step, intent.conversation, intent.message, self));
  const auto before = known.value_or(Reaction{});
  if (before.emoji == intent.emoji) return {};
  SOTTO_TRY(contacts::accept(step, intent.conversation));
  const Revision next{before.revision.value + 1};
  SOTTO_ASSIGN(const bool counts, keep(step, intent.conversation,
                                       {changes::Kind::reaction, intent.message, self, next, intent.emoji}));
  if (!counts) return Error{ErrorCode::invalid_state, "react"};
  step.notify(MessageChanged{intent.conversation, intent.message});
  SOTTO_TRY(archiving::on_reaction(step, *message, self));
  return outbox::add_change(step, OutboxKind::reaction, intent.conversation, intent.message);
}

Result<std::vector<ReactionView>> views(store::ClientStore& store, const ConversationId& conversation,
                                        const MessageId& message) {
  const auto prefix = key_of(conversation, message);
  SOTTO_ASSIGN(const auto records, store.scan(Table::reaction, prefix, shown));
  SOTTO_ASSIGN(auto all, parse_all(records, prefix.size()));
  std::vector<ReactionView> views;
  for (auto& [by, reaction] : all) {
    if (!reaction.emoji.empty()) views.push_back({message, std::move(by), std::move(reaction.emoji)});
  }
  return views;
}

}  // namespace sotto::client::reactions
