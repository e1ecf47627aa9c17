// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace sotto::testing {

/// How a process that is searched says what is to be looked for: what it says is no copy. Its own inverse.
constexpr std::uint8_t masked(std::uint8_t byte) { return byte ^ 0xA5U; }

}  // namespace sotto::testing
