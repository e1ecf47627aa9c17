// SPDX-License-Identifier: GPL-3.0-or-later
// The peer that the relay is measured against: Boost.Beast with callbacks and nothing else. A message's first
// four bytes name the link it is forwarded to (little-endian); they are replaced by the sender's. No
// accounts, no storage, no limits.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using Message = std::shared_ptr<std::string>;

class Session;
std::vector<std::weak_ptr<Session>> sessions;

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(tcp::socket socket) : stream_{std::move(socket)} {
    stream_.binary(true);
    stream_.auto_fragment(false);
    stream_.write_buffer_bytes(512);
  }

  void start() {
    number_ = static_cast<std::uint32_t>(sessions.size());
    sessions.push_back(weak_from_this());
    stream_.async_accept([self = shared_from_this()](beast::error_code error) {
      if (error) return;
      auto hello = std::make_shared<std::string>(sizeof self->number_, '\0');
      std::memcpy(hello->data(), &self->number_, sizeof self->number_);
      self->send(std::move(hello));
      self->read();
    });
  }

  void send(Message message) {
    outbox_.push_back(std::move(message));
    if (outbox_.size() == 1) write();
  }

 private:
  void read() {
    stream_.async_read(buffer_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return;
      self->forward();
      self->read();
    });
  }

  void forward() {
    auto message =
        std::make_shared<std::string>(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    buffer_.consume(buffer_.size());
    std::uint32_t target = 0;
    if (message->size() < sizeof target) return;
    std::memcpy(&target, message->data(), sizeof target);
    std::memcpy(message->data(), &number_, sizeof number_);
    if (target >= sessions.size()) return;
    if (const auto session = sessions[target].lock()) session->send(std::move(message));
  }

  void write() {
    stream_.async_write(asio::buffer(*outbox_.front()),
                        [self = shared_from_this()](beast::error_code error, std::size_t) {
                          if (error) return;
                          self->outbox_.pop_front();
                          if (!self->outbox_.empty()) self->write();
                        });
  }

  beast::websocket::stream<tcp::socket, false> stream_;
  beast::flat_buffer buffer_;
  std::deque<Message> outbox_;
  std::uint32_t number_ = 0;
};

void accept_next(tcp::acceptor& acceptor) {
  acceptor.async_accept([&acceptor](beast::error_code error, tcp::socket socket) {
    if (!error) {
      socket.set_option(tcp::no_delay{true});
      std::make_shared<Session>(std::move(socket))->start();
    }
    accept_next(acceptor);
  });
}

}  // namespace

/// Called like the relay, so that one class starts both: … --listen 127.0.0.1:0 …; other words are ignored.
int main() {
  asio::io_context context{1};
  tcp::acceptor acceptor{context, {asio::ip::make_address("127.0.0.1"), 0}};
  std::printf("Sotto is ready: http://127.0.0.1:%u/\n", unsigned{acceptor.local_endpoint().port()});
  std::fflush(stdout);
  accept_next(acceptor);
  context.run();
}
