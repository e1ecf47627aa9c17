// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/group/membership.hpp"

namespace sotto::group {

/// Carries an entry out whose place and author are right already: may this author do this, and what follows.
/// Changes nothing but members, requests, epoch, policy, name and picture. Errors as those of after().
[[nodiscard]] Status carry_out(Membership& state, const Entry& entry);

}  // namespace sotto::group
