// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/random.hpp"

namespace sotto::crypto {

/// Finds a generator that is plainly broken: fails, gives zeros, repeats itself or a pattern, is short of
/// bits. It can't find a clever one. random_failed.
[[nodiscard]] Status self_test(RandomSource& random);

}  // namespace sotto::crypto
