// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "sotto/base/bytes.hpp"
#include "sotto/base/random.hpp"

namespace sotto::testing {

/// A generator that gives these bytes, all at once, and no others.
class ReplayedRandom final : public RandomSource {
 public:
  explicit ReplayedRandom(Bytes bytes) : bytes_{std::move(bytes)} {}
  Status fill(std::span<std::uint8_t> out) override {
    if (out.size() != bytes_.size()) return Error{ErrorCode::random_failed, "replayed", 0};
    std::copy(bytes_.begin(), bytes_.end(), out.begin());
    return {};
  }

 private:
  Bytes bytes_;
};

}  // namespace sotto::testing
