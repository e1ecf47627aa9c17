// SPDX-License-Identifier: GPL-3.0-or-later
#include "misfortunes.hpp"

#include <utility>

namespace sotto::simulation {

Duration some_moment(const Stage& stage) { return stage.dice.between(Duration{0}, stage.plan.faulty); }

void plan_partitions(const Stage& stage) {
  for (std::size_t left = stage.plan.partitions; left > 0; --left) {
    const auto user = stage.dice.pick(stage.plan.users);
    const auto begin = some_moment(stage);
    stage.schedule.after(begin, [stage, user] {
      stage.trace.note(stage.schedule.now(), user, "is cut off");
      stage.network.isolate(user);
    });
    stage.schedule.after(begin + stage.dice.between(Duration{1'000}, Duration{120'000}),
                         [stage, user] { stage.network.reach(user); });
  }
}

void plan_clock_jumps(const Stage& stage) {
  for (std::size_t left = stage.plan.clock_jumps; left > 0; --left) {
    auto& device = *stage.dice.pick(stage.devices);
    const auto by = stage.dice.between(-stage.plan.largest_jump, stage.plan.largest_jump);
    stage.schedule.after(some_moment(stage), [stage, &device, by] {
      stage.trace.note(stage.schedule.now(), device.label(), "sets its clock", std::to_string(by.count()));
      device.jump_clock(by);
    });
  }
}

void plan_restores(const Stage& stage, const std::function<void(Device&)>& restored) {
  for (std::size_t left = stage.plan.restored_databases; left > 0; --left) {
    auto& device = *stage.dice.pick(stage.devices);
    auto backup = std::make_shared<std::unique_ptr<ClientMedium>>();
    const auto taken = some_moment(stage);
    stage.schedule.after(taken, [&device, backup] { *backup = device.medium().copy(); });
    stage.schedule.after(stage.dice.between(taken, stage.plan.faulty), [stage, &device, backup, restored] {
      stage.trace.note(stage.schedule.now(), device.label(), "goes back to a backup");
      device.go_back_to(**backup, Duration{1'000});
      restored(device);
    });
  }
}

void plan_relay_restore(const Stage& stage, const RelayMedium& medium, RelayNode& relay,
                        std::function<void()> restored) {
  if (!stage.plan.restored_relay) return;
  auto backup = std::make_shared<std::unique_ptr<RelayMedium>>();
  const auto taken = some_moment(stage);
  stage.schedule.after(taken, [&medium, backup] { *backup = medium.backup(); });
  stage.schedule.after(stage.dice.between(taken, stage.plan.faulty),
                       [&relay, backup, restored = std::move(restored)] {
                         relay.go_back_to(**backup);
                         restored();
                       });
}

}  // namespace sotto::simulation
