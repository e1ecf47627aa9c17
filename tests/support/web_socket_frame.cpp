// SPDX-License-Identifier: GPL-3.0-or-later
#include "web_socket_frame.hpp"

namespace sotto::testing::web_socket {
namespace {

constexpr std::uint8_t final_fragment = 0x80;
constexpr std::uint8_t masked_bit = 0x80;
constexpr std::uint8_t size_in_two_bytes = 126;
constexpr std::uint8_t size_in_eight_bytes = 127;

}  // namespace

Bytes client_header(Opcode opcode, std::uint64_t size, Final final, Masked masked) {
  Bytes out;
  const std::uint8_t mask = masked == Masked::yes ? masked_bit : 0;
  const auto push = [&](unsigned size_bytes) {
    while (size_bytes > 0) out.push_back(static_cast<std::uint8_t>(size >> (8 * --size_bytes)));
  };
  out.push_back(static_cast<std::uint8_t>((final == Final::yes ? final_fragment : 0) |
                                          static_cast<std::uint8_t>(opcode)));
  if (size < size_in_two_bytes) {
    out.push_back(static_cast<std::uint8_t>(mask | size));
  } else if (size < 65536) {
    out.push_back(mask | size_in_two_bytes);
    push(2);
  } else {
    out.push_back(mask | size_in_eight_bytes);
    push(8);
  }
  if (masked == Masked::yes) out.insert(out.end(), 4, 0);
  return out;
}

Bytes client_frame(Opcode opcode, ByteView payload, Final final, Masked masked) {
  Bytes out = client_header(opcode, payload.size(), final, masked);
  append(out, payload);
  return out;
}

std::optional<Frame> first_server_frame(ByteView bytes) {
  if (bytes.size() < 2) return std::nullopt;
  std::size_t header = 2;
  std::uint64_t size = bytes[1] & 0x7FU;
  const std::size_t extended = size == size_in_two_bytes ? 2 : size == size_in_eight_bytes ? 8 : 0;
  if (bytes.size() < header + extended) return std::nullopt;
  if (extended > 0) size = 0;
  for (std::size_t i = 0; i < extended; ++i) size = (size << 8U) | bytes[header + i];
  header += extended;
  if (bytes.size() - header < size) return std::nullopt;
  return Frame{static_cast<Opcode>(bytes[0] & 0x0FU),
               (bytes[0] & final_fragment) != 0 ? Final::yes : Final::no,
               copy_of(bytes.subspan(header, size)), header + size};
}

std::uint16_t close_code_of(const Frame& frame) {
  if (frame.payload.size() < 2) return closed_abnormally;
  return static_cast<std::uint16_t>(frame.payload[0] << 8U | frame.payload[1]);
}

}  // namespace sotto::testing::web_socket
