// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "seeded_random.hpp"
#include "sotto/base/time.hpp"

namespace sotto::simulation {

/// Every decision of a run: the same seed throws the same numbers.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : numbers_{seed} {}

  [[nodiscard]] std::uint64_t next() { return numbers_.next(); }
  /// Dice of their own for a part of the world, so that what happens elsewhere does not change its luck.
  [[nodiscard]] Dice fork() { return Dice{numbers_.next()}; }
  [[nodiscard]] bool chance(double probability) { return probability > 0 && unit() < probability; }
  /// Both ends included.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  [[nodiscard]] Duration between(Duration low, Duration high) {
    return Duration{between(low.count(), high.count())};
  }
  template <class T>
  [[nodiscard]] const T& pick(const std::vector<T>& from) {
    return from[next() % from.size()];
  }

 private:
  [[nodiscard]] double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

  testing::SplitMix numbers_;
};

}  // namespace sotto::simulation
