// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sotto/group/membership.hpp"
#include "sotto/wire/group.hpp"
#include "store/records.hpp"

/// From the state of a group to what the relay stores and tells.
namespace sotto::relay {

/// `before` is null for a new group.
[[nodiscard]] store::GroupChange change_of(const group::Membership* before, const group::Membership& after,
                                           Bytes entry);
[[nodiscard]] wire::GroupFacts facts_of(const group::Membership& state);
/// All members, and those whose standing has changed.
[[nodiscard]] std::vector<Username> concerned_by(const store::GroupChange& change,
                                                 const group::Membership& after);

}  // namespace sotto::relay
