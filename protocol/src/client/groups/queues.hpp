// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// Where the rows of a group's outbox stand: they come in at the end and leave at the front, so that none is
/// looked for. It only repeats what the store has.
struct GroupQueue {
  std::uint64_t first = 1;
  std::uint64_t rows = 0;
  [[nodiscard]] std::uint64_t next() const noexcept { return first + rows; }
};
/// Those in which something waits.
using GroupQueues = std::map<GroupId, GroupQueue>;

namespace group_queues {

/// Rows of one group.
inline constexpr std::uint64_t room = 4'096;

/// Read from the store the first time.
[[nodiscard]] Result<GroupQueues> all(Step& step);
/// The number of the row that comes next. too_large when as many wait as may.
[[nodiscard]] Result<std::uint64_t> append(Step& step, const GroupId& group);
/// false: this row is not the first one any more.
[[nodiscard]] Result<bool> remove_first(Step& step, const GroupId& group, std::uint64_t sequence);

}  // namespace group_queues
}  // namespace sotto::client
