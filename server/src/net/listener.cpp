// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listener.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

#include "net/http_session.hpp"
#include "obs/log.hpp"

namespace sotto::relay::net {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

/// As many descriptors as we may have, less a reserve: past it connections are refused, not the disk.
std::int64_t raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const auto all = static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 24));
  return std::max<std::int64_t>(16, all - static_cast<std::int64_t>(reserved_descriptors));
}

Error open_error(const boost::system::error_code& error) {
  if (error == asio::error::address_in_use) return {ErrorCode::already_exists, "port", error.value()};
  if (error == asio::error::access_denied) return {ErrorCode::refused, "port", error.value()};
  return {ErrorCode::malformed, "address", error.value()};
}

/// An answer instead of silence, if it can be given without waiting.
void say_full(tcp::socket& socket) {
  static constexpr std::string_view answer =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);
  socket.send(asio::buffer(answer), 0, ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

}  // namespace

struct Network::Thread {
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  asio::steady_timer second{io};
  Watch watch;
  std::thread thread;
};

struct Network::Acceptor {
  explicit Acceptor(asio::io_context& io) : socket{io}, pause{io} {}
  tcp::acceptor socket;
  asio::steady_timer pause;
};

Network::Network(Options options) : options_{std::move(options)} {
  max_connections_ = raise_descriptor_limit();
  for (unsigned i = 0; i < std::max(1U, options_.threads); ++i) threads_.push_back(std::make_unique<Thread>());
  acceptor_ = std::make_unique<Acceptor>(threads_[0]->io);
}

Network::~Network() { stop(); }

Result<std::unique_ptr<Network>> Network::open(Options options) {
  std::unique_ptr<Network> network{new Network{std::move(options)}};
  boost::system::error_code error;
  const auto address = asio::ip::make_address(network->options_.address, error);
  if (error) return open_error(error);
  const tcp::endpoint endpoint{address, network->options_.port};
  auto& acceptor = network->acceptor_->socket;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address{true}, error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(4096, error);
  if (error) return open_error(error);
  return network;
}

std::uint16_t Network::port() const { return acceptor_->socket.local_endpoint().port(); }

void Network::start(NetContext& context) {
  context_ = &context;
  for (auto& thread : threads_) {
    auto* raw = thread.get();
    auto again = std::make_shared<std::function<void()>>();
    *again = [this, raw, again] {
      raw->second.expires_after(std::chrono::seconds{1});
      raw->second.async_wait([this, raw, again](const boost::system::error_code& error) {
        if (error) return;
        raw->watch.on_second(context_->clock.now());
        (*again)();
      });
    };
    (*again)();
    raw->thread = std::thread{[raw] { raw->io.run(); }};
  }
  asio::post(threads_[0]->io, [this] { accept(); });
}

void Network::accept() {
  const auto thread = next_thread_++ % threads_.size();
  acceptor_->socket.async_accept(
      threads_[thread]->io, [this, thread](const boost::system::error_code& error, tcp::socket socket) {
        if (error == asio::error::operation_aborted) return;
        if (error) {
          // Out of descriptors, most likely: give others time to end, don't spin.
          obs::log(obs::Severity::warning, "cannot accept", {{"error", error.value()}});
          acceptor_->pause.expires_after(std::chrono::milliseconds{100});
          return acceptor_->pause.async_wait([this](const boost::system::error_code& stopped) {
            if (!stopped) accept();
          });
        }
        if (context_->connections.load() >= max_connections_) {
          if (!options_.tls) say_full(socket);
        } else {
          context_->connections += 1;
          auto shared = std::make_shared<tcp::socket>(std::move(socket));
          asio::post(threads_[thread]->io, [this, thread, shared] {
            auto& watch = threads_[thread]->watch;
            if (options_.tls) return serve_tls(std::move(*shared), *context_, watch, *options_.tls);
            serve_plain(std::move(*shared), *context_, watch);
          });
        }
        accept();
      });
}

void Network::stop_accepting() {
  asio::post(threads_[0]->io, [this] {
    boost::system::error_code ignored;
    acceptor_->socket.close(ignored);
    acceptor_->pause.cancel();
  });
}

void Network::stop() {
  for (auto& thread : threads_) thread->io.stop();
  for (auto& thread : threads_) {
    if (thread->thread.joinable()) thread->thread.join();
  }
}

void Network::post(std::function<void()> task) {
  asio::post(threads_[next_thread_++ % threads_.size()]->io, std::move(task));
}

void Network::every(Duration period, std::function<bool()> task) {
  auto timer = std::make_shared<asio::steady_timer>(threads_[0]->io);
  auto again = std::make_shared<std::function<void()>>();
  *again = [period, task = std::move(task), timer, again] {
    timer->expires_after(period);
    timer->async_wait([task, again](const boost::system::error_code& error) {
      if (!error && task()) (*again)();
    });
  };
  (*again)();
}

}  // namespace sotto::relay::net
