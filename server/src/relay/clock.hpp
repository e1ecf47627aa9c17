// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/time.hpp"

namespace sotto::relay {

/// Tells the time: the machine's clock in the product, a number that moves by hand in tests. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace sotto::relay
