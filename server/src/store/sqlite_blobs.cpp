// SPDX-License-Identifier: GPL-3.0-or-later
// The blobs of SqliteTables.
#include "store/sqlite_tables.hpp"

namespace sotto::relay::store {
namespace {

Result<wire::BlobId> read_blob_id(Query& query) {
  auto id = wire::BlobId::parse(query.blob());
  if (!id) return Error{ErrorCode::store_corrupt, "blob id"};
  return id;
}

Result<Username> read_owner(Query& query) {
  auto owner = Username::parse(query.text());
  if (!owner) return Error{ErrorCode::store_corrupt, "blob owner"};
  return owner;
}

}  // namespace

Result<std::optional<Blob>> SqliteTables::find_blob(const wire::BlobId& blob) const {
  auto query = db_.query(
      "SELECT name, size, parts, blob.created_day FROM blob JOIN account ON account.id = blob.account "
      "WHERE blob.id = ?");
  SOTTO_ASSIGN(const bool found, query.bind(blob.view()).step());
  if (!found) return std::optional<Blob>{};
  SOTTO_ASSIGN(auto owner, read_owner(query));
  const auto size = static_cast<std::uint64_t>(query.number());
  const auto parts = static_cast<std::uint64_t>(query.number());
  return std::optional{Blob{blob, std::move(owner), size, parts, Day{query.number()}}};
}

Result<std::optional<Bytes>> SqliteTables::blob_part(const wire::BlobId& blob, std::uint64_t part) const {
  auto query = db_.query("SELECT data FROM blob_part WHERE blob = ? AND part = ?");
  SOTTO_ASSIGN(const bool found, query.bind(blob.view()).bind(signed_of(part)).step());
  return found ? std::optional{query.blob()} : std::nullopt;
}

Result<std::uint64_t> SqliteTables::blob_bytes(const Username& owner) const {
  auto query = db_.query(
      "SELECT coalesce(sum(size), 0) FROM blob JOIN account ON account.id = blob.account WHERE name = ?");
  SOTTO_ASSIGN(const bool found, query.bind(owner.text()).step());
  return found ? static_cast<std::uint64_t>(query.number()) : 0;
}

Result<std::uint64_t> SqliteTables::all_blob_bytes() const {
  auto query = db_.query("SELECT coalesce(sum(size), 0) FROM blob");
  SOTTO_ASSIGN(const bool found, query.step());
  return found ? static_cast<std::uint64_t>(query.number()) : 0;
}

Status SqliteTables::add_blob(const Blob& blob) {
  SOTTO_ASSIGN(const auto owner, account_id(blob.owner));
  if (!owner) return Error{ErrorCode::not_found, "account"};
  SOTTO_TRY(db_.query("INSERT OR IGNORE INTO blob(id, account, size, parts, whole, created_day) "
                      "VALUES(?, ?, ?, 0, 0, ?)")
                .bind(blob.id.view())
                .bind(*owner)
                .bind(signed_of(blob.size))
                .bind(blob.created.number)
                .run());
  if (db_.changes() == 0) return Error{ErrorCode::already_exists, "blob"};
  return {};
}

Status SqliteTables::append_to_blob(const wire::BlobId& id, std::uint64_t part, ByteView data) {
  SOTTO_ASSIGN(auto blob, find_blob(id));
  if (!blob || blob->parts != part) return Error{ErrorCode::already_exists, "blob part"};
  SOTTO_TRY(db_.query("INSERT INTO blob_part(blob, part, data) VALUES(?, ?, ?)")
                .bind(id.view())
                .bind(signed_of(part))
                .bind(data)
                .run());
  blob->parts += 1;
  return db_.query("UPDATE blob SET parts = ?, whole = ? WHERE id = ?")
      .bind(signed_of(blob->parts))
      .bind(std::int64_t{blob->whole() ? 1 : 0})
      .bind(id.view())
      .run();
}

Status SqliteTables::remove_blob(const wire::BlobId& blob) {
  return change_one(std::move(
      db_.query("UPDATE blob SET account = NULL WHERE id = ? AND account IS NOT NULL").bind(blob.view())));
}

Result<std::optional<wire::BlobId>> SqliteTables::find_swept_blob(Day unfinished) const {
  auto ownerless = db_.query("SELECT id FROM blob WHERE account IS NULL LIMIT 1");
  SOTTO_ASSIGN(const bool left, ownerless.step());
  if (left) {
    SOTTO_ASSIGN(const auto id, read_blob_id(ownerless));
    return std::optional{id};
  }
  auto stale = db_.query("SELECT id FROM blob WHERE NOT whole AND created_day < ? LIMIT 1");
  SOTTO_ASSIGN(const bool found, stale.bind(unfinished.number).step());
  if (!found) return std::optional<wire::BlobId>{};
  SOTTO_ASSIGN(const auto id, read_blob_id(stale));
  return std::optional{id};
}

Result<bool> SqliteTables::sweep_blobs(Day unfinished, std::size_t parts) {
  SOTTO_ASSIGN(const auto blob, find_swept_blob(unfinished));
  if (!blob) return false;
  SOTTO_TRY(db_.query("UPDATE blob SET account = NULL WHERE id = ?").bind(blob->view()).run());
  SOTTO_TRY(db_.query("DELETE FROM blob_part WHERE rowid IN "
                      "(SELECT rowid FROM blob_part WHERE blob = ? LIMIT ?)")
                .bind(blob->view())
                .bind(signed_of(parts))
                .run());
  if (static_cast<std::size_t>(db_.changes()) == parts) return true;
  SOTTO_TRY(db_.query("DELETE FROM blob WHERE id = ?").bind(blob->view()).run());
  return true;
}

}  // namespace sotto::relay::store
