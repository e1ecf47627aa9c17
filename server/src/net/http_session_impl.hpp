// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/asio/dispatch.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "net/device_session_impl.hpp"
#include "net/network.hpp"
#include "net/origin.hpp"
#include "net/request_guard.hpp"

namespace sotto::relay::net {

/// One HTTP connection: request, answer, request … or the upgrade to a stream. The guard looks at the bytes of every
/// head before the parser does.
template <class Stream>
class HttpSession final : public Watched, public std::enable_shared_from_this<HttpSession<Stream>> {
 public:
  HttpSession(Stream stream, NetContext& context, Watch& watch, std::string address)
      : stream_{std::move(stream)}, context_{context}, watch_{watch}, address_{std::move(address)} {}
  ~HttpSession() override {
    if (!upgraded_) context_.connections -= 1;
  }

  /// `handshake(done)` prepares the stream (TLS) and calls done(error_code).
  template <class Handshake>
  void start(Handshake handshake) {
    auto self = this->shared_from_this();
    place_ = watch_.add(self);
    wait_until(header_timeout);
    handshake(stream_, [self](beast::error_code error) { error ? self->end() : self->check_head(); });
  }

  void on_second(Instant now) override {
    if (now >= deadline_) cut();
  }

 private:
  using Parser = http::request_parser<http::string_body>;
  static constexpr std::size_t read_size = 4096;

  void wait_until(Duration from_now) { deadline_ = context_.clock.now() + from_now; }

  void read(void (HttpSession::*then)()) {
    const auto before = in_.size();
    in_.resize(before + read_size);
    stream_.async_read_some(
        boost::asio::buffer(in_.data() + before, read_size),
        [self = this->shared_from_this(), before, then](beast::error_code error, std::size_t size) {
          self->in_.resize(before + size);
          if (error) return self->end();
          ((*self).*then)();
        });
  }

  void on_first_bytes() {
    if (waiting_) wait_until(header_timeout);
    waiting_ = false;
    check_head();
  }

  void check_head() {
    const auto verdict = check_request_head(in_, max_request_head);
    if (verdict.refusal != Refusal::none) {
      context_.metrics.http_refused += 1;
      return refuse(status_of(verdict.refusal));
    }
    if (verdict.needs_more()) return read(&HttpSession::on_first_bytes);
    parser_.emplace();
    parser_->body_limit(max_request_body);
    parser_->header_limit(max_request_head);
    beast::error_code error;
    parser_->put(boost::asio::buffer(in_.data(), verdict.head_size), error);
    if (error == http::error::body_limit) return refuse(413);
    if (error && error != http::error::need_more) return refuse(400);
    if (!parser_->is_header_done()) return refuse(400);
    in_.erase(0, verdict.head_size);
    on_head();
  }

  void on_head() {
    const auto& head = parser_->get();
    if (head.find(http::field::transfer_encoding) != head.end()) return refuse(411);
    if (parser_->content_length().value_or(0) > max_request_body) return refuse(413);
    if (websocket::is_upgrade(head)) return upgrade();
    wait_until(body_timeout);
    read_body();
  }

  void read_body() {
    beast::error_code error;
    if (!parser_->is_done() && !in_.empty()) {
      const auto used = parser_->put(boost::asio::buffer(in_), error);
      in_.erase(0, used);
      if (error && error != http::error::need_more) return refuse(400);
    }
    if (!parser_->is_done()) return read(&HttpSession::read_body);
    handle();
  }

  void handle() {
    context_.metrics.http_requests += 1;
    auto message = parser_->release();
    parser_.reset();
    keep_alive_ = message.keep_alive() && message.version() == 11;
    head_only_ = message.method() == http::verb::head;
    version_ = message.version();
    api::HttpRequest request;
    request.method = std::string{message.method_string()};
    const std::string target{message.target()};
    const auto mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) request.query = target.substr(mark + 1);
    request.authorization = std::string{message[http::field::authorization]};
    request.content_type = std::string{message[http::field::content_type]};
    request.accept_encoding = std::string{message[http::field::accept_encoding]};
    request.if_none_match = std::string{message[http::field::if_none_match]};
    request.network = network(message["X-Forwarded-For"]);
    request.body = std::move(message.body());
    context_.handler.handle(std::move(request), [self = this->shared_from_this()](api::HttpResponse response) {
      boost::asio::dispatch(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
        self->write(std::move(response));
      });
    });
  }

  std::string network(beast::string_view forwarded) const {
    return network_of(address_, context_.trust_forwarded ? std::string_view{forwarded} : std::string_view{});
  }

  void upgrade() {
    const auto& head = parser_->get();
    if (head.target() != "/api/v1/stream" || parser_->content_length().value_or(0) > 0) return refuse(404);
    const auto origin = head.find(http::field::origin);
    const bool present = origin != head.end();
    if (!origin_allowed(present ? std::string_view{origin->value()} : std::string_view{}, present,
                        std::string_view{head[http::field::host]}, context_.origins)) {
      return refuse(403);
    }
    if (!in_.empty()) return refuse(400);   // nothing may follow before the answer
    http::request<http::empty_body> request;
    static_cast<http::request_header<>&>(request) = parser_->release().base();
    upgraded_ = true;
    watch_.remove(place_);
    ended_ = true;
    auto session = std::make_shared<DeviceSession<Stream>>(std::move(stream_), context_, watch_,
                                                           network(request["X-Forwarded-For"]));
    session->accept(request);
  }

  /// The connection isn't trusted to be in step any more.
  void refuse(unsigned status) {
    keep_alive_ = false;
    head_only_ = false;
    in_.clear();
    write({status, {{"Content-Type", "text/plain; charset=utf-8"}}, nullptr});
  }

  void write(api::HttpResponse response) {
    if (ended_) return;
    wait_until(body_timeout);
    auto message = std::make_shared<http::response<http::span_body<const char>>>();
    message->version(11);
    message->result(response.status);
    for (const auto& [name, value] : response.headers) message->set(name, value);
    message->keep_alive(keep_alive_);
    const auto size = response.body ? response.body->size() : 0;
    if (response.status != 304 && response.status != 204) message->content_length(size);
    body_ = std::move(response.body);
    if (!head_only_ && size > 0) message->body() = {body_->data(), size};
    http::async_write(stream_, *message,
                      [self = this->shared_from_this(), message](beast::error_code error, std::size_t) {
                        self->on_written(error);
                      });
  }

  void on_written(beast::error_code error) {
    body_.reset();
    if (error || !keep_alive_) return end();
    waiting_ = in_.empty();
    wait_until(waiting_ ? keep_alive_timeout : header_timeout);
    if (in_.empty()) std::string{}.swap(in_);
    check_head();
  }

  void end() {
    if (ended_) return;
    ended_ = true;
    watch_.remove(place_);
    beast::error_code ignored;
    auto& socket = beast::get_lowest_layer(stream_);
    socket.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
    socket.close(ignored);
  }

  void cut() {
    beast::error_code ignored;
    beast::get_lowest_layer(stream_).close(ignored);
  }

  Stream stream_;
  NetContext& context_;
  Watch& watch_;
  Watch::Place place_;
  std::string address_;
  std::string in_;
  std::optional<Parser> parser_;
  std::shared_ptr<const std::string> body_;
  Instant deadline_;
  unsigned version_ = 11;
  bool waiting_ = false;
  bool keep_alive_ = false;
  bool head_only_ = false;
  bool upgraded_ = false;
  bool ended_ = false;
};

}  // namespace sotto::relay::net
