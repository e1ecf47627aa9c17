// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "relay/answer.hpp"
#include "relay/core.hpp"
#include "relay/group_states.hpp"
#include "sotto/wire/group.hpp"

namespace sotto::relay {

/// The relay's mirror of the logs of groups. It puts entries into one order and hands them out; it verifies
/// them, so that nothing senseless is kept, but no client believes it. Thread-safe.
class Groups {
 public:
  explicit Groups(Foundation& foundation);

  /// What an append came to, and who should hear of it.
  struct Appended {
    wire::GroupFacts facts;
    std::vector<Username> concerned;
  };
  /// `user` appends an entry of their own, or gives back one that the relay had taken before it was set back
  /// (decision 202): as a member, or the beginning of a group that is gone. Failures: malformed, conflict
  /// (the log went on, or it is another one), invalid_signature, refused (the rules of the group), too_large
  /// (full), not_found, rate_limited, unavailable.
  void append(const Username& user, Bytes entry, Answer<Appended> answer);

  /// To members, to a newcomer who may come in now, and of an open group to everybody; otherwise not_found,
  /// as if there were none (attack D7).
  Outcome<wire::GroupLogPage> log(const Username& user, const wire::FetchGroupLogRequest& request);
  Outcome<wire::GroupList> list(const Username& user);
  Outcome<wire::GroupsFound> find(const wire::FindGroupsRequest& request);
  /// What a group's log amounts to; nullptr when there is no such group. Errors: store_unavailable,
  /// store_corrupt.
  Result<GroupStates::State> state(const GroupId& group) { return states_.of(group); }
  /// The members to whom a message of `sender` goes; not_found when they are no member, or there is no such
  /// group.
  Outcome<std::vector<Username>> recipients(const Username& sender, const GroupId& group);

 private:
  struct Judged;
  /// Who brings an entry: its author, or a member to whose relay it was lost.
  enum class Origin : std::uint8_t { author, returned };
  [[nodiscard]] Result<Origin> origin_of(const Username& user, const group::Entry& entry) const;
  [[nodiscard]] static bool begins_anew(const group::Entry& entry, Origin origin);
  [[nodiscard]] Duration hold(const Username& user, const group::Entry& entry, Origin origin);
  [[nodiscard]] Status check_identity(const group::Entry& entry, Origin origin) const;
  [[nodiscard]] static Status check_returning(const Username& user, const group::Entry& entry,
                                              const Judged& judged);
  [[nodiscard]] Result<Judged> judge(const group::Entry& entry);

  Foundation& base_;
  GroupStates states_;
  Buckets requests_;
  Buckets entries_;
};

}  // namespace sotto::relay
