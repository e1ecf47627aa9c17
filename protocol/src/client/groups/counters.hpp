// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// Counts what a device says in a group, over all of its keys: so a message that never came is noticed
/// (attack B12).
namespace group_counters {

/// The number of the next own message.
[[nodiscard]] Result<std::uint64_t> take_next(Step& step, const GroupId& group, const Address& self);
/// An own message that was given up: the next one has its number, if none has been numbered since.
[[nodiscard]] Status give_back(Step& step, const GroupId& group, const Address& self, std::uint64_t number);
/// This message of another device is here. Returns how many before it never came; the first one that is seen
/// of a device begins its count.
[[nodiscard]] Result<std::uint64_t> note(Step& step, const GroupId& group, const Address& sender,
                                         std::uint64_t number);

}  // namespace group_counters
}  // namespace sotto::client
