// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <utility>
#include <variant>
#include <vector>

#include "faulty_store.hpp"
#include "plan.hpp"

namespace sotto::simulation {

struct Appended {
  store::Message message;
  bool restored = false;  ///< out of the archive
};
struct StateSet {
  ConversationId conversation;
  MessageId message;
  store::MessageState state;
};
struct Erased {
  ConversationId conversation;
  MessageId message;
};
/// A change of what a device shows.
using Change = std::variant<Appended, StateSet, Erased>;

/// A device's store that tells what each commit changed on the screen, and fails on request. With a sabotage
/// it does not do what it is told.
class ObservedStore final : public testing::FaultyStore {
 public:
  using Listener = std::function<void(const std::vector<Change>&)>;
  ObservedStore(store::ClientStore& behind, Listener listener, Sabotage sabotage)
      : FaultyStore{behind}, listener_{std::move(listener)}, sabotage_{sabotage} {}

  Status commit() override;
  void rollback() noexcept override;
  Status put(store::Table table, ByteView key, ByteView value) override;
  Result<store::Position> append_message(const store::Message& message) override;
  Result<store::Position> append_leaving_room(const store::Message& message, std::uint64_t places) override;
  Status insert_message(const store::Message& message, store::Position place) override;
  Status prepend_messages(const std::vector<store::Message>& newest_first) override;
  Status replace_message(const store::Message& message) override;
  Status set_message_state(const ConversationId& conversation, const MessageId& id,
                           store::MessageState state) override;
  Status erase_message(const ConversationId& conversation, const MessageId& id) override;

 private:
  Listener listener_;
  Sabotage sabotage_;
  std::vector<Change> changes_;
};

}  // namespace sotto::simulation
