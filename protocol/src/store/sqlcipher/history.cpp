// SPDX-License-Identifier: GPL-3.0-or-later
#include "history.hpp"

#include <algorithm>
#include <limits>

#include "sotto/store/text_search.hpp"

namespace sotto::store::sqlcipher {
namespace {

// The trigram index knows parts of three characters and more.
constexpr std::size_t shortest_indexed_query = 3;
// Each character of a query costs the index a look-up; a longer one is a pasted text, for which reading
// through will do.
constexpr std::size_t longest_indexed_query = 256;

constexpr auto all_messages = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t end_of_history = std::numeric_limits<std::int64_t>::max();

std::int64_t number_of(Position position) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(position.value, end_of_history));
}

bool counts_as_unread(MessageKind kind, MessageState state) {
  return kind == MessageKind::text && state == MessageState::received;
}

Error damaged() { return {ErrorCode::store_corrupt, "history row"}; }

Result<MessageKind> parse_kind(std::int64_t number) {
  if (number < 1 || number > static_cast<std::int64_t>(MessageKind::group_changed)) return damaged();
  return static_cast<MessageKind>(number);
}

Result<MessageState> parse_state(std::int64_t number) {
  if (number < 1 || number > static_cast<std::int64_t>(MessageState::restored)) return damaged();
  return static_cast<MessageState>(number);
}

Result<Username> parse_name(std::string_view text) {
  auto name = Username::parse(text);
  if (!name.ok()) return damaged();
  return name;
}

Result<ConversationId> parse_conversation(std::string_view text) {
  auto with = ConversationId::parse(text);
  if (!with.ok()) return damaged();
  return with;
}

Result<std::optional<MessageId>> parse_quoted(ByteView column) {
  if (column.empty()) return std::optional<MessageId>{};
  auto id = MessageId::parse(column);
  if (!id.ok()) return damaged();
  return std::optional{*id};
}

ByteView column_of(const std::optional<MessageId>& quoted) { return quoted ? quoted->view() : ByteView{}; }

Result<Mentions> parse_mentions_of(std::string_view body, ByteView column) {
  auto mentions = parse_mentions(body, column);
  if (!mentions.ok()) return damaged();
  return mentions;
}

Result<Message> read_message(const Query& row) {
  auto id = MessageId::parse(row.bytes(1));
  if (!id.ok()) return damaged();
  SOTTO_ASSIGN(ConversationId conversation, parse_conversation(row.text(2)));
  SOTTO_ASSIGN(Username sender, parse_name(row.text(3)));
  SOTTO_ASSIGN(const MessageKind kind, parse_kind(row.number(4)));
  SOTTO_ASSIGN(const MessageState state, parse_state(row.number(5)));
  SOTTO_ASSIGN(const auto quoted, parse_quoted(row.bytes(9)));
  SOTTO_ASSIGN(Mentions mentions, parse_mentions_of(row.text(8), row.bytes(12)));
  return Message{Position{row.unsigned_number(0)},
                 *id,
                 std::move(conversation),
                 std::move(sender),
                 kind,
                 state,
                 Instant{row.number(6)},
                 Instant{row.number(7)},
                 std::string{row.text(8)},
                 quoted,
                 Revision{static_cast<std::uint32_t>(row.number(10))},
                 Lasting{static_cast<std::uint32_t>(row.number(11))},
                 std::move(mentions),
                 row.number(13) != 0};
}

Result<std::vector<Message>> read_messages(Query& query) {
  std::vector<Message> messages;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return messages;
    SOTTO_ASSIGN(Message message, read_message(query));
    messages.push_back(std::move(message));
  }
}

Result<Conversation> read_conversation(const Query& row) {
  SOTTO_ASSIGN(ConversationId with, parse_conversation(row.text(2)));
  Conversation conversation{std::move(with), std::nullopt, row.unsigned_number(14),
                            Position{row.unsigned_number(15)}, row.unsigned_number(16)};
  if (row.is_null(0)) return conversation;
  SOTTO_ASSIGN(Message last, read_message(row));
  conversation.last = std::move(last);
  return conversation;
}

