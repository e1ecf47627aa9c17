// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rollback_guard.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::store::sqlcipher {

// Every query that reads messages yields these columns, in this order; m is the message, c its conversation.
#define SOTTO_MESSAGE_COLUMNS                                                                       \
  "m.position, m.id, c.name, m.sender, m.kind, m.state, m.sent_at, m.stored_at, m.body, m.quoted, " \
  "m.revision, m.lasting, m.mentions, m.names_reader"

/// Messages, conversations and the full-text index, kept in step with each other. No message is shown, and
/// none said to be missing, before the guard has checked it.
class History {
 public:
  History(sqlite3* database, RollbackGuard& guard) : database_{database}, guard_{guard} {}

  [[nodiscard]] Result<Position> append(const Message& message);
  [[nodiscard]] Result<Position> append_leaving_room(const Message& message, std::uint64_t places);
  [[nodiscard]] Status insert_at(const Message& message, Position place);
  [[nodiscard]] Status prepend(const std::vector<Message>& newest_first);
  [[nodiscard]] Result<std::optional<Message>> find(const ConversationId& conversation, const MessageId& id);
  [[nodiscard]] Status set_state(const ConversationId& conversation, const MessageId& id, MessageState state);
  [[nodiscard]] Status replace(const Message& message);
  /// false: there was none.
  [[nodiscard]] Result<bool> erase(const ConversationId& conversation, const MessageId& id);
  [[nodiscard]] Result<std::vector<Message>> page(const ConversationId& conversation,
                                                  std::optional<Position> before, std::size_t limit);
  [[nodiscard]] Result<std::vector<Message>> page_after(const ConversationId& conversation, Position after,
                                                        std::size_t limit);
  [[nodiscard]] Result<std::vector<Message>> search(std::string_view query, std::size_t limit);
  [[nodiscard]] Status open_conversation(const ConversationId& with);
  [[nodiscard]] Result<std::vector<Conversation>> conversations();
  [[nodiscard]] Status mark_read(const ConversationId& with, Position up_to);
  [[nodiscard]] Status erase_all();

 private:
  struct Row {
    std::int64_t position;
    std::int64_t conversation;
    MessageKind kind;
    MessageState state;
    std::string body;
  };
  /// nullopt: behind all others. Returns the position.
  Result<std::int64_t> insert(const Message& message, std::optional<std::int64_t> place);
  Result<std::int64_t> first_position();
  Result<std::int64_t> next_position();
  /// Opens the conversation if need be.
  Result<std::int64_t> conversation_number(const ConversationId& with);
  Result<std::optional<std::int64_t>> find_number(const ConversationId& with);
  Status check_newest();
  Status check_all_newest();
  Status check_another_newest();
  Status check_unread_mentions();
  Result<std::optional<Row>> find_row(const ConversationId& conversation, const MessageId& id);
  Status follow_unread(const Row& before, MessageKind kind, MessageState state);
  Status index_text(std::int64_t position, std::string_view body);
  Status unindex_text(std::int64_t position, std::string_view body);
  Result<std::vector<Message>> search_index(std::string_view query, std::size_t limit);
  Result<std::vector<Message>> search_all(std::string_view query, std::size_t limit);
  Result<std::vector<Message>> read_hits(Query& hits);
  Result<Message> read_at(std::int64_t position);

