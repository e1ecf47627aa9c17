// SPDX-License-Identifier: GPL-3.0-or-later
#include "step.hpp"

#include <limits>

namespace sotto::client {

Step::~Step() {
  if (open_) parts_.store.rollback();
}

Status Step::begin() {
  if (open_) return {};
  SOTTO_TRY(parts_.store.begin());
  open_ = true;
  return {};
}

Status Step::commit() {
  if (!open_) return {};
  open_ = false;
  auto committed = parts_.store.commit();
  if (!committed) parts_.store.rollback();
  return committed;
}

Result<std::vector<store::Record>> Step::scan(store::Table table, ByteView prefix, std::size_t limit) {
  return parts_.store.scan(table, prefix, limit);
}

Result<std::optional<store::Message>> Step::find_message(const ConversationId& conversation,
                                                         const MessageId& id) {
  return parts_.store.find_message(conversation, id);
}

Status Step::put(store::Table table, ByteView key, ByteView value) {
  SOTTO_TRY(begin());
  const bool ratchet = table == store::Table::session || table == store::Table::sender_key;
  moved_a_ratchet_ = moved_a_ratchet_ || ratchet;
  return parts_.store.put(table, key, value);
}

Status Step::erase(store::Table table, ByteView key) {
  SOTTO_TRY(begin());
  return parts_.store.erase(table, key);
}

Status Step::erase_all(store::Table table, ByteView prefix) {
  SOTTO_ASSIGN(const auto records, scan(table, prefix, std::numeric_limits<std::size_t>::max()));
  for (const auto& record : records) SOTTO_TRY(erase(table, record.key));
  return {};
}

Result<store::Position> Step::append_message(const store::Message& message) {
  SOTTO_TRY(begin());
  return parts_.store.append_message(message);
}

Result<store::Position> Step::append_leaving_room(const store::Message& message, std::uint64_t places) {
  SOTTO_TRY(begin());
  return parts_.store.append_leaving_room(message, places);
}

Status Step::insert_message(const store::Message& message, store::Position place) {
  SOTTO_TRY(begin());
  return parts_.store.insert_message(message, place);
}

Status Step::prepend_messages(const std::vector<store::Message>& newest_first) {
  SOTTO_TRY(begin());
  return parts_.store.prepend_messages(newest_first);
}

Status Step::set_message_state(const ConversationId& conversation, const MessageId& id,
                               store::MessageState state) {
  SOTTO_TRY(begin());
  return parts_.store.set_message_state(conversation, id, state);
}

Status Step::replace_message(const store::Message& message) {
  SOTTO_TRY(begin());
  return parts_.store.replace_message(message);
}

Status Step::erase_message(const ConversationId& conversation, const MessageId& id) {
  SOTTO_TRY(begin());
  return parts_.store.erase_message(conversation, id);
}

Status Step::open_conversation(const ConversationId& with) {
  SOTTO_TRY(begin());
  return parts_.store.open_conversation(with);
}

Status Step::mark_read(const ConversationId& with, store::Position up_to) {
  SOTTO_TRY(begin());
  return parts_.store.mark_read(with, up_to);
}

Status Step::erase_everything() {
  SOTTO_TRY(begin());
  return parts_.store.erase_everything();
}

void Step::emit(Effect effect) { effects_.push_back(std::move(effect)); }
void Step::emit_first(Effect effect) { effects_.insert(effects_.begin(), std::move(effect)); }
void Step::notify(Event event) { emit(Notify{std::move(event)}); }
void Step::send(const wire::Frame& frame) { emit(SendFrame{wire::serialise(frame)}); }

}  // namespace sotto::client
