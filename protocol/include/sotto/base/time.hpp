// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

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

/// What the host's clocks show. The wall clock may be set by a user; the steady one, counted from any moment,
/// only goes on, while the machine sleeps too if the host can tell.
struct Moment {
  Instant wall;
  std::optional<Duration> steady = std::nullopt;  ///< nullopt: the host has none

  Moment(Instant at) : wall{at} {}  // NOLINT(google-explicit-constructor): a moment by the wall clock alone
  Moment(Instant at, Duration since) : wall{at}, steady{since} {}
};

/// How many seconds a message lasts; 0: for good.
struct Lasting {
  std::uint32_t seconds = 0;

  [[nodiscard]] bool for_good() const { return seconds == 0; }
  [[nodiscard]] Duration duration() const { return std::chrono::seconds{seconds}; }
  friend bool operator==(const Lasting&, const Lasting&) = default;
};

}  // namespace sotto
