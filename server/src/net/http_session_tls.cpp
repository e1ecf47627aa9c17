// SPDX-License-Identifier: GPL-3.0-or-later
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "net/http_session.hpp"
#include "net/http_session_impl.hpp"
#include "net/tls.hpp"

namespace sotto::relay::net {
namespace {

namespace ssl = boost::asio::ssl;

/// Keeps the context that it was made from alive.
struct TlsStream : ssl::stream<boost::asio::ip::tcp::socket> {
  TlsStream(boost::asio::ip::tcp::socket socket, std::shared_ptr<ssl::context> from)
      : ssl::stream<boost::asio::ip::tcp::socket>{std::move(socket), *from}, context{std::move(from)} {}
  std::shared_ptr<ssl::context> context;
};

template <class TeardownHandler>
void async_teardown(beast::role_type role, TlsStream& stream, TeardownHandler&& handler) {
  boost::beast::async_teardown(role, static_cast<ssl::stream<boost::asio::ip::tcp::socket>&>(stream),
                               std::forward<TeardownHandler>(handler));
}
[[maybe_unused]] void teardown(beast::role_type role, TlsStream& stream, beast::error_code& error) {
  boost::beast::teardown(role, static_cast<ssl::stream<boost::asio::ip::tcp::socket>&>(stream), error);
}

}  // namespace

void serve_tls(boost::asio::ip::tcp::socket socket, NetContext& context, Watch& watch, const Tls& tls) {
  boost::system::error_code error;
  socket.set_option(boost::asio::ip::tcp::no_delay{true}, error);
  const auto peer = socket.remote_endpoint(error);
  using Session = HttpSession<TlsStream>;
  auto session = std::make_shared<Session>(TlsStream{std::move(socket), tls.current()}, context, watch,
                                           error ? std::string{} : peer.address().to_string());
  session->start([](TlsStream& stream, auto done) { stream.async_handshake(ssl::stream_base::server, std::move(done)); });
}

}  // namespace sotto::relay::net
