// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/base32.hpp"

#include "digits.hpp"

namespace sotto {
namespace {

constexpr Digits base32{"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5};

}  // namespace

std::string to_base32(ByteView bytes) { return to_digits(bytes, base32); }

std::optional<Bytes> parse_base32(std::string_view text) { return parse_digits(text, base32); }

}  // namespace sotto