/// Folded by our own table, because SQLite's is of an older Unicode: index, reading through and the twin in
/// memory must find the same. And without a NUL, at which the tokenizer would stop.
std::string text_to_index(std::string_view body) {
  std::string text = fold_case(body);
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text;
}

/// FTS5's notation for "these characters, and nothing in them is an operator".
std::string quoted(std::string_view query) {
  std::string out = "\"";
  for (const char c : query) out.append(c == '"' ? 2 : 1, c);
  out.push_back('"');
  return out;
}

bool index_can_answer(std::string_view query) {
  const std::size_t characters = count_characters(query);
  return characters >= shortest_indexed_query && characters <= longest_indexed_query &&
         query.find('\0') == std::string_view::npos;
}

}  // namespace

Result<std::int64_t> History::conversation_number(const ConversationId& with) {
  SOTTO_TRY(open_conversation(with));
  SOTTO_ASSIGN(const std::optional<std::int64_t> number, find_number(with));
  return number ? Result<std::int64_t>{*number} : damaged();
}

Result<std::optional<std::int64_t>> History::find_number(const ConversationId& with) {
  const auto name = with.text();
  Query query{database_, find_number_, "conversation number"};
  SOTTO_ASSIGN(const bool row, query.bind(std::string_view{name}).next());
  return row ? std::optional{query.number(0)} : std::nullopt;
}

Status History::index_text(std::int64_t position, std::string_view body) {
  const std::string text = text_to_index(body);
  return Query{database_, index_text_, "index text"}.bind(position).bind(std::string_view{text}).run();
}

Status History::unindex_text(std::int64_t position, std::string_view body) {
  const std::string text = text_to_index(body);
  return Query{database_, unindex_text_, "unindex text"}.bind(position).bind(std::string_view{text}).run();
}

Result<Position> History::append(const Message& message) {
  SOTTO_ASSIGN(const std::int64_t position, insert(message, std::nullopt));
  return Position{static_cast<std::uint64_t>(position)};
}

Result<Position> History::append_leaving_room(const Message& message, std::uint64_t places) {
  SOTTO_ASSIGN(const std::int64_t next, next_position());
  SOTTO_ASSIGN(const std::int64_t position, insert(message, next + static_cast<std::int64_t>(places)));
  return Position{static_cast<std::uint64_t>(position)};
}

Status History::insert_at(const Message& message, Position place) {
  const auto position = number_of(place);
  Query taken{database_, find_conversation_, "insert message"};
  SOTTO_ASSIGN(const bool row, taken.bind(position).next());
  if (row) return Error{ErrorCode::already_exists, "insert message"};
  SOTTO_TRY(insert(message, position));
  return {};
}

/// In ascending order, whatever order they come in: the index writes all of them out for each step back.
Status History::prepend(const std::vector<Message>& newest_first) {
  SOTTO_ASSIGN(const std::int64_t first, first_position());
  auto position = first - static_cast<std::int64_t>(newest_first.size());
  // A file of an older program begins at 1: better behind than not at all.
  const bool room = position > 0;
  for (auto at = newest_first.rbegin(); at != newest_first.rend(); ++at) {
    const auto placed = insert(*at, room ? std::optional{position++} : std::nullopt);
    if (placed.ok()) continue;
    return placed.error().code == ErrorCode::already_exists ? damaged() : placed.error();
  }
  return {};
}

Result<std::int64_t> History::first_position() {
  const auto first = guard_.messages().first_position();
  return first ? Result<std::int64_t>{*first} : next_position();
}

Result<std::int64_t> History::next_position() {
  Query query{database_, next_position_, "next position"};
  SOTTO_ASSIGN(const bool row, query.next());
  return row ? Result<std::int64_t>{query.number(0)} : damaged();
}

