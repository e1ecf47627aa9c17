// SPDX-License-Identifier: GPL-3.0-or-later
// The archives of SqliteTables.
#include "store/sqlite_rows.hpp"
#include "store/sqlite_tables.hpp"

namespace sotto::relay::store {

Result<ArchiveState> SqliteTables::archive_state(const Username& owner) const {
  auto query = db_.query(
      "SELECT entries, head, bytes FROM archive JOIN account ON account.id = archive.account WHERE name = ?");
  SOTTO_ASSIGN(const bool found, query.bind(owner.text()).step());
  ArchiveState state;
  if (!found) return state;
  state.head.size = static_cast<std::uint64_t>(query.number());
  const auto hash = archive::EntryHash::parse(query.blob());
  if (!hash) return Error{ErrorCode::store_corrupt, "archive head"};
  state.head.hash = *hash;
  state.bytes = static_cast<std::uint64_t>(query.number());
  return state;
}

Result<std::vector<Bytes>> SqliteTables::archive_page(const Username& owner,
                                                      const ArchivePageQuery& wanted) const {
  SOTTO_ASSIGN(const auto account, account_id(owner));
  if (!account) return std::vector<Bytes>{};
  auto query = wanted.conversation
                   ? db_.query(
                         "SELECT entry FROM archive_entry WHERE account = ? AND conversation = ? AND "
                         "sequence < ? ORDER BY sequence DESC LIMIT ?")
                   : db_.query(
                         "SELECT entry FROM archive_entry WHERE account = ? AND sequence < ? "
                         "ORDER BY sequence DESC LIMIT ?");
  query.bind(*account);
  if (wanted.conversation) query.bind(wanted.conversation->view());
  query.bind(signed_of(wanted.before)).bind(signed_of(wanted.limit));
  return blobs_within(query, wanted.bytes);
}

Result<std::optional<Bytes>> SqliteTables::find_archived(const Username& owner,
                                                         const archive::EntryId& entry) const {
  auto query = db_.query(
      "SELECT entry FROM archive_entry JOIN account ON account.id = archive_entry.account "
      "WHERE name = ? AND archive_entry.id = ?");
  SOTTO_ASSIGN(const bool found, query.bind(owner.text()).bind(entry.view()).step());
  return found ? std::optional{query.blob()} : std::nullopt;
}

Status SqliteTables::append_to_archive(const Username& owner, const archive::Entry& entry) {
  SOTTO_ASSIGN(const auto account, account_id(owner));
  if (!account) return Error{ErrorCode::not_found, "account"};
  const auto head = archive::head_at(entry);
  const auto bytes = entry.bytes();
  SOTTO_TRY(db_.query("INSERT INTO archive(account, entries, head, bytes) VALUES(?, ?, ?, ?) "
                      "ON CONFLICT(account) DO UPDATE SET entries = excluded.entries, head = excluded.head, "
                      "bytes = bytes + excluded.bytes")
                .bind(*account)
                .bind(signed_of(head.size))
                .bind(head.hash.view())
                .bind(signed_of(bytes.size()))
                .run());
  return db_
      .query("INSERT INTO archive_entry(account, sequence, id, conversation, entry) VALUES(?, ?, ?, ?, ?)")
      .bind(*account)
      .bind(signed_of(entry.header().sequence))
      .bind(entry.header().id.view())
      .bind(entry.header().conversation.view())
      .bind(bytes)
      .run();
}

/// Freed pages are overwritten, whatever it costs: what was shredded must not be read from the file.
Status SqliteTables::shred_archived(const Username& owner, const archive::Entry& shredded) {
  SOTTO_ASSIGN(const auto account, account_id(owner));
  if (!account) return Error{ErrorCode::not_found, "account"};
  const auto bytes = shredded.bytes();
  SOTTO_TRY(db_.query("UPDATE archive SET bytes = bytes + ? - (SELECT length(entry) FROM archive_entry "
                      "WHERE account = ? AND id = ?) WHERE account = ?")
                .bind(signed_of(bytes.size()))
                .bind(*account)
                .bind(shredded.header().id.view())
                .bind(*account)
                .run());
  return overwrite_one(std::move(db_.query("UPDATE archive_entry SET entry = ? WHERE account = ? AND id = ?")
                                     .bind(bytes)
                                     .bind(*account)
                                     .bind(shredded.header().id.view())));
}

}  // namespace sotto::relay::store
