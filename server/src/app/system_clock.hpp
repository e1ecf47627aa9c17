// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "relay/clock.hpp"

namespace sotto::relay::app {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
  }
};

}  // namespace sotto::relay::app
