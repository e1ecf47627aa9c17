// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "sotto/base/result.hpp"

namespace sotto {

/// A text that was written in the source code. Nothing that came from outside can become one.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_{text, N - 1} {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// What a log line or a metric may be made of: literals, numbers, error codes. Never a name, an address,
/// content or a key.
class LogSafe {
 public:
  LogSafe(Literal text) : text_{text.text()} {}      // NOLINT
  LogSafe(ErrorCode code) : text_{name_of(code)} {}  // NOLINT
  template <class Number, std::enable_if_t<std::is_arithmetic_v<Number>, int> = 0>
  LogSafe(Number number) : text_{std::to_string(number)} {}  // NOLINT
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  std::string text_;
};

}  // namespace sotto
