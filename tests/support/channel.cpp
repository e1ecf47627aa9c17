// SPDX-License-Identifier: GPL-3.0-or-later
#include "channel.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

namespace sotto::testing {

TcpChannel::TcpChannel(std::uint16_t port, Buffer buffer)
    : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const int bytes = 4096;
  if (buffer == Buffer::small) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return;
  ::close(socket_);
  throw std::runtime_error{"nobody listens on port " + std::to_string(port)};
}

std::unique_ptr<TcpChannel> TcpChannel::around(int socket) {
  std::unique_ptr<TcpChannel> channel{new TcpChannel};
  channel->socket_ = socket;
  return channel;
}

TcpChannel::~TcpChannel() { ::close(socket_); }

bool TcpChannel::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::optional<std::string> TcpChannel::receive(std::chrono::milliseconds wait) {
  pollfd readable{socket_, POLLIN, 0};
  if (::poll(&readable, 1, static_cast<int>(wait.count())) <= 0) return std::nullopt;
  std::array<char, 16 * 1024> buffer{};
  const auto size = ::recv(socket_, buffer.data(), buffer.size(), 0);
  return size <= 0 ? std::string{} : std::string{buffer.data(), static_cast<std::size_t>(size)};
}

void TcpChannel::finish_sending() { ::shutdown(socket_, SHUT_WR); }

std::string receive_until(Channel& channel, const std::function<bool(std::string_view)>& enough) {
  std::string all;
  while (!enough(all)) {
    const auto more = channel.receive(patience);
    if (!more || more->empty()) break;
    all += *more;
  }
  return all;
}

bool is_closed_by_peer(Channel& channel) {
  while (true) {
    const auto more = channel.receive(patience);
    if (!more) return false;
    if (more->empty()) return true;
  }
}

}  // namespace sotto::testing
