// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/base/bytes.hpp"

/// WebSocket frames as bytes, for clients that are in a hurry or up to no good. Source: RFC 6455 section 5.2.
namespace sotto::testing::web_socket {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };
enum class Final { yes, no };
/// With a mask of zeros: legal, and costs nothing.
enum class Masked { yes, no };

/// What a close frame without a code, or no close frame at all, counts as.
inline constexpr std::uint16_t closed_abnormally = 1006;

struct Frame {
  Opcode opcode = Opcode::binary;
  Final final = Final::yes;
  Bytes payload;
  std::size_t size = 0;  ///< of the whole frame on the wire
};

/// The bytes before a payload that is said to have `size` bytes.
[[nodiscard]] Bytes client_header(Opcode opcode, std::uint64_t size, Final final = Final::yes,
                                  Masked masked = Masked::yes);
[[nodiscard]] Bytes client_frame(Opcode opcode, ByteView payload, Final final = Final::yes,
                                 Masked masked = Masked::yes);
/// The first frame of what a server sent; nullopt while it is not complete.
[[nodiscard]] std::optional<Frame> first_server_frame(ByteView bytes);
/// The code in a close frame.
[[nodiscard]] std::uint16_t close_code_of(const Frame& frame);

}  // namespace sotto::testing::web_socket
