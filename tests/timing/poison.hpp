// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/bytes.hpp"

/// Secrets that must not steer the program. Valgrind's memcheck is told that they are uninitialised: it
/// follows them through every copy and every computation, and reports each branch and each address that
/// depends on them. Their values stay. Outside of valgrind nothing happens.
namespace sotto::timing {

[[nodiscard]] bool runs_under_memcheck() noexcept;
void poison(ByteView secret) noexcept;
/// From here on it is no secret; who calls this says why.
void reveal(ByteView published) noexcept;
/// Whether any bit of it depends on a secret. The answer itself does not.
[[nodiscard]] bool is_poisoned(ByteView bytes) noexcept;

template <class Value>
ByteView bytes_in(const Value& value) noexcept {
  return {reinterpret_cast<const std::uint8_t*>(&value), sizeof value};
}

}  // namespace sotto::timing
