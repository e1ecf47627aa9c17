// SPDX-License-Identifier: GPL-3.0-or-later
// The groups of SqliteTables.
#include "store/fold.hpp"
#include "store/like_pattern.hpp"
#include "store/sqlite_rows.hpp"
#include "store/sqlite_tables.hpp"

namespace sotto::relay::store {
namespace {

#define SOTTO_GROUP_COLUMNS "id, kind, name, members, entries"

Result<GroupId> read_group_id(Query& query) {
  auto id = GroupId::parse(query.blob());
  if (!id) return Error{ErrorCode::store_corrupt, "group id"};
  return id;
}

Result<Group> read_group(Query& query) {
  Group group;
  SOTTO_ASSIGN(group.id, read_group_id(query));
  group.kind = query.small();
  group.name = query.text();
  group.members = static_cast<std::uint64_t>(query.number());
  group.entries = static_cast<std::uint64_t>(query.number());
  return group;
}

Result<Belonging> read_belonging(Query& query) {
  Belonging belonging;
  SOTTO_ASSIGN(belonging.group, read_group_id(query));
  const auto standing = query.number();
  if (standing < 1 || standing > 2) return Error{ErrorCode::store_corrupt, "standing"};
  belonging.standing = static_cast<Standing>(standing);
  belonging.entries = static_cast<std::uint64_t>(query.number());
  return belonging;
}

}  // namespace

Result<std::optional<Group>> SqliteTables::find_group(const GroupId& group) const {
  auto query = db_.query("SELECT " SOTTO_GROUP_COLUMNS " FROM chat_group WHERE id = ?");
  SOTTO_ASSIGN(const bool found, query.bind(group.view()).step());
  if (!found) return std::optional<Group>{};
  SOTTO_ASSIGN(auto row, read_group(query));
  return std::optional{std::move(row)};
}

Result<std::vector<Group>> SqliteTables::search_groups(std::string_view wanted, std::size_t limit) const {
  const std::string pattern = like_pattern(fold(wanted));
  auto query = db_.query("SELECT " SOTTO_GROUP_COLUMNS
                         " FROM chat_group WHERE lower(name) LIKE ? ESCAPE '\\' ORDER BY name, id LIMIT ?");
  query.bind(pattern).bind(signed_of(limit));
  return rows<Group>(query, read_group);
}

Result<std::vector<Bytes>> SqliteTables::group_entries(const GroupId& group, std::uint64_t first,
                                                       std::size_t limit, std::size_t bytes) const {
  auto query = db_.query(
      "SELECT entry FROM group_entry WHERE chat_group = ? AND sequence >= ? ORDER BY sequence LIMIT ?");
  query.bind(group.view()).bind(signed_of(first)).bind(signed_of(limit));
  return blobs_within(query, bytes);
}

Result<std::vector<Belonging>> SqliteTables::groups_of(const Username& user) const {
  auto query = db_.query(
      "SELECT chat_group, standing, entries FROM belonging JOIN chat_group ON chat_group.id = chat_group "
      "WHERE belonging.name = ? ORDER BY chat_group");
  query.bind(user.text());
  return rows<Belonging>(query, read_belonging);
}

Status SqliteTables::set_standing(const GroupId& group, const Username& user,
                                  std::optional<Standing> standing) {
  if (!standing) {
    return db_.query("DELETE FROM belonging WHERE name = ? AND chat_group = ?")
        .bind(user.text())
        .bind(group.view())
        .run();
  }
  return db_.query("INSERT OR REPLACE INTO belonging(name, chat_group, standing) VALUES(?, ?, ?)")
      .bind(user.text())
      .bind(group.view())
      .bind(static_cast<std::int64_t>(*standing))
      .run();
}

Status SqliteTables::append_to_group(const GroupChange& change) {
  const auto& after = change.after;
  SOTTO_ASSIGN(const auto before, find_group(after.id));
  if (after.entries != (before ? before->entries : 0) + 1)
    return Error{ErrorCode::already_exists, "group entry"};
  SOTTO_TRY(db_.query("INSERT INTO chat_group(" SOTTO_GROUP_COLUMNS
                      ") VALUES(?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET name = excluded.name, "
                      "members = excluded.members, entries = excluded.entries")
                .bind(after.id.view())
                .bind(after.kind)
                .bind(after.name)
                .bind(signed_of(after.members))
                .bind(signed_of(after.entries))
                .run());
  SOTTO_TRY(db_.query("INSERT INTO group_entry(chat_group, sequence, entry) VALUES(?, ?, ?)")
                .bind(after.id.view())
                .bind(signed_of(after.entries - 1))
                .bind(change.entry)
                .run());
  for (const auto& [user, standing] : change.standings) SOTTO_TRY(set_standing(after.id, user, standing));
  return {};
}

}  // namespace sotto::relay::store
