// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"

namespace sotto::relay {

/// SipHash-1-3 under a key of this process: names that were chosen to collide in a table don't (attack G13).
class SeededHash {
 public:
  SeededHash() = default;
  explicit SeededHash(RandomSource& random);
  [[nodiscard]] std::size_t operator()(std::string_view text) const noexcept;
  [[nodiscard]] std::size_t operator()(const Username& name) const noexcept { return (*this)(name.text()); }
  [[nodiscard]] std::size_t operator()(const Address& address) const noexcept {
    return (*this)(address.user.text()) ^ (std::size_t{address.device.value} * 0x9E3779B97F4A7C15ULL);
  }

 private:
  std::uint64_t key_[2] = {0x736f74746f2d6b30ULL, 0x736f74746f2d6b31ULL};
};

}  // namespace sotto::relay
