// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sotto {

/// Bytes that are not secret: ciphertext, public keys, ids, serialised frames. Secrets live in Secret<N> and
/// SecretBytes.
using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// Borrows the characters of a text as bytes.
[[nodiscard]] ByteView bytes_of(std::string_view text) noexcept;
/// Borrows bytes as characters; the caller says that they are text.
[[nodiscard]] std::string_view text_of(ByteView bytes) noexcept;
[[nodiscard]] Bytes copy_of(ByteView bytes);
[[nodiscard]] bool equal(ByteView a, ByteView b) noexcept;
void append(Bytes& out, ByteView more);

/// Lower-case hexadecimal.
[[nodiscard]] std::string to_hex(ByteView bytes);
/// Accepts lower- and upper-case digits; nullopt on an odd length or a foreign character.
[[nodiscard]] std::optional<Bytes> parse_hex(std::string_view text);

/// base64url without padding (RFC 4648 section 5).
[[nodiscard]] std::string to_base64url(ByteView bytes);
[[nodiscard]] std::optional<Bytes> parse_base64url(std::string_view text);

}  // namespace sotto
