// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/time.hpp"
#include "sotto/wire/envelope.hpp"

/// Groups on the stream; the fields are explained in proto/sotto/v1/group.proto. Entries are opaque here:
/// their format and what they mean is sotto/group's.
namespace sotto::wire {

/// What anybody may know of a group; a newcomer needs it to ask to be let in.
struct GroupFacts {
  GroupId group;
  std::uint32_t kind = 0;  ///< 1 secure, 2 open
  std::string name;
  std::uint32_t members = 0;
  std::uint32_t approvals = 0;  ///< that a newcomer needs now
  std::uint64_t epoch = 0;
  std::uint64_t head_sequence = 0;
  std::array<std::uint8_t, 32> head_hash{};
  Instant changed_at;
};

struct AppendGroupEntryRequest {
  Bytes entry;  ///< 1 to max_group_entry
};
struct FetchGroupLogRequest {
  GroupId group;
  std::uint64_t first = 0;
};
/// The caller's groups, and those in which their request waits.
struct ListGroupsRequest {};
/// By a part of the name; `group` finds exactly that one instead.
struct FindGroupsRequest {
  std::string query;
  std::optional<GroupId> group;
  std::uint32_t limit = 20;
};

struct GroupLogPage {
  GroupId group;
  std::uint64_t first = 0;
  std::vector<Bytes> entries;  ///< 0 to max_group_entries
  std::uint64_t size = 0;      ///< of the whole log
};

enum class GroupStanding : std::uint32_t { member = 1, waiting = 2 };

struct StandingIn {
  GroupId group;
  GroupStanding standing = GroupStanding::member;
  std::uint64_t size = 0;  ///< of its log
};
struct GroupList {
  std::vector<StandingIn> groups;
};
struct GroupsFound {
  std::vector<GroupFacts> groups;
};

/// One ciphertext for every device of every member but the sending one.
struct SubmitToGroup {
  MessageId message;
  GroupId group;
  Bytes ciphertext;  ///< a sender-key message, 1 to max_ciphertext less the group's id
  Keeping keeping = Keeping::mailbox;
};
struct GroupSubmitted {
  MessageId message;
  GroupId group;
  SubmitOutcome outcome = SubmitOutcome::accepted;
  Duration retry_after{0};
};
/// The relay's hint that a log of this user has grown, or that their request was settled.
struct GroupChanged {
  GroupId group;
  std::uint64_t size = 0;
};

/// What an envelope of type sender_key carries: the group's id, then the sender-key message.
[[nodiscard]] Bytes with_group(const GroupId& group, ByteView message);
struct GroupCiphertext {
  GroupId group;
  ByteView message;
};
/// Borrows. malformed when it is too short.
[[nodiscard]] Result<GroupCiphertext> split_group(ByteView ciphertext);

}  // namespace sotto::wire
