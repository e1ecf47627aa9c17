// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"

namespace sotto {

/// base32 without padding (RFC 4648 section 6): capitals and digits, which a QR code packs closely.
[[nodiscard]] std::string to_base32(ByteView bytes);
/// Accepts capitals only; nullopt on a foreign character or a second spelling of the same bytes.
[[nodiscard]] std::optional<Bytes> parse_base32(std::string_view text);

}  // namespace sotto
