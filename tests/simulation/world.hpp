// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker.hpp"
#include "device.hpp"
#include "household.hpp"
#include "misfortunes.hpp"
#include "network.hpp"
#include "plan.hpp"
#include "relay_node.hpp"
#include "schedule.hpp"
#include "trace.hpp"
#include "world_outcome.hpp"

namespace sotto::simulation {

/// One run: users talk while faults happen; then the faults stop, and everything must come to its end.
class World {
 public:
  explicit World(const Plan& plan, Trace::Mode mode = Trace::Mode::digest);
  Outcome run();

 private:
  void move_in();
  void plan_talk();
  void make_rounds();
  void say_something(int tries_left);
  void say(Device& author, const Username& to, const std::string& text, int tries_left);
  void stop_faults();
  void say_farewell();
  void run_until(Instant limit);
  void run_until_complete(Instant limit);
  void look_once_more();
  /// How long everything may take once the faults have stopped.
  [[nodiscard]] Duration bound() const;
  [[nodiscard]] bool is_over() const { return checker_.violation().has_value(); }
  [[nodiscard]] bool is_in_mailbox(const Address& device, const MessageId& message);
  [[nodiscard]] std::vector<Device*> devices_of(const std::string& user);
  [[nodiscard]] Stage stage() { return {plan_, schedule_, network_, trace_, dice_, devices_}; }
  std::string fresh_text(const Device& author);

  Plan plan_;
  const Household& household_;
  Dice dice_;
  Trace trace_;
  Schedule schedule_;
  std::unique_ptr<RelayMedium> medium_;
  Checker checker_;
  Network network_;
  RelayNode relay_;
  Devices devices_;
  std::uint64_t texts_ = 0;
};

/// Runs the world of a plan.
[[nodiscard]] Outcome simulate(const Plan& plan, Trace::Mode mode = Trace::Mode::digest);

}  // namespace sotto::simulation
