// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/scrub_stack.hpp"

#include <array>
#include <cstdint>

#include "sotto/base/secret.hpp"

namespace sotto {

// Inlined, the array would be part of the caller's frame, beside what is to be overwritten.
[[gnu::noinline]] void scrub_stack() noexcept {
  std::array<std::uint8_t, scrubbed_stack> below;
  wipe(below);
}

}  // namespace sotto
