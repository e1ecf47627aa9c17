// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <tuple>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"

namespace sotto::client {

class Step;

/// Messages to groups that cannot be opened yet. Bounded for each device, whose oldest go first, and as a
/// whole: what comes when all places are taken is lost, and its sender's next message tells of the gap.
namespace group_held {

struct Held {
  GroupId group;
  Address sender;
  MessageId message;
  Bytes ciphertext;
  Instant since{};  ///< when it came
};

[[nodiscard]] Status add(Step& step, const Held& held);
/// In the order in which they came.
[[nodiscard]] Result<std::vector<Held>> take(Step& step, const GroupId& group, const Address& sender);
[[nodiscard]] Result<std::vector<Held>> take_all(Step& step, const GroupId& group);
struct Wanted {
  GroupId group;
  Address sender;
  friend bool operator<(const Wanted& a, const Wanted& b) {
    return std::tie(a.group, a.sender) < std::tie(b.group, b.sender);
  }
};
/// Whose messages to which groups have been held for less than `age`.
[[nodiscard]] Result<std::set<Wanted>> younger_than(Step& step, Duration age);

}  // namespace group_held
}  // namespace sotto::client
