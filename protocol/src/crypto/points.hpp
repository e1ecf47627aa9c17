// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/bytes.hpp"

/// What is asked of a Curve25519 point before it goes anywhere near a key agreement. A `point` is 32 bytes,
/// little-endian.
namespace sotto::crypto {

/// Below 2^255 - 19, without the top bit. A decoder masks that bit and reduces, so every point has other
/// encodings that mean the same: two spellings of one key would pass for two keys.
[[nodiscard]] bool is_canonical(ByteView point) noexcept;

/// One of the points with which every agreement gives zero (order 1, 2, 4 or 8, on the curve or its twist).
/// For canonical encodings.
[[nodiscard]] bool is_small_order(ByteView point) noexcept;

/// In the group that the base point generates, so without a component of small order. Agreements multiply by
/// 8 and don't notice such a component: seven other points give the same secrets. Costs two multiplications.
/// False also when the crypto library fails.
[[nodiscard]] bool is_torsion_free(ByteView point) noexcept;

/// The scalar of a 64-byte XEdDSA signature is below the group's order; the top bit is the key's sign (M3).
[[nodiscard]] bool has_reduced_scalar(ByteView signature) noexcept;

}  // namespace sotto::crypto
