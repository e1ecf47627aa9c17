// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/group/membership_log.hpp"
#include "sotto/wire/content.hpp"

/// What a message to a secure group says of itself, held against where it arrived and against the log.
/// Source: crypto-docs/protocol.md, "Sender keys".
namespace sotto::group {

/// Where a message arrived, and in whose name.
struct Arrival {
  GroupId group;
  Address sender;
  MessageId message;
};

/// Whether the content names the place where it arrived: so a key that was filed under another group opens
/// nothing there (M8), and no message gets another id (attack B10). context_mismatch.
[[nodiscard]] Status check_arrival(const Arrival& arrival, const wire::GroupContent& content);

/// How the history that a sender knows stands to this log (attacks B2, B7). context_mismatch: the place is
/// known here, and is of another epoch.
[[nodiscard]] Result<Relation> relation_of(const MembershipLog& log, const wire::GroupContext& context);

/// A member's word on the log: this entry is in it.
struct Witness {
  Username member;
  LogHead head;
};

/// What members have said of the log and it doesn't bear out. Nothing is sent while there is any.
struct Doubts {
  std::optional<Witness> ahead;   ///< has named an entry that is not here
  std::optional<Witness> forked;  ///< has another history
};

/// What is left of them now that the log has grown: a member's word counts no longer than they are a member,
/// and one on an entry that has come is held against it.
[[nodiscard]] Doubts weigh(const MembershipLog& log, Doubts doubts);

}  // namespace sotto::group
