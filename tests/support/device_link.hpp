// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "raw_stream.hpp"
#include "sotto/base/random.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::testing {

/// What a registered device needs to come back.
struct RegisteredDevice {
  Address address;
  Bytes token;
};

/// Registers an account of a random name with one device that can be written to, and hangs up. Throws
/// std::runtime_error when the relay refuses.
[[nodiscard]] RegisteredDevice register_device(std::uint16_t port, RandomSource& random);

/// A device's stream, one frame after the other; nothing is acknowledged by itself. Blocking.
class DeviceLink {
 public:
  /// A stream on which nobody has said who they are.
  explicit DeviceLink(std::unique_ptr<Channel> channel) : stream_{std::move(channel)} {}
  DeviceLink(std::uint16_t port, const RegisteredDevice& device,
             TcpChannel::Buffer buffer = TcpChannel::Buffer::usual);

  /// False when the relay has closed.
  bool send(const wire::Frame& frame) { return stream_.send_message(wire::serialise(frame)); }
  /// Answers a ping and reads on. nullopt when the relay closed (see close_code) or nothing came in time.
  [[nodiscard]] std::optional<wire::Frame> receive(std::chrono::milliseconds wait = patience);
  /// The next frame of this kind; others are passed over. Throws std::runtime_error when none comes.
  template <class Body>
  Body expect() {
    while (auto frame = receive()) {
      if (auto* body = std::get_if<Body>(&*frame)) return std::move(*body);
    }
    throw std::runtime_error{"the frame that a test waits for did not come"};
  }
  /// The reply to a call; throws std::runtime_error when it is another.
  template <class Reply>
  Reply call(wire::Call call) {
    send(wire::CallRequest{CallId{1}, std::move(call)});
    auto reply = expect<wire::CallReply>();
    if (auto* wanted = std::get_if<Reply>(&reply.reply)) return std::move(*wanted);
    throw std::runtime_error{"the relay refused a call"};
  }
  /// Sends `ciphertext` to one device.
  void submit(const Address& to, const MessageId& message, ByteView ciphertext,
              wire::Keeping keeping = wire::Keeping::mailbox);
  void acknowledge(const wire::Deliver& deliver);
  /// Reads on to the end: 1006 when there was no close frame.
  [[nodiscard]] std::uint16_t receive_close_code();
  [[nodiscard]] RawStream& stream() noexcept { return stream_; }
  /// What the relay said first; empty on a stream that nobody opened by a token.
  [[nodiscard]] const std::optional<wire::Welcome>& welcome() const noexcept { return welcome_; }

 private:
  RawStream stream_;
  std::optional<wire::Welcome> welcome_;
  std::uint16_t close_code_ = 0;
};

}  // namespace sotto::testing
