// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace sotto::relay::store {

/// Version 1. Every column stands in crypto-docs/server-knowledge.md; a test compares the two.
inline constexpr char first_version_sql[] = R"sql(
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  password_salt BLOB NOT NULL,
  password_memory_kib INTEGER NOT NULL,
  password_passes INTEGER NOT NULL,
  password_lanes INTEGER NOT NULL,
  login_salt BLOB NOT NULL,
  login_hash BLOB NOT NULL,
  wrapped_keys BLOB NOT NULL,
  identity_key BLOB NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  about TEXT NOT NULL,
  listed INTEGER NOT NULL,
  created_day INTEGER NOT NULL,
  next_device INTEGER NOT NULL
);
CREATE INDEX account_listed ON account(name) WHERE listed;

CREATE TABLE retired_name (
  tag BLOB PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE device (
  account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  device INTEGER NOT NULL,
  sealed_name BLOB NOT NULL,
  created_day INTEGER NOT NULL,
  last_seen_day INTEGER NOT NULL,
  registration INTEGER,
  device_signature BLOB,
  signed_prekey_id INTEGER,
  signed_prekey BLOB,
  signed_prekey_signature BLOB,
  signed_prekey_hour INTEGER,
  mailbox_letters INTEGER NOT NULL,
  mailbox_bytes INTEGER NOT NULL,
  PRIMARY KEY (account, device)
) WITHOUT ROWID;

CREATE TABLE one_time_prekey (
  account INTEGER NOT NULL,
  device INTEGER NOT NULL,
  id INTEGER NOT NULL,
  key BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (account, device, id),
  FOREIGN KEY (account, device) REFERENCES device(account, device) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE token (
  hash BLOB PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  device INTEGER,
  scope INTEGER NOT NULL,
  label TEXT NOT NULL,
  created_day INTEGER NOT NULL,
  expires_day INTEGER,
  FOREIGN KEY (account, device) REFERENCES device(account, device) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX token_owner ON token(account, device);

CREATE TABLE letter (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL,
  device INTEGER NOT NULL,
  sender TEXT NOT NULL,
  sender_device INTEGER NOT NULL,
  message_id BLOB NOT NULL,
  received_at_ms INTEGER NOT NULL,
  version INTEGER NOT NULL,
  suite INTEGER NOT NULL,
  type INTEGER NOT NULL,
  ciphertext BLOB NOT NULL,
  FOREIGN KEY (account, device) REFERENCES device(account, device) ON DELETE CASCADE
);
CREATE INDEX letter_mailbox ON letter(account, device, id);
CREATE UNIQUE INDEX letter_once ON letter(account, device, message_id, sender);

CREATE TABLE news (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  day INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL
);
)sql";

/// Version 2: groups.
inline constexpr char groups_sql[] = R"sql(
CREATE TABLE chat_group (
  id BLOB PRIMARY KEY,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  members INTEGER NOT NULL,
  entries INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE group_entry (
  chat_group BLOB NOT NULL REFERENCES chat_group(id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  entry BLOB NOT NULL,
  PRIMARY KEY (chat_group, sequence)
) WITHOUT ROWID;

CREATE TABLE belonging (
  name TEXT NOT NULL,
  chat_group BLOB NOT NULL REFERENCES chat_group(id) ON DELETE CASCADE,
  standing INTEGER NOT NULL,
  PRIMARY KEY (name, chat_group)
) WITHOUT ROWID;
)sql";

/// Version 3: KEM prekeys. A device without them can't be reached until its owner has published anew.
inline constexpr char kem_prekeys_sql[] = R"sql(
ALTER TABLE device ADD COLUMN suite INTEGER;
ALTER TABLE device ADD COLUMN kem_prekey_id INTEGER;
ALTER TABLE device ADD COLUMN kem_prekey BLOB;
ALTER TABLE device ADD COLUMN kem_prekey_signature BLOB;
CREATE TABLE kem_prekey (
  account INTEGER NOT NULL,
  device INTEGER NOT NULL,
  id INTEGER NOT NULL,
  key BLOB NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (account, device, id),
  FOREIGN KEY (account, device) REFERENCES device(account, device) ON DELETE CASCADE
) WITHOUT ROWID;
)sql";

/// Version 4: blobs. One without an account waits for its parts to be swept.
inline constexpr char blobs_sql[] = R"sql(
CREATE TABLE blob (
  id BLOB PRIMARY KEY,
  account INTEGER REFERENCES account(id) ON DELETE SET NULL,
  size INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  created_day INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX blob_owner ON blob(account, size);
CREATE INDEX blob_unfinished ON blob(created_day) WHERE NOT whole;

CREATE TABLE blob_part (
  blob BLOB NOT NULL REFERENCES blob(id),
  part INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (blob, part)
);
)sql";

/// Version 5: archives.
inline constexpr char archive_sql[] = R"sql(
CREATE TABLE archive (
  account INTEGER PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
  entries INTEGER NOT NULL,
  head BLOB NOT NULL,
  bytes INTEGER NOT NULL
);

CREATE TABLE archive_entry (
  account INTEGER NOT NULL REFERENCES archive(account) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  id BLOB NOT NULL,
  conversation BLOB NOT NULL,
  entry BLOB NOT NULL,
  PRIMARY KEY (account, sequence)
);
CREATE UNIQUE INDEX archive_entry_once ON archive_entry(account, id);
CREATE INDEX archive_entry_conversation ON archive_entry(account, conversation, sequence);
)sql";

/// Version 6: the list of an account's devices, signed by it. Without one its owner signs one anew.
inline constexpr char device_list_sql[] = R"sql(
ALTER TABLE account ADD COLUMN device_list BLOB;
ALTER TABLE account ADD COLUMN device_list_signature BLOB;
)sql";

/// Version 7: what is said in open groups.
inline constexpr char posts_sql[] = R"sql(
ALTER TABLE chat_group ADD COLUMN posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chat_group ADD COLUMN post_bytes INTEGER NOT NULL DEFAULT 0;
CREATE TABLE post (
  chat_group BLOB NOT NULL REFERENCES chat_group(id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  id BLOB NOT NULL,
  author TEXT NOT NULL,
  post BLOB NOT NULL,
  PRIMARY KEY (chat_group, sequence)
);
CREATE INDEX chat_group_post_bytes ON chat_group(post_bytes) WHERE post_bytes > 0;
CREATE UNIQUE INDEX post_once ON post(chat_group, id);
)sql";

/// Version 8: what names look like, see name_skeleton.hpp. Of those that were let in before and look alike
/// the first has it; nobody who comes later gets one that looks like them.
inline constexpr char name_skeletons_sql[] = R"sql(
CREATE TABLE name_skeleton (
  skeleton TEXT PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account(id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX name_skeleton_owner ON name_skeleton(account);
INSERT OR IGNORE INTO name_skeleton(skeleton, account)
  SELECT replace(replace(replace(replace(replace(replace(replace(
    name, '0', 'o'), '1', 'l'), 'i', 'l'), 'm', 'rn'), 'w', 'vv'), '_', '-'), '.', '-'), id
  FROM account ORDER BY id;
)sql";

/// Each brings a database to the next version; a new one takes all of them. What was released is never
/// changed.
inline constexpr std::array<const char*, 8> schema_steps{
    first_version_sql, groups_sql,      kem_prekeys_sql, blobs_sql,
    archive_sql,       device_list_sql, posts_sql,       name_skeletons_sql};
/// Kept in the database's user_version. A database of a later version is refused.
inline constexpr auto schema_version = static_cast<std::int64_t>(schema_steps.size());

}  // namespace sotto::relay::store
