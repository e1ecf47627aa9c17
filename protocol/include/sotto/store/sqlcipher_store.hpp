// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::store {

/// How a transaction becomes durable; which one fits depends on the file system underneath.
enum class Journal : std::uint8_t {
  write_ahead,    ///< the desktop: a second file, synced at each commit
  rollback_file,  ///< a browser's file system: old pages go to a journal first, one more sync per commit
  none,           ///< the host itself makes all changes of a commit durable at once, or none of them
};

struct SqlcipherOptions {
  std::string path;
  Journal journal = Journal::write_ahead;
  std::string file_system;  ///< name of a registered sqlite3_vfs; empty: the operating system's
};

/// The encrypted database of a client: one SQLCipher file (AES-256-CBC and HMAC-SHA512 per page of 4 KiB), on
/// the desktop and in the browser. It is held locked while it is open: a second process gets
/// store_unavailable. Erased bytes are overwritten, in the full-text index too, and don't stay in the
/// write-ahead log after the commit that erased them. A page whose HMAC is wrong is store_corrupt when it is
/// read, and nothing of it is returned; so is a page that is older than the others, whatever its HMAC
/// (decisions 0156 and 0157).
class SqlcipherStore final : public ClientStore {
 public:
  static constexpr std::size_t key_size = 32;

  /// Opens or creates the file; the key is used as it is, without derivation, and not kept outside SQLCipher.
  /// Errors: malformed (the key is not 32 bytes), store_unavailable (somebody else has it open, or the file
  /// can't be created), wrong_store_key (another key, not a database, or its first page is damaged: these
  /// can't be told apart), store_corrupt, unsupported_version (written by a newer program).
  [[nodiscard]] static Result<std::unique_ptr<SqlcipherStore>> open(const SqlcipherOptions& options,
                                                                    const SecretBytes& key);
  ~SqlcipherStore() override;

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

  /// Reads every page, checks its HMAC and the tables' structure, and that no page is older than the others.
  /// Slow: seconds for a large file.
  /// Errors: store_corrupt.
  Status verify();

 private:
  class Impl;
  explicit SqlcipherStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sotto::store
