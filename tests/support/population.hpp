// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/wire/frame.hpp"
#include "swarm.hpp"

namespace sotto::testing {

/// Accounts with one device each that register over the stream like any client, then send and receive envelopes whose
/// content is random: the relay cannot tell, and no time goes into sealing them.
class Population {
 public:
  struct Callbacks {
    std::function<void(std::size_t user, const wire::SubmitReply&)> submitted;
    std::function<void(std::size_t user, const wire::Delivery&)> delivered;
  };

  Population(std::uint16_t port, RandomSource& random, Callbacks callbacks);

  enum class Keys { published, none };
  /// Registers `count` users, at most `window` at a time, and leaves them connected. Throws std::runtime_error when one is
  /// refused.
  void register_users(std::size_t count, std::size_t window, Keys keys);

  /// Sends `message` from one user to another's device.
  void submit(std::size_t from, std::size_t to, const MessageId& message, ByteView ciphertext);
  void disconnect(std::size_t user);
  void run_once(std::chrono::milliseconds patience) { swarm_.run_once(patience); }
  [[nodiscard]] std::size_t size() const noexcept { return users_.size(); }
  [[nodiscard]] std::size_t connected() const noexcept { return swarm_.open_links(); }

 private:
  struct User {
    Username name;
    Swarm::Link link = 0;
    std::optional<DeviceId> device;
    bool ready = false;
  };

  void begin(std::size_t index);
  void on_opened(Swarm::Link link);
  void on_frame(Swarm::Link link, ByteView bytes);
  void on_reply(std::size_t index, const wire::CallReply& reply);
  void on_deliver(std::size_t index, const wire::Deliver& deliver);
  void ask(std::size_t index, wire::Call call);
  void send_registration(std::size_t index, const wire::CaptchaChallenge& challenge);
  void publish_keys(std::size_t index);
  void finish(std::size_t index);

  std::uint16_t port_;
  RandomSource& random_;
  Callbacks callbacks_;
  Swarm swarm_;
  Keys keys_ = Keys::published;
  std::size_t ready_ = 0;
  std::string failure_;
  std::vector<User> users_;
  std::vector<std::size_t> user_of_link_;
};

}  // namespace sotto::testing
