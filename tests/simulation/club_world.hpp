// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "club_checker.hpp"
#include "household.hpp"
#include "network.hpp"
#include "plan.hpp"
#include "relay_node.hpp"
#include "schedule.hpp"
#include "trace.hpp"
#include "world_outcome.hpp"

namespace sotto::simulation {

/// One run with a group: somebody founds it, the others ask to be let in one after another, members approve
/// and talk, one leaves; then the faults stop, and everything must come to its end.
class ClubWorld {
 public:
  explicit ClubWorld(const Plan& plan, Trace::Mode mode = Trace::Mode::digest);
  Outcome run();

 private:
  void move_in();
  void plan_wishes();
  void plan_talk();
  void make_rounds();
  /// What the user of this device wants of the group now, if it has not happened yet.
  void pursue(Device& device);
  void found(Device& device);
  void ask_in(Device& device, const Username& user);
  void act_as_member(Device& device, const client::GroupView& view);
  void say_something();
  void say(Device& author);
  void stop_faults();
  void say_farewell();
  void check_end();
  void run_until(Instant limit);
  void run_until_read(Instant limit);
  /// nullopt: it does not run, or knows of no group.
  [[nodiscard]] std::optional<client::GroupView> view_of(Device& device) const;
  [[nodiscard]] std::set<Username> members() const;
  [[nodiscard]] bool is_over() const { return checker_.violation().has_value(); }

  Plan plan_;
  const Household& household_;
  Dice dice_;
  Trace trace_;
  Schedule schedule_;
  std::unique_ptr<RelayMedium> medium_;
  ClubChecker checker_;
  Network network_;
  RelayNode relay_;
  std::vector<std::unique_ptr<Device>> devices_;
  std::optional<GroupId> group_;
  std::set<Username> want_in_;
  std::set<Username> asked_;
  std::optional<Username> wants_out_;
  std::uint64_t texts_ = 0;
};

/// Runs the world of a plan.
[[nodiscard]] Outcome simulate_club(const Plan& plan, Trace::Mode mode = Trace::Mode::digest);

}  // namespace sotto::simulation
