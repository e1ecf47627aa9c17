// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "party.hpp"
#include "poison.hpp"

namespace sotto::timing {

/// Fills with bytes that are poisoned.
class PoisonedRandom final : public RandomSource {
 public:
  Status fill(std::span<std::uint8_t> out) override {
    SOTTO_TRY(random_.fill(out));
    poison(out);
    return {};
  }

 private:
  crypto::test::SeededRandom random_{2};
};

}  // namespace sotto::timing