Result<std::int64_t> History::insert(const Message& message, std::optional<std::int64_t> place) {
  SOTTO_ASSIGN(const std::int64_t conversation, conversation_number(message.conversation));
  SOTTO_TRY(guard_.messages().check_id(message.id));
  const Bytes mentions = serialise_mentions(message.mentions);
  SOTTO_TRY(Query(database_, add_message_, "append message")
                .bind(place)
                .bind(conversation)
                .bind(message.id.view())
                .bind(std::string_view{message.sender.text()})
                .bind(static_cast<std::int64_t>(message.kind))
                .bind(static_cast<std::int64_t>(message.state))
                .bind(message.sent_at.milliseconds)
                .bind(message.stored_at.milliseconds)
                .bind(std::string_view{message.body})
                .bind(column_of(message.quoted))
                .bind(message.revision.value)
                .bind(message.lasting.seconds)
                .bind(ByteView{mentions})
                .bind(std::int64_t{message.names_reader})
                .run());
  const std::int64_t position = sqlite3_last_insert_rowid(database_);
  SOTTO_TRY(guard_.messages().entered(position));
  if (message.kind == MessageKind::text) SOTTO_TRY(index_text(position, message.body));
  another_newest_.insert(conversation);
  const std::int64_t unread = counts_as_unread(message.kind, message.state) ? 1 : 0;
  SOTTO_TRY(guard_.conversation_changes(conversation));
  SOTTO_TRY(
      Query(database_, note_newest_, "append message").bind(position).bind(unread).bind(conversation).run());
  return position;
}

Result<std::optional<Message>> History::find(const ConversationId& conversation, const MessageId& id) {
  SOTTO_TRY(guard_.messages().check_id(id));
  const auto name = conversation.text();
  Query query{database_, find_message_, "find message"};
  SOTTO_ASSIGN(const bool row, query.bind(std::string_view{name}).bind(id.view()).next());
  if (!row) return std::optional<Message>{};
  SOTTO_ASSIGN(const std::optional<std::int64_t> number, find_number(conversation));
  if (!number) return damaged();
  SOTTO_TRY(guard_.messages().check(*number, query.number(0)));
  SOTTO_ASSIGN(Message message, read_message(query));
  return std::optional{std::move(message)};
}

Result<std::optional<History::Row>> History::find_row(const ConversationId& conversation,
                                                      const MessageId& id) {
  SOTTO_TRY(guard_.messages().check_id(id));
  const auto name = conversation.text();
  Query query{database_, find_row_, "find message"};
  SOTTO_ASSIGN(const bool row, query.bind(std::string_view{name}).bind(id.view()).next());
  if (!row) return std::optional<Row>{};
  SOTTO_TRY(guard_.messages().check(query.number(1), query.number(0)));
  SOTTO_ASSIGN(const MessageKind kind, parse_kind(query.number(2)));
  SOTTO_ASSIGN(const MessageState state, parse_state(query.number(3)));
  return std::optional{Row{query.number(0), query.number(1), kind, state, std::string{query.text(4)}}};
}

Status History::set_state(const ConversationId& conversation, const MessageId& id, MessageState state) {
  SOTTO_ASSIGN(const std::optional<Row> row, find_row(conversation, id));
  if (!row) return Error{ErrorCode::not_found, "set message state"};
  SOTTO_TRY(guard_.messages().leaves(row->position));
  SOTTO_TRY(Query(database_, set_state_, "set message state")
                .bind(static_cast<std::int64_t>(state))
                .bind(row->position)
                .run());
  SOTTO_TRY(guard_.messages().entered(row->position));
  return follow_unread(*row, row->kind, state);
}

