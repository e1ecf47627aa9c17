// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace sotto {

using Duration = std::chrono::milliseconds;

/// A point in time as the host's clock tells it: milliseconds since 1970-01-01 UTC. Comes in as a parameter;
/// nothing in protocol/ reads a clock.
struct Instant {
  std::int64_t milliseconds = 0;

  friend bool operator==(const Instant&, const Instant&) = default;
  friend bool operator<(Instant a, Instant b) { return a.milliseconds < b.milliseconds; }
  friend bool operator<=(Instant a, Instant b) { return a.milliseconds <= b.milliseconds; }
  friend bool operator>(Instant a, Instant b) { return b < a; }
  friend bool operator>=(Instant a, Instant b) { return b <= a; }
  friend Instant operator+(Instant at, Duration by) { return {at.milliseconds + by.count()}; }
  friend Instant operator-(Instant at, Duration by) { return {at.milliseconds - by.count()}; }
  friend Duration operator-(Instant a, Instant b) { return Duration{a.milliseconds - b.milliseconds}; }
};

}  // namespace sotto
