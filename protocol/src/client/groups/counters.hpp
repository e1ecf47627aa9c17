// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// Counts what a device says in a group, over all of its keys: so a message that never came is noticed
/// (attack B12).
namespace group_counters {

/// The number of the next own message.
[[nodiscard]] Result<std::uint64_t> take_next(Step& step, const GroupId& group, const Address& self);
/// This store is an old copy: the numbers that it would give next may have been given, and what came since is
/// not known. All begin elsewhere, and nothing counts as missing, nor does what the copy tells of.
[[nodiscard]] Status begin_anew(Step& step);
/// An own message that was given up: the next one has its number, if none has been numbered since.
[[nodiscard]] Status give_back(Step& step, const GroupId& group, const Address& self, std::uint64_t number);
/// This message of another device is here. Tells of those before it that never came; the first one that is
/// seen of a device begins its count. Returns where it belongs when it comes late.
[[nodiscard]] Result<std::optional<store::Position>> note(Step& step, const GroupId& group,
                                                          const Address& sender, std::uint64_t number);

}  // namespace group_counters
}  // namespace sotto::client
