// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>
#include <mutex>
#include <variant>
#include <vector>

#include "net/context.hpp"
#include "relay/session.hpp"

namespace sotto::relay::net {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;

/// One WebSocket: bytes in, frames out. The rules are in relay::Session. Everything but the Link's methods runs on the
/// connection's own thread.
///
/// An idle connection has to be cheap: no timer of its own (see Watch), no write buffer (we don't mask or fragment), a
/// read buffer of a few bytes until something comes, an outbox that is given back when it is empty.
template <class Stream>
class DeviceSession final : public Link, public Watched, public std::enable_shared_from_this<DeviceSession<Stream>> {
 public:
  DeviceSession(Stream stream, NetContext& context, Watch& watch, std::string network);
  ~DeviceSession() override;

  void accept(const http::request<http::empty_body>& request);

  void send(wire::Frame frame) override;
  void deliver(DeliveryId id, std::shared_ptr<const store::Letter> letter, std::uint64_t remaining) override;
  void close(wire::Goodbye goodbye) override;
  void on_second(Instant now) override;

 private:
  using Error = beast::error_code;
  struct Pending {
    DeliveryId id;
    std::shared_ptr<const store::Letter> letter;
    std::uint64_t remaining;
  };
  using Item = std::variant<Bytes, Pending>;

  void on_accept(Error error);
  void read();
  void read_more(std::size_t limit);
  void on_read(Error error);
  void on_message();
  void on_control(websocket::frame_type type);

  void queue(Item item, std::size_t size);
  void overflow();
  void start_writing();
  void write_next();
  void on_written(Error error, std::size_t size);
  void finish();
  void end();
  void cut();
  static std::size_t cost(const Pending& pending) { return pending.letter->envelope.ciphertext.size() + 128; }

  websocket::stream<Stream, false> ws_;
  NetContext& context_;
  Watch& watch_;
  Watch::Place place_;
  std::string network_;
  std::shared_ptr<Session> session_;

  beast::flat_buffer in_;
  std::size_t parts_ = 0;         ///< of the message that is coming in
  Instant began_;                 ///< when its first part came
  Bucket controls_;
  Instant opened_;
  Instant heard_;
  Instant cut_at_{0};             ///< not 0: the end is near
  bool authenticated_ = false;
  bool pinging_ = false;
  bool ended_ = false;
  bool accepted_ = false;

  // Guarded by mutex_: others add, the connection's thread takes.
  std::mutex mutex_;
  std::vector<Item> outbox_;
  std::size_t queued_ = 0;        ///< bytes, those being written included
  std::uint16_t closing_ = 0;     ///< the close code; nothing is added any more
  bool writing_ = false;

  std::vector<Item> taken_;       ///< being written
  std::size_t next_ = 0;
  Bytes frame_;
};

}  // namespace sotto::relay::net
