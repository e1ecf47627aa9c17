// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker.hpp"
#include "device.hpp"
#include "household.hpp"
#include "late_device.hpp"
#include "misfortunes.hpp"
#include "network.hpp"
#include "off_record_talk.hpp"
#include "people.hpp"
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
  void make_rounds();
  void stop_faults();
  void run_until(Instant limit);
  /// Goes on until nothing is open, or time is up; nullopt, or what is open then.
  template <class FindOpen>
  std::optional<std::string> run_until_settled(Duration limit, FindOpen find_open);
  void run_until_complete(Instant limit);
  void look_once_more();
  void end_off_record();
  void check_agreement();
  void check_fleeting();
  void check_archives();
  void check_off_record();
  void check_late_device();
  /// How long everything may take once the faults have stopped.
  [[nodiscard]] Duration bound() const;
  [[nodiscard]] bool is_over() const { return checker_.violation().has_value(); }
  [[nodiscard]] bool is_in_mailbox(const Address& device, const MessageId& message);
  /// The late one, too.
  [[nodiscard]] std::vector<Device*> all_devices();
  [[nodiscard]] Stage stage() { return {plan_, schedule_, network_, trace_, dice_, devices_}; }

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
  People people_;
  OffRecordTalk off_record_;
  LateDevice late_;
  bool faulty_ = true;
};

/// Runs the world of a plan.
[[nodiscard]] Outcome simulate(const Plan& plan, Trace::Mode mode = Trace::Mode::digest);

}  // namespace sotto::simulation
