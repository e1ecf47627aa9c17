// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "channel.hpp"
#include "http_exchange.hpp"
#include "web_socket_frame.hpp"

namespace sotto::testing {

/// A WebSocket on /api/v1/stream whose frames a test writes byte by byte. Answers no ping by itself.
/// Blocking.
class RawStream {
 public:
  /// Shakes hands with these header lines besides the usual ones; each ends with \r\n.
  explicit RawStream(std::unique_ptr<Channel> channel, std::string_view headers = {});

  /// 101 when the relay agreed.
  [[nodiscard]] const HttpAnswer& handshake() const noexcept { return handshake_; }
  /// False when the relay has closed.
  bool send(ByteView bytes) { return channel_->send(text_of(bytes)); }
  bool send_message(ByteView message) {
    return send(web_socket::client_frame(web_socket::Opcode::binary, message));
  }
  /// nullopt when the relay closed without a word, or nothing came in time.
  [[nodiscard]] std::optional<web_socket::Frame> receive(std::chrono::milliseconds wait = patience);
  /// Reads on to the close frame and gives its code; 1006 when none came.
  [[nodiscard]] std::uint16_t receive_close_code();
  [[nodiscard]] Channel& channel() noexcept { return *channel_; }

 private:
  std::unique_ptr<Channel> channel_;
  HttpAnswer handshake_;
  Bytes in_;
};

/// The request that asks for a stream.
[[nodiscard]] std::string upgrade_request(std::string_view headers = {});

}  // namespace sotto::testing
