// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/bytes.hpp"

/// What must not be done with a secret. Memcheck has to report each of these, by its name.
namespace sotto::timing {

/// Takes the longer, the later the two differ.
[[nodiscard]] bool equal_with_early_exit(ByteView a, ByteView b) noexcept;

/// Leaves a trace in the cache that depends on the secret.
[[nodiscard]] std::uint8_t looked_up(std::uint8_t secret) noexcept;

}  // namespace sotto::timing
