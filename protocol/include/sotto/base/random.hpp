// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "sotto/base/result.hpp"

namespace sotto {

/// Where randomness comes from: the operating system in the product, a seeded generator in simulation.
/// Not thread-safe. A failure must be reported, never papered over: every caller fails closed.
class RandomSource {
 public:
  RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;

  /// Fills all of `out`, or returns random_failed and leaves it zeroed.
  virtual Status fill(std::span<std::uint8_t> out) = 0;
};

}  // namespace sotto
