// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sotto::relay::net {

/// Why a request head was refused. All but the first two are answered with 400 and the connection is closed.
enum class Refusal : std::uint8_t {
  none,
  head_too_large,     ///< 431
  request_line,       ///< not "METHOD target HTTP/1.1"; target not visible ASCII
  version,            ///< 505: neither HTTP/1.1 nor HTTP/1.0
  line_ending,        ///< a bare CR or LF
  header_name,        ///< empty, not a token, white space before the colon, '_' beside a real name
  header_value,       ///< a control character
  folded_line,        ///< obs-fold
  host,               ///< not exactly one, or not a host
  transfer_encoding,  ///< anything but one "chunked", or in HTTP/1.0
  content_length,     ///< not one plain number
  ambiguous_length,   ///< both Transfer-Encoding and Content-Length
  unexpected_body,    ///< a body where the method has none
};

struct Verdict {
  Refusal refusal = Refusal::none;
  std::size_t head_size = 0;  ///< with the empty line; 0: more bytes are needed
  [[nodiscard]] bool needs_more() const noexcept { return refusal == Refusal::none && head_size == 0; }
};

/// Looks at the raw bytes of a request head before the HTTP parser sees them and refuses everything that two
/// parsers could read in two ways (attack G1), so that no proxy in front of the relay can be made to disagree
/// with it about where a request ends. `bytes` is what has arrived so far; at most `max_head` are looked at.
/// Linear in the size. Source: RFC 9112 sections 2.2, 3.2, 5.1, 5.2, 6.1 to 6.3, 11.2.
[[nodiscard]] Verdict check_request_head(std::string_view bytes, std::size_t max_head) noexcept;

/// The status code that answers a refusal.
[[nodiscard]] unsigned status_of(Refusal refusal) noexcept;

/// Whether a text may stand in a header's value: visible ASCII and inner spaces, no CR, LF or NUL (attack
/// G2).
[[nodiscard]] bool is_header_value(std::string_view text) noexcept;

}  // namespace sotto::relay::net
