// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "web_socket_frame.hpp"

namespace sotto::testing {

/// Many WebSocket clients on loopback in one thread: epoll, and as little work per frame as can be, so that a
/// measurement measures the relay. Not a client for real networks: it trusts the handshake's answer and masks
/// with zeros.
class Swarm {
 public:
  using Link = std::uint32_t;

  struct Handlers {
    std::function<void(Link)> opened;
    std::function<void(Link, ByteView)> received;
    std::function<void(Link, std::uint16_t)> closed;  ///< 1006 when there was no closing frame
  };

  explicit Swarm(Handlers handlers);
  Swarm(const Swarm&) = delete;
  Swarm& operator=(const Swarm&) = delete;
  ~Swarm();

  /// Begins to connect to 127.0.0.1:port, path /api/v1/stream, from `source_host` (127.0.0.x; each gives
  /// another 28,000 connections). Links count from 0 and are not reused. Throws std::runtime_error when no
  /// socket can be made.
  Link connect(std::uint16_t port, std::uint8_t source_host = 1);
  /// One binary message. On a link that is not open nothing happens.
  void send(Link link, ByteView message);
  /// Drops the connection without a word, as a crash would.
  void drop(Link link);

  /// Handles what is ready, waiting at most `patience` for the first.
  void run_once(std::chrono::milliseconds patience);
  [[nodiscard]] std::size_t open_links() const noexcept { return open_; }

 private:
  struct Connection;
  void on_readable(Link link);
  void on_writable(Link link);
  void on_bytes(Link link);
  bool take_handshake(Link link);
  bool take_frame(Link link);
  void on_part(Link link, const web_socket::Frame& frame);
  void write(Link link, ByteView bytes);
  void close(Link link, std::uint16_t code);
  void watch(Link link);

  Handlers handlers_;
  int epoll_;
  std::size_t open_ = 0;
  std::vector<std::unique_ptr<Connection>> connections_;
};

}  // namespace sotto::testing
