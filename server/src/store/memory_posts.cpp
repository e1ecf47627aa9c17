// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memory_posts.hpp"

#include <algorithm>

namespace sotto::relay::store {
namespace {

template <class Posts>
auto find_in(Posts& posts, const MessageId& id) {
  return std::find_if(posts.begin(), posts.end(), [&](const StoredPost& post) { return post.id == id; });
}

}  // namespace

const MemoryPosts::Row* MemoryPosts::row(const GroupId& group) const {
  const auto found = rows_.find(group);
  return found == rows_.end() ? nullptr : &found->second;
}

PostState MemoryPosts::state(const GroupId& group) const {
  const auto* found = row(group);
  return found == nullptr ? PostState{} : PostState{found->posts.size(), found->bytes};
}

std::uint64_t MemoryPosts::all_bytes() const {
  std::uint64_t bytes = 0;
  for (const auto& [group, row] : rows_) bytes += row.bytes;
  return bytes;
}

std::optional<StoredPost> MemoryPosts::find(const GroupId& group, const MessageId& post) const {
  const auto* known = row(group);
  if (known == nullptr) return std::nullopt;
  const auto found = find_in(known->posts, post);
  return found == known->posts.end() ? std::nullopt : std::optional{*found};
}

std::vector<StoredPost> MemoryPosts::page(const PostQuery& wanted) const {
  std::vector<StoredPost> page;
  const auto* known = row(wanted.group);
  if (known == nullptr) return page;
  const bool newer = wanted.direction == wire::PageDirection::newer;
  const auto count = known->posts.size();
  const auto place = std::min<std::uint64_t>(wanted.place, newer ? count : count + 1);
  const auto left = newer ? count - place : (place == 0 ? 0 : place - 1);
  std::size_t size = 0;
  for (std::uint64_t step = 0; step < left && page.size() < wanted.limit; ++step) {
    const auto& post = known->posts[static_cast<std::size_t>(newer ? place + step : place - 2 - step)];
    size += post.post.size();
    if (!page.empty() && size > wanted.bytes) break;
    page.push_back(post);
  }
  return page;
}

Status MemoryPosts::add(const GroupId& group, const StoredPost& post, Undo& undo) {
  auto& row = rows_[group];
  if (post.sequence != row.posts.size() + 1 || find_in(row.posts, post.id) != row.posts.end())
    return Error{ErrorCode::already_exists, "post"};
  undo.push_back([this, group, size = post.post.size()] {
    rows_[group].posts.pop_back();
    rows_[group].bytes -= size;
  });
  row.posts.push_back(post);
  row.bytes += post.post.size();
  return {};
}

Status MemoryPosts::erase(const GroupId& group, const MessageId& post, Undo& undo) {
  auto& row = rows_[group];
  const auto found = find_in(row.posts, post);
  if (found == row.posts.end()) return Error{ErrorCode::not_found, "post"};
  const auto index = static_cast<std::size_t>(found - row.posts.begin());
  undo.push_back([this, group, index, before = found->post] {
    rows_[group].posts[index].post = before;
    rows_[group].bytes += before.size();
  });
  row.bytes -= found->post.size();
  found->post.clear();
  return {};
}

}  // namespace sotto::relay::store
