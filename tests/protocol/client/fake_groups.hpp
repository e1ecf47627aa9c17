// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <vector>

#include "sotto/group/membership_log.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::testing {

/// The groups of the relay's double: it orders entries and hands them out. It verifies nothing, as a hostile
/// relay would, but it keeps what it can replay to know whom to deliver to.
class FakeGroups {
 public:
  struct Log {
    std::vector<Bytes> entries;
    std::optional<group::Membership> state;
  };
  std::map<GroupId, Log> logs;
  std::map<GroupId, std::vector<Bytes>> posts;  ///< of open groups, by place; empty: removed

  /// The facts, or the refusal; `concerned` are those to tell.
  wire::Reply append(const Username& who, const Bytes& bytes, std::set<Username>& concerned,
                     GroupId& changed);
  [[nodiscard]] wire::Reply log_for(const Username& who, const wire::FetchGroupLogRequest& request,
                                    Instant now) const;
  [[nodiscard]] wire::Reply list_for(const Username& who) const;
  [[nodiscard]] wire::Reply find(const wire::FindGroupsRequest& request) const;
  /// The post's place, or the refusal; `news` is what to tell the members.
  wire::Reply add_post(const Username& who, const Bytes& bytes, wire::PostPage& news);
  [[nodiscard]] wire::Reply posts_for(const wire::FetchPostsRequest& request) const;
  [[nodiscard]] std::set<Username> members(const GroupId& group) const;
};

}  // namespace sotto::testing
