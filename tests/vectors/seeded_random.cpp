// SPDX-License-Identifier: GPL-3.0-or-later
#include "seeded_random.hpp"

#include <algorithm>

#include "sotto/crypto/digest.hpp"

namespace sotto::vectors {

Status SeededRandom::fill(std::span<std::uint8_t> out) {
  while (left_.size() < out.size()) {
    append(left_, crypto::sha256(bytes_of(seed_ + "/" + std::to_string(next_++))));
  }
  std::copy_n(left_.begin(), out.size(), out.begin());
  left_.erase(left_.begin(), left_.begin() + static_cast<std::ptrdiff_t>(out.size()));
  return {};
}

}  // namespace sotto::vectors
