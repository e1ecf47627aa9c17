// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"

/// Posts of open groups on the stream; the fields are explained in proto/sotto/v1/post.proto. Posts are
/// opaque here: their format and what they mean is sotto/group's.
namespace sotto::wire {

struct AddPostRequest {
  Bytes post;  ///< 1 to max_post
};
struct PostAdded {
  GroupId group;
  std::uint64_t sequence = 0;  ///< from 1
};

enum class PageDirection : std::uint8_t {
  older,  ///< in front of a place, newest first
  newer,  ///< behind it, oldest first
};
struct FetchPostsRequest {
  GroupId group;
  std::uint64_t place = 0;  ///< 0 when older ones are asked for: the end
  PageDirection direction = PageDirection::older;
};

struct PostPlace {
  std::uint64_t sequence = 0;
  Bytes post;  ///< empty: it was removed
};
/// The answer to a FetchPostsRequest; as a frame, what has just been said.
struct PostPage {
  GroupId group;
  std::uint64_t newest = 0;       ///< the group's last place
  std::vector<PostPlace> places;  ///< 0 to max_posts
};

}  // namespace sotto::wire
