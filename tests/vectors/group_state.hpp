// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/group/membership.hpp"
#include "vectors.hpp"

namespace sotto::vectors {

/// Every field of what a log amounts to.
[[nodiscard]] Json written(const group::Membership& state);

}  // namespace sotto::vectors
