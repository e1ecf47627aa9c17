// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "device.hpp"
#include "dice.hpp"
#include "plan.hpp"
#include "relay_node.hpp"

/// What goes wrong around the devices of a world, at moments that are thrown before it begins.
namespace sotto::simulation {

using Devices = std::vector<std::unique_ptr<Device>>;

/// The world that it happens in; all of it outlives what is planned.
struct Stage {
  const Plan& plan;
  Schedule& schedule;
  Network& network;
  Trace& trace;
  Dice& dice;
  const Devices& devices;
};

/// Some moment before the faults stop.
[[nodiscard]] Duration some_moment(const Stage& stage);

/// All devices of a user are cut off for a while.
void plan_partitions(const Stage& stage);
void plan_clock_jumps(const Stage& stage);
/// Devices go back to an old copy of their database; `restored` hears of each that has.
void plan_restores(const Stage& stage, const std::function<void(Device&)>& restored);
/// The relay's operator puts a backup back; `restored` hears of it.
void plan_relay_restore(const Stage& stage, const RelayMedium& medium, RelayNode& relay,
                        std::function<void()> restored);

}  // namespace sotto::simulation
