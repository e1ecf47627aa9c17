// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_session.hpp"
#include "net/http_session_impl.hpp"

namespace sotto::relay::net {

void serve_plain(boost::asio::ip::tcp::socket socket, NetContext& context, Watch& watch) {
  boost::system::error_code error;
  socket.set_option(boost::asio::ip::tcp::no_delay{true}, error);
  const auto peer = socket.remote_endpoint(error);
  using Session = HttpSession<boost::asio::ip::tcp::socket>;
  auto session =
      std::make_shared<Session>(std::move(socket), context, watch, error ? std::string{} : peer.address().to_string());
  session->start([](auto&, auto done) { done({}); });
}

}  // namespace sotto::relay::net
