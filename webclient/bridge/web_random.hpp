// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/random.hpp"

namespace sotto::web {

/// The browser's crypto.getRandomValues.
class WebRandom final : public RandomSource {
 public:
  Status fill(std::span<std::uint8_t> out) override;
};

}  // namespace sotto::web