Status History::follow_unread(const Row& before, MessageKind kind, MessageState state) {
  const int more = int{counts_as_unread(kind, state)} - int{counts_as_unread(before.kind, before.state)};
  if (more == 0) return {};
  SOTTO_TRY(guard_.conversation_changes(before.conversation));
  return Query{database_, count_unread_, "count unread"}
      .bind(std::int64_t{more})
      .bind(before.conversation)
      .bind(before.position)
      .run();
}

Status History::replace(const Message& message) {
  SOTTO_ASSIGN(const std::optional<Row> row, find_row(message.conversation, message.id));
  if (!row) return Error{ErrorCode::not_found, "replace message"};
  if (row->kind == MessageKind::text) SOTTO_TRY(unindex_text(row->position, row->body));
  const Bytes mentions = serialise_mentions(message.mentions);
  SOTTO_TRY(guard_.messages().leaves(row->position));
  SOTTO_TRY(Query(database_, replace_, "replace message")
                .bind(static_cast<std::int64_t>(message.kind))
                .bind(static_cast<std::int64_t>(message.state))
                .bind(std::string_view{message.body})
                .bind(column_of(message.quoted))
                .bind(message.revision.value)
                .bind(ByteView{mentions})
                .bind(std::int64_t{message.names_reader})
                .bind(row->position)
                .run());
  SOTTO_TRY(guard_.messages().entered(row->position));
  if (message.kind == MessageKind::text) SOTTO_TRY(index_text(row->position, message.body));
  return follow_unread(*row, message.kind, message.state);
}

Result<bool> History::erase(const ConversationId& conversation, const MessageId& id) {
  SOTTO_ASSIGN(const std::optional<Row> row, find_row(conversation, id));
  if (!row) return false;
  if (row->kind == MessageKind::text) SOTTO_TRY(unindex_text(row->position, row->body));
  SOTTO_TRY(guard_.messages().leaves(row->position));
  SOTTO_TRY(Query(database_, erase_message_, "erase message").bind(row->position).run());
  SOTTO_TRY(guard_.conversation_changes(row->conversation));
  another_newest_.insert(row->conversation);
  SOTTO_TRY(guard_.messages().check_before(row->conversation, end_of_history, 1));
  SOTTO_TRY(Query(database_, find_newest_, "erase message").bind(row->conversation).run());
  if (counts_as_unread(row->kind, row->state)) {
    SOTTO_TRY(Query(database_, count_unread_, "erase message")
                  .bind(std::int64_t{-1})
                  .bind(row->conversation)
                  .bind(row->position)
                  .run());
  }
  return true;
}

Result<std::vector<Message>> History::page(const ConversationId& conversation, std::optional<Position> before,
                                           std::size_t limit) {
  SOTTO_ASSIGN(const std::optional<std::int64_t> number, find_number(conversation));
  if (!number) return std::vector<Message>{};
  const std::int64_t place = before ? number_of(*before) : end_of_history;
  SOTTO_TRY(guard_.messages().check_before(*number, place, limit));
  const auto name = conversation.text();
  Query query{database_, page_, "page"};
  query.bind(std::string_view{name}).bind(place).bind(row_limit(limit));
  return read_messages(query);
}

Result<std::vector<Message>> History::page_after(const ConversationId& conversation, Position after,
                                                 std::size_t limit) {
  SOTTO_ASSIGN(const std::optional<std::int64_t> number, find_number(conversation));
  if (!number) return std::vector<Message>{};
  SOTTO_TRY(guard_.messages().check_after(*number, number_of(after), limit));
  const auto name = conversation.text();
  Query query{database_, page_after_, "page after"};
  query.bind(std::string_view{name}).bind(number_of(after)).bind(row_limit(limit));
  return read_messages(query);
}

Result<std::vector<Message>> History::search(std::string_view query, std::size_t limit) {
  if (query.empty()) return std::vector<Message>{};
  return index_can_answer(query) ? search_index(query, limit) : search_all(query, limit);
}

Result<std::vector<Message>> History::search_index(std::string_view query, std::size_t limit) {
  const std::string phrase = quoted(fold_case(query));
  Query search{database_, search_index_, "search"};
  return read_hits(search.bind(std::string_view{phrase}).bind(row_limit(limit)));
}

