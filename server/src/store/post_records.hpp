// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/wire/post.hpp"

namespace sotto::relay::store {

/// An open group's posts in numbers.
struct PostState {
  std::uint64_t newest = 0;  ///< the last place; 0: nothing was said yet
  std::uint64_t bytes = 0;   ///< of the posts that are there
};

struct StoredPost {
  std::uint64_t sequence = 0;  ///< from 1
  MessageId id;
  Username author;
  Bytes post;  ///< as it was signed; empty: it was removed
};

/// Which posts are wanted: behind `place`, oldest first, or in front of it, newest first.
struct PostQuery {
  GroupId group;
  std::uint64_t place = 0;
  wire::PageDirection direction = wire::PageDirection::older;
  std::size_t limit = 0;
  std::size_t bytes = 0;  ///< no more than this together, unless it is one post
};

struct PostQuota {
  std::uint64_t posts = 0;  ///< of one group, removals included
  std::uint64_t bytes = 0;  ///< of one group
  std::uint64_t total = 0;  ///< bytes of all groups
};

}  // namespace sotto::relay::store
