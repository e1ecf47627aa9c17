// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "sotto/base/bytes.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto {

using Point = std::array<std::uint8_t, 32>;

/// nullopt when the result is zero or the crypto library fails. The scalar is clamped.
[[nodiscard]] std::optional<SecretBytes> x25519(ByteView scalar, ByteView point);
/// The scalar times the base point.
[[nodiscard]] std::optional<Point> x25519_public(ByteView scalar);

}  // namespace sotto::crypto
