// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"

/// Bytes as text in which each character stands for so many bits, the highest first, without padding (RFC
/// 4648).
namespace sotto {

struct Digits {
  std::string_view all;  ///< 2^bits characters
  unsigned bits;
};

[[nodiscard]] std::string to_digits(ByteView bytes, const Digits& digits);
/// nullopt on a foreign character or a second spelling of the same bytes.
[[nodiscard]] std::optional<Bytes> parse_digits(std::string_view text, const Digits& digits);

}  // namespace sotto
