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

// What shows that a page of the file is older than the others (see rollback_guard.hpp).
// - records.tag: in front of the value, so that adding the tags up does not read long values.
// - message_ids begins with the id, which is random: a slice of it is as good as any other.
// - row_sums: how many messages there are in each slice, and their multiset hash.
// - row_epoch: the multiset hash of all the rest, and the number of the commit.
constexpr const char* older_pages = R"sql(
CREATE TABLE tagged_records(
  kind INTEGER NOT NULL, key BLOB NOT NULL, tag BLOB NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY(kind, key)) STRICT, WITHOUT ROWID;
INSERT INTO tagged_records SELECT kind, key, x'', value FROM records;
DROP TABLE records;
ALTER TABLE tagged_records RENAME TO records;
DROP INDEX message_ids;
CREATE UNIQUE INDEX message_ids ON messages(id, conversation);
CREATE TABLE row_sums(
  kind INTEGER NOT NULL, conversation INTEGER NOT NULL, first INTEGER NOT NULL, rows INTEGER NOT NULL, sum BLOB NOT NULL,
  PRIMARY KEY(kind, conversation, first)) STRICT, WITHOUT ROWID;
CREATE TABLE row_epoch(one INTEGER PRIMARY KEY CHECK(one=1), content BLOB NOT NULL, tag BLOB NOT NULL) STRICT;
)sql";

constexpr std::array steps = {first_version, answers_and_edits, durations,
                              room_in_front, mentions,          older_pages};
constexpr std::int64_t newest = steps.size();
constexpr std::int64_t first_with_epochs = 6;

}  // namespace

Result<SchemaState> schema_state(sqlite3* database) {
  SOTTO_ASSIGN(const std::int64_t version, read_number(database, "PRAGMA user_version", "sqlcipher version"));
  if (version < 0 || version > newest)
    return Error{ErrorCode::unsupported_version, "sqlcipher version", version};
  return SchemaState{version >= first_with_epochs, version == newest};
}

Status migrate(sqlite3* database) {
  SOTTO_ASSIGN(const std::int64_t version, read_number(database, "PRAGMA user_version", "sqlcipher version"));
  for (auto next = static_cast<std::size_t>(version); next < steps.size(); ++next)
    SOTTO_TRY(execute(database, steps[next], "sqlcipher migrate"));
  const std::string done = "PRAGMA user_version=" + std::to_string(newest);
  return execute(database, done.c_str(), "sqlcipher migrate");
}

}  // namespace sotto::store::sqlcipher
