// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

namespace sotto::wire {

/// The padded length for `size` bytes of content: the next of 160, 320, 640, 1,280 … 81,920 bytes, so that a
/// length tells no more than a size class. Source: crypto-docs/wire-format.md.
[[nodiscard]] std::size_t bucket_for(std::size_t size) noexcept;

/// Appends 0x80 and zeros up to the bucket (ISO/IEC 7816-4).
[[nodiscard]] Bytes pad(ByteView content);

/// malformed when the length is no bucket's, no 0x80 ends the content, or a smaller bucket would have done.
[[nodiscard]] Result<ByteView> unpad(ByteView padded);

}  // namespace sotto::wire
