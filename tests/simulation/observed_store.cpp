// SPDX-License-Identifier: GPL-3.0-or-later
#include "observed_store.hpp"

namespace sotto::simulation {

Status ObservedStore::commit() {
  auto changes = std::exchange(changes_, {});
  SOTTO_TRY(FaultyStore::commit());
  if (!changes.empty()) listener_(changes);
  return {};
}

void ObservedStore::rollback() noexcept {
  changes_.clear();
  FaultyStore::rollback();
}

Result<store::Position> ObservedStore::append_message(const store::Message& message) {
  SOTTO_ASSIGN(const auto position, FaultyStore::append_message(message));
  changes_.push_back(Appended{message});
  return position;
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
