// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "relay/clock.hpp"

namespace sotto::relay::app {

/// Counts on while the wall clock is set forward or back (fault R23): for deadlines, never for what is stored
/// or shown.
class SteadyClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_start).count()};
  }
};

}  // namespace sotto::relay::app
