// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sotto::testing {

/// How long a test waits for what has to come: only a relay that hangs lets it pass.
inline constexpr std::chrono::milliseconds patience{20'000};

/// A connection to a relay that carries exactly the bytes it is told to, however wrong they are. Blocking;
/// one thread.
class Channel {
 public:
  virtual ~Channel() = default;
  /// Sends all, or as much as the peer takes before it closes: false.
  virtual bool send(std::string_view bytes) = 0;
  /// At least one byte of what has come; "" when the peer has closed; nullopt when nothing came in time.
  virtual std::optional<std::string> receive(std::chrono::milliseconds wait) = 0;
};

/// Plain TCP to 127.0.0.1:port.
class TcpChannel final : public Channel {
 public:
  /// Bytes that the kernel keeps for a reader who does not read.
  enum class Buffer { usual, small };
  /// Throws std::runtime_error when nobody listens.
  explicit TcpChannel(std::uint16_t port, Buffer buffer = Buffer::usual);
  /// Takes a socket that is connected already, of whatever kind.
  static std::unique_ptr<TcpChannel> around(int socket);
  TcpChannel(const TcpChannel&) = delete;
  TcpChannel& operator=(const TcpChannel&) = delete;
  ~TcpChannel() override;

  bool send(std::string_view bytes) override;
  std::optional<std::string> receive(std::chrono::milliseconds wait) override;
  /// "I send no more", while answers are still read.
  void finish_sending();
  [[nodiscard]] int socket() const noexcept { return socket_; }

 private:
  TcpChannel() = default;
  int socket_ = -1;
};

/// Collects what comes until `enough` says so, the peer closes or nothing comes any more.
[[nodiscard]] std::string receive_until(Channel& channel,
                                        const std::function<bool(std::string_view)>& enough);

/// Reads and forgets until the peer closes. False when it does not.
[[nodiscard]] bool is_closed_by_peer(Channel& channel);

}  // namespace sotto::testing
