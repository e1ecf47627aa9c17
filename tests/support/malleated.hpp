// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "sotto/base/bytes.hpp"

namespace sotto::testing {

/// An XEdDSA signature's second spelling: the group's order added to its scalar. Empty where that has no
/// room.
inline Bytes malleated(Bytes signature) {
  const Bytes order = *parse_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  const std::uint8_t sign = signature[63] & 0x80;
  signature[63] &= 0x7f;
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += unsigned{signature[32 + i]} + order[i];
    signature[32 + i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  if ((signature[63] & 0x80) != 0) return {};
  signature[63] |= sign;
  return signature;
}

}  // namespace sotto::testing
