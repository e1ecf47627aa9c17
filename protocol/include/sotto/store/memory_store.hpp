// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sotto/store/client_store.hpp"

namespace sotto::store {

/// The in-memory twin of the encrypted client store, for simulation, tests and load generators. Keeps
/// everything until it is destroyed, never fails, costs no system call. Nothing in it is encrypted or wiped.
class MemoryStore final : public ClientStore {
 public:
  MemoryStore() = default;
  /// Becomes the other's twin: a prepared account, or yesterday's backup. REQUIRES: no transaction is open in
  /// either.
  void copy_from(const MemoryStore& other);

  Status begin() override;
  Status commit() override;
  void rollback() noexcept override;

  Result<std::optional<Bytes>> find(Table table, ByteView key) override;
  Status put(Table table, ByteView key, ByteView value) override;
  Status erase(Table table, ByteView key) override;
  Result<std::vector<Record>> scan(Table table, ByteView prefix, std::size_t limit) override;
  Result<std::uint64_t> count(Table table) override;

  Result<Position> append_message(const Message& message) override;
  Result<Position> append_leaving_room(const Message& message, std::uint64_t places) override;
  Status insert_message(const Message& message, Position place) override;
  Status prepend_messages(const std::vector<Message>& newest_first) override;
  Result<std::optional<Message>> find_message(const ConversationId& conversation,
                                              const MessageId& id) override;
  Status set_message_state(const ConversationId& conversation, const MessageId& id,
                           MessageState state) override;
  Status replace_message(const Message& message) override;
  Status erase_message(const ConversationId& conversation, const MessageId& id) override;
  Result<std::vector<Message>> page(const ConversationId& conversation, std::optional<Position> before,
                                    std::size_t limit) override;
  Result<std::vector<Message>> page_after(const ConversationId& conversation, Position after,
                                          std::size_t limit) override;
  Result<std::vector<Message>> search(std::string_view query, std::size_t limit) override;

  Status open_conversation(const ConversationId& with) override;
  Result<std::vector<Conversation>> conversations() override;
  Status mark_read(const ConversationId& with, Position up_to) override;

  Status erase_everything() override;

 private:
  using Records = std::map<Bytes, Bytes>;
  /// One conversation: its messages by position, and where each id stands.
  struct Thread {
    std::map<Position, Message> messages;
    std::map<MessageId, Position> places;
    Position read_up_to;
  };
  using Threads = std::map<ConversationId, Thread>;

  Status changeable() const;
  void undo_with(std::function<void()> undo) { undo_.push_back(std::move(undo)); }
  Thread& thread_of(const ConversationId& with);
  void place(const Message& message, Position position);
  [[nodiscard]] Position first_position() const;
  Message* find_in_thread(const ConversationId& conversation, const MessageId& id);
  static Conversation summary(const ConversationId& with, const Thread& thread);

  std::map<Table, Records> tables_;
  Threads threads_;
  Position last_position_{front_of_history};
  bool open_ = false;
  std::vector<std::function<void()>> undo_;  ///< what rollback() runs, newest first
};

}  // namespace sotto::store
