// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/binary.hpp"
#include "sotto/group/entry.hpp"

namespace sotto::group {

/// Up to the year 9999 (attack G11). malformed.
[[nodiscard]] Result<Instant> read_instant(BinaryReader& in);
/// In its one spelling. malformed.
[[nodiscard]] Result<Username> read_username(BinaryReader& in);
/// `kind`: the number of the alternative of EntryBody, from 1. malformed, too_large, invalid_key,
/// low_order_key.
[[nodiscard]] Result<EntryBody> read_body(BinaryReader& in, std::uint8_t kind);

}  // namespace sotto::group
