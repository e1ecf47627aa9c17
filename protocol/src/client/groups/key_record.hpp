// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "keys.hpp"
#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/group/sender_key_age.hpp"

namespace sotto::client {

class Step;

/// One that was replaced. Messages under it may have left before everybody had it.
struct FormerKey {
  group_keys::Generation generation;
  std::uint64_t epoch = 0;
  Instant made_at;
  Bytes distribution;
  std::set<Address> given_again;  ///< devices that were sent it since: each gets it once
};

/// The own sender key of a group, as far as it is not libsignal's.
struct GroupKeyRecord {
  group_keys::Generation generation;
  group::SenderKeyAge age;
  bool worn_out = false;  ///< a device came or went: the next message needs another one
  Bytes distribution;     ///< as it was before the first message
  std::map<Username, std::vector<DeviceId>> given_to;
};

namespace group_key_records {

[[nodiscard]] Result<std::optional<GroupKeyRecord>> find(Step& step, const GroupId& group);
[[nodiscard]] Status save(Step& step, const GroupId& group, const GroupKeyRecord& record);

/// In a record of their own, which no message rewrites. Newest first.
[[nodiscard]] Result<std::vector<FormerKey>> former(Step& step, const GroupId& group);
[[nodiscard]] Status save_former(Step& step, const GroupId& group, const std::vector<FormerKey>& keys);

}  // namespace group_key_records
}  // namespace sotto::client
