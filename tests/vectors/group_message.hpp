// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/group/membership.hpp"
#include "vectors.hpp"

namespace sotto::vectors {

/// What a member says in the group of the log of this name, from the key that they hand out to the messages.
[[nodiscard]] Json group_messages(std::string_view log, const group::Membership& state);

}  // namespace sotto::vectors