  sqlite3* database_;
  RollbackGuard& guard_;
  bool newest_checked_ = false;            ///< of each conversation, once since the file was opened
  std::set<std::int64_t> another_newest_;  ///< conversations that have, perhaps, another one since
  Prepared find_number_{"SELECT number FROM conversations WHERE name=?"};
  Prepared add_conversation_{"INSERT INTO conversations(name) VALUES(?)"};
  Prepared add_message_{
      "INSERT INTO messages(position, conversation, id, sender, kind, state, sent_at, stored_at, body, "
      "quoted, "
      "revision, lasting, mentions, names_reader) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"};
  Prepared next_position_{"SELECT seq+1 FROM sqlite_sequence WHERE name='messages'"};
  Prepared note_newest_{
      "UPDATE conversations SET last=max(last, ?1), unread=unread+(?2 AND read_up_to<?1) WHERE number=?3"};
  Prepared index_text_{"INSERT INTO message_texts(rowid, body) VALUES(?,?)"};
  Prepared unindex_text_{"INSERT INTO message_texts(message_texts, rowid, body) VALUES('delete',?,?)"};
  Prepared find_message_{"SELECT " SOTTO_MESSAGE_COLUMNS
                         " FROM conversations c CROSS JOIN messages m INDEXED BY message_ids"
                         " ON m.conversation=c.number WHERE c.name=? AND m.id=?"};
  Prepared find_row_{
      "SELECT m.position, m.conversation, m.kind, m.state, m.body FROM conversations c"
      " CROSS JOIN messages m INDEXED BY message_ids ON m.conversation=c.number WHERE c.name=? AND m.id=?"};
  Prepared set_state_{"UPDATE messages SET state=? WHERE position=?"};
  Prepared replace_{
      "UPDATE messages SET kind=?, state=?, body=?, quoted=?, revision=?, mentions=?, names_reader=?"
      " WHERE position=?"};
  Prepared count_unread_{"UPDATE conversations SET unread=unread+? WHERE number=? AND read_up_to<?"};
  Prepared erase_message_{"DELETE FROM messages WHERE position=?"};
  Prepared find_newest_{
      "UPDATE conversations SET last=coalesce((SELECT max(position) FROM messages WHERE "
      "conversation=number), 0)"
      " WHERE number=?"};
  Prepared page_{
      "SELECT " SOTTO_MESSAGE_COLUMNS
      " FROM conversations c CROSS JOIN messages m INDEXED BY message_order"
      " ON m.conversation=c.number WHERE c.name=? AND m.position<? ORDER BY m.position DESC LIMIT ?"};
  Prepared page_after_{
      "SELECT " SOTTO_MESSAGE_COLUMNS
      " FROM conversations c CROSS JOIN messages m INDEXED BY message_order"
      " ON m.conversation=c.number WHERE c.name=? AND m.position>? ORDER BY m.position LIMIT ?"};
  Prepared search_index_{
      "SELECT rowid FROM message_texts WHERE message_texts MATCH ? ORDER BY rowid DESC LIMIT ?"};
  Prepared search_all_{
      "SELECT position FROM messages WHERE kind=1 AND sotto_contains(body, ?) ORDER BY position DESC LIMIT "
      "?"};
  Prepared find_conversation_{"SELECT conversation FROM messages WHERE position=?"};
  Prepared read_at_{
      "SELECT " SOTTO_MESSAGE_COLUMNS
      " FROM messages m INDEXED BY message_order CROSS JOIN conversations c ON c.number=m.conversation"
      " WHERE m.conversation=? AND m.position=?"};
  Prepared newest_{"SELECT number, last FROM conversations WHERE last>0"};
  Prepared newest_of_{"SELECT number, last FROM conversations WHERE number=? AND last>0"};
  Prepared unread_mentions_{
      "SELECT n.conversation, n.position FROM conversations c CROSS JOIN messages n INDEXED BY "
      "unread_mentions"
      " ON n.conversation=c.number WHERE n.names_reader=1 AND n.position>c.read_up_to"};
  Prepared conversations_{"SELECT " SOTTO_MESSAGE_COLUMNS
                          ", c.unread, c.read_up_to, (SELECT count(*) FROM messages n"
                          " WHERE n.conversation=c.number AND n.position>c.read_up_to AND n.names_reader=1"
                          " AND n.kind=1 AND n.state=1) FROM conversations c"
                          " LEFT JOIN messages m ON m.position=c.last ORDER BY c.last DESC, c.name"};
  Prepared mark_read_{
      "UPDATE conversations SET read_up_to=?1, unread=(SELECT count(*) FROM messages WHERE "
      "conversation=number"
      " AND position>?1 AND kind=1 AND state=1) WHERE name=?2 AND read_up_to<?1"};
};

}  // namespace sotto::store::sqlcipher
