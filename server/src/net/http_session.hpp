// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include "net/context.hpp"

namespace sotto::relay::net {

class Tls;

/// Serves a connection that was just accepted, on the thread of its executor, until it ends.
void serve_plain(boost::asio::ip::tcp::socket socket, NetContext& context, Watch& watch);
void serve_tls(boost::asio::ip::tcp::socket socket, NetContext& context, Watch& watch, const Tls& tls);

}  // namespace sotto::relay::net
