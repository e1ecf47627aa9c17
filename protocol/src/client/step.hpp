// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "memory.hpp"
#include "outbox_index.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/client/effect.hpp"
#include "sotto/store/client_store.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

/// What one step of the engine works on.
struct Parts {
  store::ClientStore& store;
  RandomSource& random;
  Memory& memory;  ///< a copy, which becomes the engine's when the step has committed
  OutboxIndex& outbox;
};

/// One input: a store transaction that begins with the first change, the memory that will be valid after it,
/// and the effects that leave after it. A step that is destroyed without commit() has changed nothing.
class Step {
 public:
  Step(Parts parts, Instant now) : parts_{parts}, now_{now} {}
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;
  ~Step();

  /// The host's clock: for what people see, and for the age of keys.
  [[nodiscard]] Instant now() const noexcept { return now_; }
  /// The engine's own time: for everything that is waited for.
  [[nodiscard]] Instant steady() const noexcept { return parts_.memory.steady; }
  [[nodiscard]] Memory& memory() noexcept { return parts_.memory; }
  [[nodiscard]] RandomSource& random() noexcept { return parts_.random; }
  [[nodiscard]] OutboxIndex& outbox() noexcept { return parts_.outbox; }
  /// REQUIRES: somebody is logged in.
  [[nodiscard]] const Account& account() const { return *parts_.memory.account; }
  [[nodiscard]] const Address& self() const { return account().self; }
  [[nodiscard]] crypto::HybridSession& session() { return *parts_.memory.session; }

  // Reads.
  Result<std::optional<Bytes>> find(store::Table table, ByteView key) {
    return parts_.store.find(table, key);
  }
  Result<std::vector<store::Record>> scan(store::Table table, ByteView prefix, std::size_t limit);
  Result<std::uint64_t> count(store::Table table) { return parts_.store.count(table); }
  Result<std::optional<store::Message>> find_message(const ConversationId& conversation, const MessageId& id);
  Result<std::vector<store::Message>> page(const ConversationId& conversation, store::Position before,
                                           std::size_t limit) {
    return parts_.store.page(conversation, before, limit);
  }
  Result<std::vector<store::Conversation>> conversations() { return parts_.store.conversations(); }
  Result<std::vector<store::Message>> page(const ConversationId& with, std::optional<store::Position> before,
                                           std::size_t limit) {
    return parts_.store.page(with, before, limit);
  }
  Result<std::vector<store::Message>> page_after(const ConversationId& with, store::Position after,
                                                 std::size_t limit) {
    return parts_.store.page_after(with, after, limit);
  }

  // Changes.
  Status put(store::Table table, ByteView key, ByteView value);
  Status erase(store::Table table, ByteView key);
  /// Every record whose key begins with `prefix`.
  Status erase_all(store::Table table, ByteView prefix);
  Result<store::Position> append_message(const store::Message& message);
  Result<store::Position> append_leaving_room(const store::Message& message, std::uint64_t places);
  Status insert_message(const store::Message& message, store::Position place);
  Status prepend_messages(const std::vector<store::Message>& newest_first);
  Status set_message_state(const ConversationId& conversation, const MessageId& id,
                           store::MessageState state);
  Status replace_message(const store::Message& message);
  Status erase_message(const ConversationId& conversation, const MessageId& id);
  Status open_conversation(const ConversationId& with);
  Status mark_read(const ConversationId& with, store::Position up_to);
  Status erase_everything();

  // Effects.
  void emit(Effect effect);
  /// Before all others of this step.
  void emit_first(Effect effect);
  void notify(Event event);
  void send(const wire::Frame& frame);

  /// A session or a sender key was written: a key of it may have been used.
  [[nodiscard]] bool moved_a_ratchet() const noexcept { return moved_a_ratchet_; }

  /// Durable when it returns without an error.
  [[nodiscard]] Status commit();
  [[nodiscard]] std::vector<Effect> take_effects() { return std::move(effects_); }

 private:
  Status begin();

  Parts parts_;
  Instant now_;
  std::vector<Effect> effects_;
  bool open_ = false;
  bool moved_a_ratchet_ = false;
};

}  // namespace sotto::client
