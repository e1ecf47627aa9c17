// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sotto/group/approval.hpp"
#include "sotto/group/secure_message.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// How this account belongs to a group. Numbers are stored: never reuse one.
enum class Belonging : std::uint8_t {
  waiting = 1,  ///< has asked to be let in
  member = 2,
  former = 3,  ///< left, was removed, or the request was turned down
};

/// What this device keeps of a group beside its log. What a member has said counts as long as they are one,
/// so that somebody who means harm can be removed, and the others go on.
struct GroupRecord {
  Belonging belonging = Belonging::waiting;
  std::string name;          ///< the relay's word until the log is here
  group::Nonce nonce;        ///< of the own request
  std::uint64_t wanted = 0;  ///< the size of the log by the relay's word: nothing is sent before it is here
  group::Doubts doubts;
  bool without_log = false;  ///< the relay has none for this account: it is not asked with each link
};

namespace group_records {

[[nodiscard]] Result<std::optional<GroupRecord>> find(store::ClientStore& store, const GroupId& group);
[[nodiscard]] Result<std::optional<GroupRecord>> find(Step& step, const GroupId& group);
[[nodiscard]] Status save(Step& step, const GroupId& group, const GroupRecord& record);
[[nodiscard]] Result<std::vector<std::pair<GroupId, GroupRecord>>> all(store::ClientStore& store);
[[nodiscard]] Result<std::vector<std::pair<GroupId, GroupRecord>>> all(Step& step);

}  // namespace group_records
}  // namespace sotto::client
