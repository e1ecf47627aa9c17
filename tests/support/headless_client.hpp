// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sotto/client/engine.hpp"
#include "swarm.hpp"

namespace sotto::testing {

/// The real engine on a real socket, without a screen: what a person would do, a test does with handle().
class HeadlessClient {
 public:
  /// `store` and `random` must outlive the client. Starts the engine.
  HeadlessClient(store::ClientStore& store, RandomSource& random, std::uint16_t port);

  /// Throws std::runtime_error when the engine refuses the input.
  void handle(client::Input input);
  /// Runs sockets and timers until `done` says so. False when `patience` ran out first.
  [[nodiscard]] bool run_until(const std::function<bool()>& done, std::chrono::seconds patience = std::chrono::seconds{30});

  void register_account(const std::string& name, const std::string& password, const std::string& device_name);
  void log_in(const std::string& name, const std::string& password, const std::string& device_name);
  void send(const Username& to, const std::string& text);
  /// The texts of a conversation, oldest first.
  [[nodiscard]] std::vector<std::string> texts_with(const Username& with);
  [[nodiscard]] client::Engine& engine() noexcept { return engine_; }
  /// Everything that happened, oldest first.
  [[nodiscard]] const std::vector<client::Event>& events() const noexcept { return events_; }
  /// One round of sockets and timers, waiting at most `patience`.
  void run_once(std::chrono::milliseconds patience);

 private:
  [[nodiscard]] bool is_logged_in() const;
  void carry_out_effects();
  void carry_out(client::Effect effect);
  void enter(client::Input input);

  client::Engine engine_;
  std::uint16_t port_;
  std::optional<Swarm::Link> link_;
  std::optional<Instant> wake_at_;
  std::vector<client::Event> events_;
  Swarm swarm_;
};

/// Runs all clients in turn until `done`, or false when `patience` ran out.
[[nodiscard]] bool run_until(const std::vector<HeadlessClient*>& clients, const std::function<bool()>& done,
                             std::chrono::seconds patience = std::chrono::seconds{30});

}  // namespace sotto::testing
