// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/device_session.hpp"

namespace sotto::relay::net {

/// Bytes that wait for a message to begin: most are an acknowledgement or an answer.
inline constexpr std::size_t first_part = 64;
/// Parts in which a message may come: an honest client sends one frame, and a bad link delivers it in segments of a few
/// hundred bytes. A flood of tiny fragments costs much time and few bytes (attack G4).
inline constexpr std::size_t free_parts = 64;
inline constexpr std::size_t least_mean_part = 128;
/// Pings and pongs of a client.
inline constexpr Rate control_frames{30, 1};
/// For the last words and the closing handshake.
inline constexpr Duration closing_time{3'000};
/// Deliveries that are put into one frame.
inline constexpr std::size_t max_together = wire::max_deliveries;
inline constexpr std::size_t max_together_bytes = 96 * 1024;

template <class Stream>
DeviceSession<Stream>::DeviceSession(Stream stream, NetContext& context, Watch& watch, std::string network)
    : ws_{std::move(stream)}, context_{context}, watch_{watch}, network_{std::move(network)} {
  opened_ = heard_ = context.clock.now();
  context_.metrics.links_open += 1;
  context_.metrics.links_total += 1;
}

template <class Stream>
DeviceSession<Stream>::~DeviceSession() {
  context_.metrics.links_open -= 1;
  context_.connections -= 1;
}

template <class Stream>
void DeviceSession<Stream>::accept(const http::request<http::empty_body>& request) {
  auto self = this->shared_from_this();
  place_ = watch_.add(self);
  session_ = std::make_shared<Session>(context_.relay, self, std::move(network_));
  ws_.set_option(websocket::stream_base::timeout{websocket::stream_base::none(), websocket::stream_base::none(), false});
  ws_.auto_fragment(false);
  ws_.binary(true);
  ws_.read_message_max(wire::max_unauthenticated_frame);
  ws_.control_callback([this](websocket::frame_type type, beast::string_view) { on_control(type); });
  ws_.async_accept(request, [self](Error error) { self->on_accept(error); });
}

template <class Stream>
void DeviceSession<Stream>::on_accept(Error error) {
  if (error) return end();
  accepted_ = true;
  read();
}

// --- In -----------------------------------------------------------------------------------------------------------

template <class Stream>
void DeviceSession<Stream>::read() {
  parts_ = 0;
  read_more(first_part);
}

template <class Stream>
void DeviceSession<Stream>::read_more(std::size_t limit) {
  ws_.async_read_some(in_, limit, [self = this->shared_from_this()](Error error, std::size_t) { self->on_read(error); });
}

template <class Stream>
void DeviceSession<Stream>::on_read(Error error) {
  if (error || ended_) return end();
  heard_ = context_.clock.now();
  pinging_ = false;
  if (!ws_.is_message_done()) {
    if (parts_ == 0) began_ = heard_;
    if (++parts_ > free_parts + in_.size() / least_mean_part) {
      return close({wire::GoodbyeReason::protocol_error, Duration{0}});
    }
    return read_more(authenticated_ ? wire::max_frame : wire::max_unauthenticated_frame);
  }
  on_message();
}

template <class Stream>
void DeviceSession<Stream>::on_message() {
  if (!ws_.got_binary()) return close({wire::GoodbyeReason::protocol_error, Duration{0}});
  const ByteView bytes{static_cast<const std::uint8_t*>(in_.data().data()), in_.size()};
#ifdef SOTTO_TEST_LEAK
  leak_for_the_test(bytes);
#endif
  session_->on_frame(bytes);
  in_.clear();
  if (in_.capacity() > 4 * first_part) in_.shrink_to_fit();
  if (!authenticated_ && session_->authenticated()) {
    authenticated_ = true;
    ws_.read_message_max(wire::max_frame);
  }
  read();
}

template <class Stream>
void DeviceSession<Stream>::on_control(websocket::frame_type type) {
  heard_ = context_.clock.now();
  pinging_ = false;
  if (type == websocket::frame_type::close) return;
  if (controls_.take(control_frames, heard_) > Duration{0}) close({wire::GoodbyeReason::rate_limited, Duration{0}});
}

// --- Out ----------------------------------------------------------------------------------------------------------

template <class Stream>
void DeviceSession<Stream>::send(wire::Frame frame) {
  Bytes bytes = wire::serialise(frame);
  const auto size = bytes.size();
  queue(std::move(bytes), size);
}

template <class Stream>
void DeviceSession<Stream>::deliver(DeliveryId id, std::shared_ptr<const store::Letter> letter, std::uint64_t remaining) {
  Pending pending{id, std::move(letter), remaining};
  const auto size = cost(pending);
  queue(std::move(pending), size);
}

template <class Stream>
void DeviceSession<Stream>::queue(Item item, std::size_t size) {
  const std::lock_guard lock{mutex_};
  if (closing_ != 0) return;
  if (queued_ + size > max_outbox) return overflow();
  queued_ += size;
  outbox_.push_back(std::move(item));
  start_writing();
}

/// What is dropped here is in flight for the relay's rules: it goes to the mailbox when the link ends.
template <class Stream>
void DeviceSession<Stream>::overflow() {
  context_.metrics.links_too_slow += 1;
  outbox_.clear();
  outbox_.push_back(wire::serialise(wire::Goodbye{wire::GoodbyeReason::slow_consumer, Duration{0}}));
  closing_ = wire::close_code(wire::GoodbyeReason::slow_consumer);
  start_writing();
}

template <class Stream>
void DeviceSession<Stream>::close(wire::Goodbye goodbye) {
  const std::lock_guard lock{mutex_};
  if (closing_ != 0) return;
  outbox_.push_back(wire::serialise(goodbye));
  closing_ = wire::close_code(goodbye.reason);
  start_writing();
}

template <class Stream>
void DeviceSession<Stream>::start_writing() {
  if (writing_) return;
  writing_ = true;
  boost::asio::post(ws_.get_executor(), [self = this->shared_from_this()] { self->write_next(); });
}

template <class Stream>
void DeviceSession<Stream>::write_next() {
  if (ended_) return;
  if (next_ == taken_.size()) {
    const std::lock_guard lock{mutex_};
    taken_.clear();
    next_ = 0;
    taken_.swap(outbox_);
    if (taken_.empty()) {
      writing_ = false;
      taken_.shrink_to_fit();
      outbox_.shrink_to_fit();
      Bytes{}.swap(frame_);
    }
  }
  if (taken_.empty()) return finish();
  std::size_t size = 0;
  if (auto* bytes = std::get_if<Bytes>(&taken_[next_])) {
    frame_ = std::move(*bytes);
    size = frame_.size();
    ++next_;
  } else {
    wire::Deliver together;
    for (std::size_t bytes_together = 0; next_ < taken_.size(); ++next_) {
      const auto* pending = std::get_if<Pending>(&taken_[next_]);
      if (pending == nullptr || together.deliveries.size() == max_together) break;
      bytes_together += cost(*pending);
      if (!together.deliveries.empty() && bytes_together > max_together_bytes) break;
      const auto& letter = *pending->letter;
      together.deliveries.push_back({pending->id, letter.message, letter.sender, letter.received_at, letter.envelope});
      together.remaining = pending->remaining;
      size += cost(*pending);
      taken_[next_] = Bytes{};
    }
    frame_ = wire::serialise(std::move(together));
  }
  ws_.async_write(boost::asio::buffer(frame_),
                  [self = this->shared_from_this(), size](Error error, std::size_t) { self->on_written(error, size); });
}

template <class Stream>
void DeviceSession<Stream>::on_written(Error error, std::size_t size) {
  if (error) return end();
  {
    const std::lock_guard lock{mutex_};
    queued_ -= std::min(size, queued_);
  }
  write_next();
}

// --- The end ------------------------------------------------------------------------------------------------------

/// Everything is written: if goodbye was among it, close.
template <class Stream>
void DeviceSession<Stream>::finish() {
  std::uint16_t code = 0;
  {
    const std::lock_guard lock{mutex_};
    code = closing_;
  }
  if (code == 0) return;
  if (!accepted_) return cut();
  ws_.async_close(websocket::close_reason{code}, [self = this->shared_from_this()](Error) { self->end(); });
}

template <class Stream>
void DeviceSession<Stream>::end() {
  if (ended_) return;
  ended_ = true;
  watch_.remove(place_);
  session_->on_closed();
  cut();
}

template <class Stream>
void DeviceSession<Stream>::cut() {
  Error ignored;
  beast::get_lowest_layer(ws_).close(ignored);
}

template <class Stream>
void DeviceSession<Stream>::on_second(Instant now) {
  bool closing = false;
  {
    const std::lock_guard lock{mutex_};
    closing = closing_ != 0;
  }
  if (closing && cut_at_.milliseconds == 0) cut_at_ = now + closing_time;
  if (cut_at_.milliseconds != 0) {
    if (now >= cut_at_) cut();
    return;
  }
  if (!accepted_ && now - opened_ >= header_timeout) return cut();
  if (!authenticated_ && now - opened_ >= unauthenticated_stream) {
    return close({wire::GoodbyeReason::unauthorised, Duration{0}});
  }
  if (parts_ > 0 && now - began_ >= body_timeout) return close({wire::GoodbyeReason::protocol_error, Duration{0}});
  if (now - heard_ >= 2 * ping_interval) return cut();
  if (accepted_ && now - heard_ >= ping_interval && !pinging_) {
    pinging_ = true;
    ws_.async_ping({}, [self = this->shared_from_this()](Error) {});
  }
}

}  // namespace sotto::relay::net
