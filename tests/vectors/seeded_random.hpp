// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/random.hpp"

namespace sotto::vectors {

/// SHA-256(seed, "/", n in decimal) for n = 0, 1, 2 …, one after the other: easy to have in any language.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::string_view seed) : seed_{seed} {}
  Status fill(std::span<std::uint8_t> out) override;

 private:
  std::string seed_;
  std::uint64_t next_ = 0;
  Bytes left_;
};

}  // namespace sotto::vectors
