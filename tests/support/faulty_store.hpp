// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sotto/store/client_store.hpp"

namespace sotto::testing {

/// A store that fails on request, in front of the one that outlives the engine: what a full disk or a crash
/// does.
class FaultyStore : public store::ClientStore {
 public:
  explicit FaultyStore(store::ClientStore& behind) : behind_{behind} {}

  /// The n-th operation from now fails (1: the next), and all later ones until heal().
  void fail_from(std::uint64_t n) { left_ = n; }
  /// Only the n-th operation from now fails.
  void fail_once_at(std::uint64_t n) {
    left_ = n;
    once_ = true;
  }
  void heal() {
    left_.reset();
    once_ = false;
  }
  /// From now on it notices when these bytes are handed to it: what never was can't be in a file, its log or
  /// its index.
  void listen_for(std::string bytes) { wanted_ = std::move(bytes); }
  [[nodiscard]] bool has_heard() const { return heard_; }
  [[nodiscard]] std::uint64_t operations() const { return operations_; }
  /// Records that scans have given.
  [[nodiscard]] std::uint64_t scanned() const { return scanned_; }
  [[nodiscard]] bool has_failed() const { return failures_ > 0; }
  [[nodiscard]] std::uint64_t failures() const { return failures_; }

  Status begin() override;
  Status commit() override;
  void rollback() noexcept override { behind_.rollback(); }
  Result<std::optional<Bytes>> find(store::Table table, ByteView key) override;
  Status put(store::Table table, ByteView key, ByteView value) override;
  Status erase(store::Table table, ByteView key) override;
  Result<std::vector<store::Record>> scan(store::Table table, ByteView prefix, std::size_t limit) override;
  Result<std::uint64_t> count(store::Table table) override;
  Result<store::Position> append_message(const store::Message& message) override;
  Result<store::Position> append_leaving_room(const store::Message& message, std::uint64_t places) override;
  Status insert_message(const store::Message& message, store::Position place) override;
  Status prepend_messages(const std::vector<store::Message>& newest_first) override;
  Result<std::optional<store::Message>> find_message(const ConversationId& conversation,
                                                     const MessageId& id) override;
  Status set_message_state(const ConversationId& conversation, const MessageId& id,
                           store::MessageState state) override;
  Status replace_message(const store::Message& message) override;
  Status erase_message(const ConversationId& conversation, const MessageId& id) override;
  Result<std::vector<store::Message>> page(const ConversationId& conversation,
                                           std::optional<store::Position> before, std::size_t limit) override;
  Result<std::vector<store::Message>> page_after(const ConversationId& conversation, store::Position after,
                                                 std::size_t limit) override;
  Result<std::vector<store::Message>> search(std::string_view query, std::size_t limit) override;
  Status open_conversation(const ConversationId& with) override;
  Result<std::vector<store::Conversation>> conversations() override;
  Status mark_read(const ConversationId& with, store::Position up_to) override;
  Status erase_everything() override;

 private:
  Status operate();
  void hear(std::string_view bytes);

  store::ClientStore& behind_;
  std::optional<std::uint64_t> left_;
  bool once_ = false;
  std::uint64_t operations_ = 0;
  std::uint64_t scanned_ = 0;
  std::uint64_t failures_ = 0;
  std::string wanted_;
  bool heard_ = false;
};

}  // namespace sotto::testing
