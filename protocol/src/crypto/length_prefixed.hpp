// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "sotto/base/bytes.hpp"

namespace sotto::crypto {

/// Joins parts so that no two lists of parts give the same bytes: each part is its length as 32 bits,
/// big-endian, and its bytes. A number is a part of 4 bytes, big-endian.
class LengthPrefixed {
 public:
  LengthPrefixed& bytes(ByteView part) {
    put(static_cast<std::uint32_t>(part.size()));
    append(out_, part);
    return *this;
  }
  LengthPrefixed& text(std::string_view part) { return bytes(bytes_of(part)); }
  LengthPrefixed& number(std::uint32_t part) {
    put(sizeof part);
    put(part);
    return *this;
  }
  [[nodiscard]] Bytes take() { return std::move(out_); }

 private:
  void put(std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out_.push_back(static_cast<std::uint8_t>(value >> shift));
  }
  Bytes out_;
};

}  // namespace sotto::crypto