Result<std::vector<Message>> History::search_all(std::string_view query, std::size_t limit) {
  const std::string folded = fold_case(query);
  Query search{database_, search_all_, "search"};
  return read_hits(search.bind(std::string_view{folded}).bind(row_limit(limit)));
}

Result<std::vector<Message>> History::read_hits(Query& hits) {
  std::vector<Message> messages;
  for (;;) {
    SOTTO_ASSIGN(const bool row, hits.next());
    if (!row) return messages;
    SOTTO_ASSIGN(Message message, read_at(hits.number(0)));
    messages.push_back(std::move(message));
  }
}

/// On the way that was checked: an older page of the table may hold a message that was erased since.
Result<Message> History::read_at(std::int64_t position) {
  Query owner{database_, find_conversation_, "message at"};
  SOTTO_ASSIGN(const bool owned, owner.bind(position).next());
  if (!owned) return damaged();
  const std::int64_t conversation = owner.number(0);
  SOTTO_TRY(guard_.messages().check(conversation, position));
  Query query{database_, read_at_, "message at"};
  SOTTO_ASSIGN(const bool row, query.bind(conversation).bind(position).next());
  if (!row) return damaged();
  return read_message(query);
}

Status History::open_conversation(const ConversationId& with) {
  SOTTO_ASSIGN(const std::optional<std::int64_t> number, find_number(with));
  if (number) return {};
  const auto name = with.text();
  SOTTO_TRY(Query(database_, add_conversation_, "open conversation").bind(std::string_view{name}).run());
  guard_.conversation_entered(sqlite3_last_insert_rowid(database_));
  return {};
}

Status History::check_all_newest() {
  Query query{database_, newest_, "newest messages"};
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return {};
    SOTTO_TRY(guard_.messages().check(query.number(0), query.number(1)));
  }
}

Status History::check_another_newest() {
  for (const std::int64_t conversation : another_newest_) {
    Query query{database_, newest_of_, "newest message"};
    SOTTO_ASSIGN(const bool row, query.bind(conversation).next());
    if (row) SOTTO_TRY(guard_.messages().check(query.number(0), query.number(1)));
  }
  return {};
}

/// What the list of conversations shows of them: each once, and then those that have changed.
Status History::check_newest() {
  SOTTO_TRY(newest_checked_ ? check_another_newest() : check_all_newest());
  newest_checked_ = true;
  another_newest_.clear();
  return {};
}

Status History::check_unread_mentions() {
  Query query{database_, unread_mentions_, "unread mentions"};
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return {};
    SOTTO_TRY(guard_.messages().check(query.number(0), query.number(1)));
  }
}

Result<std::vector<Conversation>> History::conversations() {
  SOTTO_TRY(check_newest());
  SOTTO_TRY(check_unread_mentions());
  Query query{database_, conversations_, "conversations"};
  std::vector<Conversation> all;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return all;
    SOTTO_ASSIGN(Conversation conversation, read_conversation(query));
    all.push_back(std::move(conversation));
  }
}

Status History::mark_read(const ConversationId& with, Position up_to) {
  SOTTO_ASSIGN(const std::optional<std::int64_t> number, find_number(with));
  if (!number) return {};
  SOTTO_TRY(guard_.messages().check_after(*number, number_of(up_to), all_messages));
  SOTTO_TRY(guard_.conversation_changes(*number));
  const auto name = with.text();
  return Query{database_, mark_read_, "mark read"}.bind(number_of(up_to)).bind(std::string_view{name}).run();
}

Status History::erase_all() {
  return execute(database_,
                 "INSERT INTO message_texts(message_texts) VALUES('delete-all');"
                 "DELETE FROM messages; DELETE FROM conversations;",
                 "erase history");
}

}  // namespace sotto::store::sqlcipher
