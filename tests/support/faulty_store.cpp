// SPDX-License-Identifier: GPL-3.0-or-later
#include "faulty_store.hpp"

namespace sotto::testing {

Status FaultyStore::operate() {
  ++operations_;
  if (!left_) return {};
  if (*left_ > 1) {
    --*left_;
    return {};
  }
  ++failures_;
  if (once_) heal();
  return Error{ErrorCode::store_unavailable, "fault"};
}

void FaultyStore::hear(std::string_view bytes) {
  heard_ = heard_ || (!wanted_.empty() && bytes.find(wanted_) != std::string_view::npos);
}

Status FaultyStore::begin() {
  SOTTO_TRY(operate());
  return behind_.begin();
}

Status FaultyStore::commit() {
  SOTTO_TRY(operate());
  return behind_.commit();
}

Result<std::optional<Bytes>> FaultyStore::find(store::Table table, ByteView key) {
  SOTTO_TRY(operate());
  return behind_.find(table, key);
}

Status FaultyStore::put(store::Table table, ByteView key, ByteView value) {
  hear(text_of(key));
  hear(text_of(value));
  SOTTO_TRY(operate());
  return behind_.put(table, key, value);
}

Status FaultyStore::erase(store::Table table, ByteView key) {
  SOTTO_TRY(operate());
  return behind_.erase(table, key);
}

Result<std::vector<store::Record>> FaultyStore::scan(store::Table table, ByteView prefix, std::size_t limit) {
  SOTTO_TRY(operate());
  auto records = behind_.scan(table, prefix, limit);
  if (records) scanned_ += records->size();
  return records;
}

Result<std::uint64_t> FaultyStore::count(store::Table table) {
  SOTTO_TRY(operate());
  return behind_.count(table);
}

Result<store::Position> FaultyStore::append_message(const store::Message& message) {
  hear(message.body);
  SOTTO_TRY(operate());
  return behind_.append_message(message);
}

Result<store::Position> FaultyStore::append_leaving_room(const store::Message& message,
                                                         std::uint64_t places) {
  hear(message.body);
  SOTTO_TRY(operate());
  return behind_.append_leaving_room(message, places);
}

Status FaultyStore::insert_message(const store::Message& message, store::Position place) {
  hear(message.body);
  SOTTO_TRY(operate());
  return behind_.insert_message(message, place);
}

Status FaultyStore::prepend_messages(const std::vector<store::Message>& newest_first) {
  for (const auto& message : newest_first) hear(message.body);
  SOTTO_TRY(operate());
  return behind_.prepend_messages(newest_first);
}

Result<std::optional<store::Message>> FaultyStore::find_message(const ConversationId& conversation,
                                                                const MessageId& id) {
  SOTTO_TRY(operate());
  return behind_.find_message(conversation, id);
}

Status FaultyStore::set_message_state(const ConversationId& conversation, const MessageId& id,
                                      store::MessageState state) {
  SOTTO_TRY(operate());
  return behind_.set_message_state(conversation, id, state);
}

Status FaultyStore::replace_message(const store::Message& message) {
  hear(message.body);
  SOTTO_TRY(operate());
  return behind_.replace_message(message);
}

Status FaultyStore::erase_message(const ConversationId& conversation, const MessageId& id) {
  SOTTO_TRY(operate());
  return behind_.erase_message(conversation, id);
}

Result<std::vector<store::Message>> FaultyStore::page(const ConversationId& conversation,
                                                      std::optional<store::Position> before,
                                                      std::size_t limit) {
  SOTTO_TRY(operate());
  return behind_.page(conversation, before, limit);
}

Result<std::vector<store::Message>> FaultyStore::page_after(const ConversationId& conversation,
                                                            store::Position after, std::size_t limit) {
  SOTTO_TRY(operate());
  return behind_.page_after(conversation, after, limit);
}

Result<std::vector<store::Message>> FaultyStore::search(std::string_view query, std::size_t limit) {
  SOTTO_TRY(operate());
  return behind_.search(query, limit);
}

Status FaultyStore::open_conversation(const ConversationId& with) {
  SOTTO_TRY(operate());
  return behind_.open_conversation(with);
}

Result<std::vector<store::Conversation>> FaultyStore::conversations() {
  SOTTO_TRY(operate());
  return behind_.conversations();
}

Status FaultyStore::mark_read(const ConversationId& with, store::Position up_to) {
  SOTTO_TRY(operate());
  return behind_.mark_read(with, up_to);
}

Status FaultyStore::erase_everything() {
  SOTTO_TRY(operate());
  return behind_.erase_everything();
}

}  // namespace sotto::testing
