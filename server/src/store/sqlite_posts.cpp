// SPDX-License-Identifier: GPL-3.0-or-later
// The posts of SqliteTables.
#include "store/sqlite_rows.hpp"
#include "store/sqlite_tables.hpp"

namespace sotto::relay::store {
namespace {

#define SOTTO_POST_COLUMNS "sequence, id, author, post"

Result<StoredPost> read_post(Query& query) {
  const auto sequence = static_cast<std::uint64_t>(query.number());
  const auto id = MessageId::parse(query.blob());
  auto author = Username::parse(query.text());
  if (!id || !author) return Error{ErrorCode::store_corrupt, "post"};
  return StoredPost{sequence, *id, *std::move(author), query.blob()};
}

Result<std::vector<StoredPost>> read_within(Query& query, std::size_t bytes) {
  std::vector<StoredPost> page;
  std::size_t size = 0;
  while (true) {
    SOTTO_ASSIGN(const bool more, query.step());
    if (!more) return page;
    SOTTO_ASSIGN(auto post, read_post(query));
    size += post.post.size();
    if (!page.empty() && size > bytes) return page;
    page.push_back(std::move(post));
  }
}

}  // namespace

Result<PostState> SqliteTables::post_state(const GroupId& group) const {
  auto query = db_.query("SELECT posts, post_bytes FROM chat_group WHERE id = ?");
  SOTTO_ASSIGN(const bool found, query.bind(group.view()).step());
  if (!found) return PostState{};
  const auto newest = static_cast<std::uint64_t>(query.number());
  return PostState{newest, static_cast<std::uint64_t>(query.number())};
}

Result<std::uint64_t> SqliteTables::all_post_bytes() const {
  auto query = db_.query("SELECT COALESCE(SUM(post_bytes), 0) FROM chat_group WHERE post_bytes > 0");
  SOTTO_ASSIGN([[maybe_unused]] const bool found, query.step());
  return static_cast<std::uint64_t>(query.number());
}

Result<std::optional<StoredPost>> SqliteTables::find_post(const GroupId& group, const MessageId& post) const {
  auto query = db_.query("SELECT " SOTTO_POST_COLUMNS " FROM post WHERE chat_group = ? AND id = ?");
  SOTTO_ASSIGN(const bool found, query.bind(group.view()).bind(post.view()).step());
  if (!found) return std::optional<StoredPost>{};
  SOTTO_ASSIGN(auto row, read_post(query));
  return std::optional{std::move(row)};
}

Result<std::vector<StoredPost>> SqliteTables::posts(const PostQuery& wanted) const {
  auto query = wanted.direction == wire::PageDirection::newer
                   ? db_.query("SELECT " SOTTO_POST_COLUMNS
                               " FROM post WHERE chat_group = ? AND sequence > ? ORDER BY sequence LIMIT ?")
                   : db_.query("SELECT " SOTTO_POST_COLUMNS
                               " FROM post WHERE chat_group = ? AND sequence < ? ORDER BY sequence DESC "
                               "LIMIT ?");
  query.bind(wanted.group.view()).bind(signed_of(wanted.place)).bind(signed_of(wanted.limit));
  return read_within(query, wanted.bytes);
}

Status SqliteTables::add_post(const GroupId& group, const StoredPost& post) {
  SOTTO_ASSIGN(const auto state, post_state(group));
  SOTTO_ASSIGN(const auto known, find_post(group, post.id));
  if (known || post.sequence != state.newest + 1) return Error{ErrorCode::already_exists, "post"};
  SOTTO_TRY(change_one(
      std::move(db_.query("UPDATE chat_group SET posts = posts + 1, post_bytes = post_bytes + ? WHERE id = ?")
                    .bind(signed_of(post.post.size()))
                    .bind(group.view()))));
  return db_.query("INSERT INTO post(chat_group, " SOTTO_POST_COLUMNS ") VALUES(?, ?, ?, ?, ?)")
      .bind(group.view())
      .bind(signed_of(post.sequence))
      .bind(post.id.view())
      .bind(post.author.text())
      .bind(post.post)
      .run();
}

/// Freed pages are overwritten: what its author has removed must not be read from the file.
Status SqliteTables::erase_post(const GroupId& group, const MessageId& post) {
  SOTTO_ASSIGN(const auto known, find_post(group, post));
  if (!known) return Error{ErrorCode::not_found, "post"};
  SOTTO_TRY(change_one(std::move(db_.query("UPDATE chat_group SET post_bytes = post_bytes - ? WHERE id = ?")
                                     .bind(signed_of(known->post.size()))
                                     .bind(group.view()))));
  return overwrite_one(std::move(db_.query("UPDATE post SET post = x'' WHERE chat_group = ? AND id = ?")
                                     .bind(group.view())
                                     .bind(post.view())));
}

}  // namespace sotto::relay::store
