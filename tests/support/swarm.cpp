// SPDX-License-Identifier: GPL-3.0-or-later
#include "swarm.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "web_socket_frame.hpp"

namespace sotto::testing {

using web_socket::closed_abnormally;
using web_socket::Opcode;

namespace {

sockaddr_in loopback(std::uint8_t host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(0x7F000000U | host);
  return address;
}

}  // namespace

struct Swarm::Connection {
  int socket = -1;
  std::uint16_t port = 0;
  bool shook_hands = false;
  bool wants_to_write = true;
  Bytes in;
  std::size_t consumed = 0;  ///< of `in`
  Bytes message;             ///< fragments so far
  Bytes out;
};

Swarm::Swarm(Handlers handlers) : handlers_{std::move(handlers)}, epoll_{epoll_create1(EPOLL_CLOEXEC)} {
  if (epoll_ < 0) throw std::runtime_error{"epoll_create1"};
}

Swarm::~Swarm() {
  for (const auto& connection : connections_) {
    if (connection->socket >= 0) ::close(connection->socket);
  }
  ::close(epoll_);
}

Swarm::Link Swarm::connect(std::uint16_t port, std::uint8_t source_host) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket < 0) throw std::runtime_error{std::string{"socket: "} + std::strerror(errno)};
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const auto source = loopback(source_host, 0);
  const auto target = loopback(1, port);
  if (bind(socket, reinterpret_cast<const sockaddr*>(&source), sizeof source) != 0 ||
      (::connect(socket, reinterpret_cast<const sockaddr*>(&target), sizeof target) != 0 &&
       errno != EINPROGRESS)) {
    const int error = errno;
    ::close(socket);
    throw std::runtime_error{std::string{"connect: "} + std::strerror(error)};
  }
  const auto link = static_cast<Link>(connections_.size());
  connections_.push_back(std::make_unique<Connection>());
  auto& connection = *connections_.back();
  connection.socket = socket;
  connection.port = port;
  const auto hello = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Key: c290dG8gdGVzdCBzd2FybQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  append(connection.out, bytes_of(hello));
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT;
  event.data.u32 = link;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
  return link;
}

void Swarm::send(Link link, ByteView message) {
  if (connections_[link]->shook_hands) write(link, web_socket::client_frame(Opcode::binary, message));
}

void Swarm::drop(Link link) { close(link, closed_abnormally); }

void Swarm::run_once(std::chrono::milliseconds patience) {
  std::array<epoll_event, 256> events{};
  const int ready =
      epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), static_cast<int>(patience.count()));
  for (int i = 0; i < ready; ++i) {
    const auto& event = events[static_cast<std::size_t>(i)];
    const Link link = event.data.u32;
    if (event.events & EPOLLOUT) on_writable(link);
    if (event.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) on_readable(link);
  }
}

void Swarm::on_writable(Link link) {
  auto& connection = *connections_[link];
  if (connection.socket < 0) return;
  if (!connection.out.empty()) {
    const auto sent = ::send(connection.socket, connection.out.data(), connection.out.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return close(link, closed_abnormally);
    if (sent > 0) connection.out.erase(connection.out.begin(), connection.out.begin() + sent);
  }
  watch(link);
}

void Swarm::on_readable(Link link) {
  static std::array<std::uint8_t, 256 * 1024> buffer;
  auto& connection = *connections_[link];
  if (connection.socket < 0) return;
  const auto size = ::recv(connection.socket, buffer.data(), buffer.size(), 0);
  if (size < 0 && errno == EAGAIN) return;
  if (size <= 0) return close(link, closed_abnormally);
  append(connection.in, ByteView{buffer.data(), static_cast<std::size_t>(size)});
  on_bytes(link);
}

void Swarm::on_bytes(Link link) {
  auto& connection = *connections_[link];
  while (connection.socket >= 0 && (connection.shook_hands ? take_frame(link) : take_handshake(link))) {
  }
  if (connection.consumed == connection.in.size()) {
    Bytes{}.swap(connection.in);  // an idle link holds nothing
  } else {
    connection.in.erase(connection.in.begin(),
                        connection.in.begin() + static_cast<std::ptrdiff_t>(connection.consumed));
  }
  connection.consumed = 0;
}

bool Swarm::take_handshake(Link link) {
  auto& connection = *connections_[link];
  const auto text = text_of(ByteView{connection.in}.subspan(connection.consumed));
  const auto end = text.find("\r\n\r\n");
  if (end == std::string_view::npos) return false;
  if (text.substr(0, 12) != "HTTP/1.1 101") {
    close(link, closed_abnormally);
    return false;
  }
  connection.consumed += end + 4;
  connection.shook_hands = true;
  ++open_;
  handlers_.opened(link);
  return true;
}

bool Swarm::take_frame(Link link) {
  auto& connection = *connections_[link];
  auto frame = web_socket::first_server_frame(ByteView{connection.in}.subspan(connection.consumed));
  if (!frame) return false;
  connection.consumed += frame->size;
  if (frame->opcode == Opcode::ping) {
    write(link, web_socket::client_frame(Opcode::pong, frame->payload));
  } else if (frame->opcode == Opcode::close) {
    close(link, close_code_of(*frame));
  } else if (frame->opcode != Opcode::pong) {
    on_part(link, *frame);
  }
  return true;
}

void Swarm::on_part(Link link, const web_socket::Frame& frame) {
  auto& connection = *connections_[link];
  const bool complete = frame.final == web_socket::Final::yes;
  if (frame.opcode != Opcode::continuation && complete) return handlers_.received(link, frame.payload);
  append(connection.message, frame.payload);
  if (complete) handlers_.received(link, std::exchange(connection.message, {}));
}

void Swarm::write(Link link, ByteView bytes) {
  auto& connection = *connections_[link];
  if (connection.socket < 0) return;
  if (connection.out.empty()) {
    const auto sent = ::send(connection.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent == static_cast<ssize_t>(bytes.size())) return;
    if (sent < 0 && errno != EAGAIN) return close(link, closed_abnormally);
    if (sent > 0) bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
  append(connection.out, bytes);
  watch(link);
}

void Swarm::watch(Link link) {
  auto& connection = *connections_[link];
  const bool wants_to_write = !connection.out.empty();
  if (wants_to_write == connection.wants_to_write || connection.socket < 0) return;
  connection.wants_to_write = wants_to_write;
  if (!wants_to_write) Bytes{}.swap(connection.out);
  epoll_event event{};
  event.events = wants_to_write ? EPOLLIN | EPOLLOUT : EPOLLIN;
  event.data.u32 = link;
  epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.socket, &event);
}

void Swarm::close(Link link, std::uint16_t code) {
  auto& connection = *connections_[link];
  if (connection.socket < 0) return;
  ::close(connection.socket);
  connection.socket = -1;
  if (connection.shook_hands) --open_;
  handlers_.closed(link, code);
}

}  // namespace sotto::testing
