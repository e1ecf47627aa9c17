// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sotto/base/time.hpp"

namespace sotto::simulation {

struct Outcome {
  std::optional<std::string> violation;
  std::uint64_t digest = 0;  ///< of everything that happened
  std::uint64_t shown = 0;   ///< texts that arrived on a screen
  std::uint64_t steps = 0;
  Duration virtual_time{0};
  bool forked = false;  ///< a group came to have two histories, and that was told
};

/// One line that says what broke, and how to see it again: `flags` are those of ./dev simulate.
[[nodiscard]] inline std::string replay_line(std::uint64_t seed, const Outcome& outcome,
                                             const std::string& flags) {
  const auto number = std::to_string(seed);
  return "seed " + number + ": " + outcome.violation.value_or("") +
         "; replay: ./dev simulate --seeds 1 --from " + number + flags;
}

}  // namespace sotto::simulation
