// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_stream.hpp"

#include <utility>

namespace sotto::testing {

using web_socket::Opcode;

std::string upgrade_request(std::string_view headers) {
  std::string lines =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: c290dG8gdGVzdCBzdHJlYQ==\r\n"
      "Sec-WebSocket-Version: 13\r\n";
  return request_of("GET", "/api/v1/stream", lines.append(headers));
}

RawStream::RawStream(std::unique_ptr<Channel> channel, std::string_view headers)
    : channel_{std::move(channel)}, handshake_{answer_to(*channel_, upgrade_request(headers))} {
  if (handshake_.status == 101) append(in_, bytes_of(std::exchange(handshake_.body, {})));
}

std::optional<web_socket::Frame> RawStream::receive(std::chrono::milliseconds wait) {
  while (true) {
    if (auto frame = web_socket::first_server_frame(in_)) {
      in_.erase(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(frame->size));
      return frame;
    }
    const auto more = channel_->receive(wait);
    if (!more || more->empty()) return std::nullopt;
    append(in_, bytes_of(*more));
  }
}

std::uint16_t RawStream::receive_close_code() {
  while (const auto frame = receive()) {
    if (frame->opcode == Opcode::close) return close_code_of(*frame);
  }
  return web_socket::closed_abnormally;
}

}  // namespace sotto::testing
