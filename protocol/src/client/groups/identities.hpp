// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/group/membership.hpp"

namespace sotto::client {

class Step;

/// Whether the user whom this device knows is the one whom a group's members have let in.
namespace group_identities {

enum class Fit : std::uint8_t {
  member,       ///< the identity in the log is the one that is trusted here
  unseen,       ///< a member with whom there is no session yet
  another_key,  ///< a member under another identity than the one that is known here (attacks B1, B11)
  stranger,     ///< no member
};

[[nodiscard]] Result<Fit> check(Step& step, const group::Membership& state, const Username& user);

}  // namespace group_identities
}  // namespace sotto::client
