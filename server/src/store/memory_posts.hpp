// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "sotto/base/result.hpp"
#include "store/post_records.hpp"

namespace sotto::relay::store {

/// The posts of MemoryTables; every change pushes what undoes it. See store.hpp for what each method
/// promises.
class MemoryPosts {
 public:
  using Undo = std::vector<std::function<void()>>;

  [[nodiscard]] PostState state(const GroupId& group) const;
  [[nodiscard]] std::uint64_t all_bytes() const;
  [[nodiscard]] std::optional<StoredPost> find(const GroupId& group, const MessageId& post) const;
  [[nodiscard]] std::vector<StoredPost> page(const PostQuery& wanted) const;
  Status add(const GroupId& group, const StoredPost& post, Undo& undo);
  Status erase(const GroupId& group, const MessageId& post, Undo& undo);

 private:
  struct Row {
    std::uint64_t bytes = 0;
    std::vector<StoredPost> posts;  ///< by sequence
  };
  [[nodiscard]] const Row* row(const GroupId& group) const;
  std::map<GroupId, Row> rows_;
};

}  // namespace sotto::relay::store
