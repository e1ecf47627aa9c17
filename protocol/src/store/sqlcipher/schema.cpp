// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema.hpp"

#include <array>
#include <string>

#include "sotto/store/client_store.hpp"

namespace sotto::store::sqlcipher {
namespace {

// A step is never changed once it was released: later needs are later steps.
// - records: small, looked up by key, so the row lives in the key's tree.
// - conversations: carries the newest position and the number of unread texts, so that the list needs no
// counting.
// - messages: AUTOINCREMENT never gives a position out twice, even after the newest message was erased.
// - message_texts: substrings of every script. The text itself stays in messages (external content);
// 'secure-delete' makes
//   an erased text leave the index at once instead of at some later merge; columnsize serves ranking, which
//   we don't use. What goes in has been case-folded (see history.cpp).
constexpr const char* first_version = R"sql(
CREATE TABLE records(
  kind INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY(kind, key)) STRICT, WITHOUT ROWID;
CREATE TABLE conversations(
  number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
  last INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, read_up_to INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE messages(
  position INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER NOT NULL, id BLOB NOT NULL, sender TEXT NOT NULL,
  kind INTEGER NOT NULL, state INTEGER NOT NULL, sent_at INTEGER NOT NULL, stored_at INTEGER NOT NULL,
  body TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX message_ids ON messages(conversation, id);
CREATE INDEX message_order ON messages(conversation, position);
CREATE VIRTUAL TABLE message_texts USING fts5(
  body, content='messages', content_rowid='position', columnsize=0, tokenize='trigram case_sensitive 1');
INSERT INTO message_texts(message_texts, rank) VALUES('secure-delete', 1);
)sql";

// - quoted: the id of the message that this one answers; revision: how often its text was changed.
constexpr const char* answers_and_edits = R"sql(
ALTER TABLE messages ADD COLUMN quoted BLOB;
ALTER TABLE messages ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
)sql";

// - lasting: seconds that the message stays once it was sent or read; 0: for good.
constexpr const char* durations = R"sql(
ALTER TABLE messages ADD COLUMN lasting INTEGER NOT NULL DEFAULT 0;
)sql";

// - the sequence of positions begins behind front_of_history: in front of it is room for a restored history.
constexpr const char* room_in_front = R"sql(
INSERT INTO sqlite_sequence(name, seq)
  SELECT 'messages', 0 WHERE NOT EXISTS(SELECT 1 FROM sqlite_sequence WHERE name='messages');
UPDATE sqlite_sequence SET seq=max(seq, 4294967296) WHERE name='messages';
)sql";
static_assert(front_of_history == 4'294'967'296);

// - mentions: where each begins, 32 bits each; names_reader: by somebody else, and the account is among them.
// - unread_mentions: few messages name their reader, so counting those that are unread costs next to nothing.
constexpr const char* mentions = R"sql(
ALTER TABLE messages ADD COLUMN mentions BLOB;
ALTER TABLE messages ADD COLUMN names_reader INTEGER NOT NULL DEFAULT 0;
CREATE INDEX unread_mentions ON messages(conversation, position) WHERE names_reader=1;
)sql";

constexpr std::array steps = {first_version, answers_and_edits, durations, room_in_front, mentions};

Status take_step(sqlite3* database, std::size_t version) {
  const std::string sql = std::string{"BEGIN IMMEDIATE;"} + steps[version] +
                          "PRAGMA user_version=" + std::to_string(version + 1) + ";COMMIT;";
  Status taken = execute(database, sql.c_str(), "sqlcipher migrate");
  if (!taken.ok()) sqlite3_exec(database, "ROLLBACK", nullptr, nullptr, nullptr);
  return taken;
}

}  // namespace

Status migrate(sqlite3* database) {
  SOTTO_ASSIGN(const std::int64_t version, read_number(database, "PRAGMA user_version", "sqlcipher version"));
  if (version < 0 || version > static_cast<std::int64_t>(steps.size())) {
    return Error{ErrorCode::unsupported_version, "sqlcipher version", version};
  }
  for (auto next = static_cast<std::size_t>(version); next < steps.size(); ++next)
    SOTTO_TRY(take_step(database, next));
  return {};
}

}  // namespace sotto::store::sqlcipher
