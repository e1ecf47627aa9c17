// SPDX-License-Identifier: GPL-3.0-or-later
#include "observed_store.hpp"

#include <algorithm>
#include <span>

namespace sotto::simulation {

Status ObservedStore::commit() {
  auto changes = std::exchange(changes_, {});
  SOTTO_TRY(FaultyStore::commit());
  if (!changes.empty()) listener_(changes);
  return {};
}

namespace {

/// Behind the version stands the number of the last text that was sent, if there was one.
Bytes with_a_number_more(ByteView record) {
  auto changed = copy_of(record);
  const auto number = std::span{changed}.subspan(1, 8);
  if (std::any_of(number.begin(), number.end(), [](auto byte) { return byte != 0; })) {
    for (auto byte = number.rbegin(); byte != number.rend() && ++*byte == 0; ++byte) {
    }
  }
  return changed;
}

}  // namespace

void ObservedStore::rollback() noexcept {
  changes_.clear();
  FaultyStore::rollback();
}

Status ObservedStore::put(store::Table table, ByteView key, ByteView value) {
  const bool lost = sabotage_ == Sabotage::devices_archive_nothing && table == store::Table::archive_queue;
  const bool skips = sabotage_ == Sabotage::devices_skip_text_numbers && table == store::Table::text_number;
  if (skips) return FaultyStore::put(table, key, with_a_number_more(value));
  return lost ? Status{} : FaultyStore::put(table, key, value);
}

Result<store::Position> ObservedStore::append_message(const store::Message& message) {
  SOTTO_ASSIGN(const auto position, FaultyStore::append_message(message));
  changes_.push_back(Appended{message, message.state == store::MessageState::restored});
  return position;
}

Result<store::Position> ObservedStore::append_leaving_room(const store::Message& message,
                                                           std::uint64_t places) {
  SOTTO_ASSIGN(const auto position, FaultyStore::append_leaving_room(message, places));
  changes_.push_back(Appended{message, message.state == store::MessageState::restored});
  return position;
}

Status ObservedStore::insert_message(const store::Message& message, store::Position place) {
  SOTTO_TRY(FaultyStore::insert_message(message, place));
  changes_.push_back(Appended{message, message.state == store::MessageState::restored});
  return {};
}

Status ObservedStore::prepend_messages(const std::vector<store::Message>& newest_first) {
  SOTTO_TRY(FaultyStore::prepend_messages(newest_first));
  for (auto message = newest_first.rbegin(); message != newest_first.rend(); ++message)
    changes_.push_back(Appended{*message, true});
  return {};
}

/// A text in the place of a notice that it was missing is shown for the first time.
Status ObservedStore::replace_message(const store::Message& message) {
  SOTTO_ASSIGN(const auto before, FaultyStore::find_message(message.conversation, message.id));
  const bool edited =
      before && before->kind == message.kind && message.state == store::MessageState::received;
  if (edited && sabotage_ == Sabotage::devices_ignore_edits) return {};
  SOTTO_TRY(FaultyStore::replace_message(message));
  if (before && before->kind == store::MessageKind::message_missing)
    changes_.push_back(Appended{message, message.state == store::MessageState::restored});
  return {};
}

Status ObservedStore::set_message_state(const ConversationId& conversation, const MessageId& id,
                                        store::MessageState state) {
  SOTTO_TRY(FaultyStore::set_message_state(conversation, id, state));
  changes_.push_back(StateSet{conversation, id, state});
  return {};
}

Status ObservedStore::erase_message(const ConversationId& conversation, const MessageId& id) {
  SOTTO_TRY(FaultyStore::erase_message(conversation, id));
  changes_.push_back(Erased{conversation, id});
  return {};
}

}  // namespace sotto::simulation
