// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/base32.hpp"

namespace sotto {
namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// As many characters as some number of bytes gives: 0, 2, 4, 5 or 7 in the last group of eight.
bool is_possible(std::size_t characters) {
  const auto rest = characters % 8;
  return rest != 1 && rest != 3 && rest != 6;
}

}  // namespace

std::string to_base32(ByteView bytes) {
  std::string out;
  out.reserve((bytes.size() * 8 + 4) / 5);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const auto byte : bytes) {
    pending = (pending << 8U) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out.push_back(digits[(pending >> bits) & 31U]);
    }
  }
  if (bits > 0) out.push_back(digits[(pending << (5 - bits)) & 31U]);
  return out;
}

std::optional<Bytes> parse_base32(std::string_view text) {
  if (!is_possible(text.size())) return std::nullopt;
  Bytes out;
  out.reserve(text.size() * 5 / 8);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const auto value = digits.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    pending = (pending << 5U) | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push_back(static_cast<std::uint8_t>((pending >> bits) & 255U));
    }
  }
  // One text for one value: the bits that fill up the last character must be zero.
  if ((pending & ((1U << bits) - 1U)) != 0) return std::nullopt;
  return out;
}

}  // namespace sotto
