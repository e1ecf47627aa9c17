// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "club_checker.hpp"
#include "household.hpp"
#include "membership_check.hpp"
#include "misfortunes.hpp"
#include "network.hpp"
#include "plan.hpp"
#include "relay_node.hpp"
#include "schedule.hpp"
#include "trace.hpp"
#include "world_outcome.hpp"

namespace sotto::simulation {

/// One run with a group: the first user founds it, the others ask to be let in, members approve and talk,
/// take each other out, change roles, the policy and the name, the last one leaves; who was taken out asks
/// again. The relay hands what is said to everybody, members or not. Then the faults stop, and everything
/// must come to its end.
class ClubWorld {
 public:
  explicit ClubWorld(const Plan& plan, Trace::Mode mode = Trace::Mode::digest);
  Outcome run();

 private:
  void move_in();
  void plan_wishes();
  void plan_talk();
  void plan_changes();
  void make_rounds();
  /// What the user of this device wants of the group now, if it has not happened yet.
  void pursue(Device& device);
  void found(Device& device);
  void act_as_member(Device& device, const client::GroupView& view);
  void change_something();
  [[nodiscard]] client::GroupAct some_act(const client::GroupView& view);
  void say_something();
  void say(Device& author);
  void hand_around(const relay::store::Letter& letter);
  void forge(wire::Frame& frame);
  void stop_faults();
  void say_farewell();
  void check_end();
  void run_until(Instant limit);
  /// Goes on until nothing is open, or time is up.
  template <class FindOpen>
  void run_until_settled(Duration limit, FindOpen find_open);
  /// Who is in, or out, against their wish; "" when nobody is.
  [[nodiscard]] std::string find_open_wish();
  [[nodiscard]] std::string find_unsettled(ClubChecker::Look look);
  /// nullopt: it does not run, or knows of no group.
  [[nodiscard]] std::optional<client::GroupView> view_of(Device& device) const;
  /// As the relay has it; nullopt: there is none.
  [[nodiscard]] std::optional<group::Membership> state_at_relay();
  [[nodiscard]] bool is_over() const { return checker_.violation().has_value(); }
  [[nodiscard]] Stage stage() { return {plan_, schedule_, network_, trace_, dice_, devices_}; }

  Plan plan_;
  const Household& household_;
  Dice dice_;
  Trace trace_;
  Schedule schedule_;
  std::unique_ptr<RelayMedium> medium_;
  ClubChecker checker_;
  Network network_;
  RelayNode relay_;
  Devices devices_;
  std::optional<GroupId> group_;
  std::set<Username> want_in_;
  std::optional<Username> wants_out_;
  std::set<MessageId> handed_around_;
  std::uint64_t texts_ = 0;
  bool faulty_ = true;
};

/// Runs the world of a plan.
[[nodiscard]] Outcome simulate_club(const Plan& plan, Trace::Mode mode = Trace::Mode::digest);

}  // namespace sotto::simulation
