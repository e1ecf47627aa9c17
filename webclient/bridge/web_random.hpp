// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/random.hpp"

namespace sotto::web {

/// The browser's crypto.getRandomValues.
class WebRandom final : public RandomSource {
 public:
  Status fill(std::span<std::uint8_t> out) override;
};

/// Makes the crypto library draw from the same place: on its own it would look for a device file, which a
/// browser hasn't.
void use_web_random_in_crypto();

}  // namespace sotto::web
