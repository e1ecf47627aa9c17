// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"

namespace sotto::client::linking {

/// How often a side looks what the other has said: people wait for it, and ten minutes of it are few calls.
inline constexpr Duration look_interval{2'000};
/// As long as the relay keeps it; then a code that is still on a screen is worth nothing.
inline constexpr Duration lifetime{10 * 60'000};

/// The relay gave no answer, or asks for patience: it may be back in a moment. Any other failure is the end.
[[nodiscard]] inline bool may_heal(const Error& error) {
  return error.code == ErrorCode::offline || error.code == ErrorCode::rate_limited;
}

[[nodiscard]] inline Instant next_look(Instant now, Duration at_least = Duration{0}) {
  return now + std::max(at_least, look_interval);
}

}  // namespace sotto::client::linking
