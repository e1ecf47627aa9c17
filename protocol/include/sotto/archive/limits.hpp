// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// What an entry of the archive may grow to.
namespace sotto::archive {

/// Bytes of a serialised record: fills the bucket into which the largest text fits with what is around it.
inline constexpr std::size_t max_record = 81'919;
/// Bytes of one serialised entry: the largest bucket, its seal, its salt and the header.
inline constexpr std::size_t max_entry = 82'090;

}  // namespace sotto::archive
