// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"

namespace sotto::fuzz {

/// Takes an input apart from its front. When it is used up, numbers are zero and bytes are empty: every input
/// means something.
class Input {
 public:
  explicit Input(ByteView bytes) noexcept : rest_{bytes} {}

  [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }
  std::uint8_t u8() noexcept {
    const auto one = take(1);
    return one.empty() ? std::uint8_t{0} : one[0];
  }
  /// 0 to `count` - 1.
  std::size_t below(std::size_t count) noexcept { return u8() % count; }
  std::uint16_t u16() noexcept {
    const auto high = u8();
    return static_cast<std::uint16_t>(high << 8U | u8());
  }
  /// A field: its length in two bytes, then as much of it as there is.
  ByteView field() noexcept { return take(u16()); }
  ByteView rest() noexcept { return take(rest_.size()); }

 private:
  ByteView take(std::size_t size) noexcept {
    const auto taken = rest_.first(std::min(size, rest_.size()));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }
  ByteView rest_;
};

/// Writes what Input::field() reads.
inline void put_field(Bytes& out, ByteView field) {
  out.push_back(static_cast<std::uint8_t>(field.size() >> 8U));
  out.push_back(static_cast<std::uint8_t>(field.size()));
  append(out, field);
}

/// One byte that says which kind of input follows.
inline Bytes choosing(std::uint8_t kind, ByteView input) {
  Bytes out{kind};
  append(out, input);
  return out;
}

inline Bytes as_input(std::string_view text) { return copy_of(bytes_of(text)); }

/// What somebody typed in: less the characters of `left_out`, in capitals.
inline std::string capitals_without(std::string_view left_out, std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (left_out.find(c) == std::string_view::npos)
      out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

}  // namespace sotto::fuzz
