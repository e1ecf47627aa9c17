// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "relay/answer.hpp"
#include "relay/core.hpp"
#include "relay/groups.hpp"
#include "sotto/group/post.hpp"
#include "sotto/wire/post.hpp"

namespace sotto::relay {

/// What is said in open groups. The relay reads it, as everybody may: it gives each post its place and hands
/// it on as it was signed. No reader believes it about that. Thread-safe.
class Posts {
 public:
  /// `groups` outlives them.
  Posts(Foundation& foundation, Groups& groups);

  /// What adding one came to, and who should hear of it at once; nobody for a post that was there already.
  struct Added {
    wire::PostAdded place;
    wire::PostPage news;
    std::vector<Username> members;
  };
  /// `user` adds a post of their own, or removes one. Failures: malformed, invalid_signature, not_found (no
  /// open group, or nothing to remove), refused (no member, not theirs, another post under that id), conflict
  /// (behind a place that the group doesn't have), too_large (the group is full), rate_limited, unavailable.
  void add(const Username& user, const Bytes& post, Answer<Added> answer);

  /// To everybody, with or without an account. not_found: no open group.
  Outcome<wire::PostPage> page(const wire::FetchPostsRequest& request);
  /// The group whose posts these are. not_found: no open group.
  Outcome<GroupStates::State> group(const GroupId& group);

 private:
  [[nodiscard]] Status check(const group::Membership& state, const Username& user,
                             const group::Post& post) const;

  Foundation& base_;
  Groups& groups_;
  Buckets rates_;
};

}  // namespace sotto::relay
