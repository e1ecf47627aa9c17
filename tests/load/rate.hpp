// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace sotto::load {

/// Runs rounds for three seconds; a round says how many messages it was. Messages a second.
template <class Round>
double per_second(Round round) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::seconds span{3};
  const auto begin = Clock::now();
  std::uint64_t messages = 0;
  while (Clock::now() - begin < span) messages += round();
  return static_cast<double>(messages) / std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace sotto::load
