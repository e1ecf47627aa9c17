// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.hpp"

namespace sotto {

std::string to_digits(ByteView bytes, const Digits& digits) {
  std::string out;
  out.reserve(bytes.size() * 8 / digits.bits + 1);
  const std::uint32_t mask = (1U << digits.bits) - 1U;
  std::uint32_t pending = 0;
  unsigned count = 0;
  for (const auto byte : bytes) {
    pending = (pending << 8U) | byte;
    count += 8;
    while (count >= digits.bits) {
      count -= digits.bits;
      out.push_back(digits.all[(pending >> count) & mask]);
    }
  }
  if (count > 0) out.push_back(digits.all[(pending << (digits.bits - count)) & mask]);
  return out;
}

std::optional<Bytes> parse_digits(std::string_view text, const Digits& digits) {
  Bytes out;
  out.reserve(text.size() * digits.bits / 8);
  std::uint32_t pending = 0;
  unsigned count = 0;
  for (const char c : text) {
    const auto value = digits.all.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    pending = (pending << digits.bits) | static_cast<std::uint32_t>(value);
    count += digits.bits;
    if (count >= 8) {
      count -= 8;
      out.push_back(static_cast<std::uint8_t>((pending >> count) & 255U));
    }
  }
  // One text for one value: no character more than needed, and the bits that fill up the last one are zero.
  if (count >= digits.bits || (pending & ((1U << count) - 1U)) != 0) return std::nullopt;
  return out;
}

}  // namespace sotto
