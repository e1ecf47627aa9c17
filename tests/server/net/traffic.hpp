// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <set>
#include <string>

#include "relay_under_test.hpp"

namespace sotto::testing {

/// Messages from one account to the mailbox of another while the relay is killed, and the books on them: what
/// was accepted has to be found.
class Traffic {
 public:
  /// `relay` must outlive it.
  explicit Traffic(RelayUnderTest& relay);

  /// When the relay's time begins to run out.
  enum class From : std::uint8_t { first_message, first_answer };
  /// Sends as fast as answers come, kills the relay with SIGKILL after `time` and reads what it still said.
  void send_until_killed(std::chrono::microseconds time, From from);
  /// Sends `count` messages and waits for their answers; how many were accepted.
  std::size_t send(std::size_t count);
  /// Empties the mailbox: what was accepted at any time and never found.
  [[nodiscard]] std::set<std::string> lost();
  [[nodiscard]] std::size_t accepted() const noexcept { return accepted_.size(); }

 private:
  void submit(DeviceLink& link);
  bool take_answer(DeviceLink& link);

  RelayUnderTest& relay_;
  RegisteredDevice sender_;
  RegisteredDevice recipient_;
  std::set<std::string> accepted_;
  std::set<std::string> found_;
};

/// SOTTO_TEST_SEED, or a fixed one.
[[nodiscard]] std::uint64_t seed_of_this_run();
/// A line that says how to see a failure again.
[[nodiscard]] std::string replay_hint(std::uint64_t seed, int round, std::size_t lost);

}  // namespace sotto::testing
