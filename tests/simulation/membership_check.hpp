// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "device.hpp"
#include "relay_medium.hpp"
#include "sotto/group/membership_log.hpp"

/// A group's log, as it lies on disks.
namespace sotto::simulation {

using Entries = std::vector<Bytes>;

/// REQUIRES: the relay's store is open. Empty: there is no such group.
[[nodiscard]] Entries log_at_relay(RelayMedium& medium, const GroupId& group);
[[nodiscard]] Entries log_on(Device& device, const GroupId& group);

/// What is wrong with what a device knows of the group, once it had the time to learn everything; nullopt:
/// nothing. A member has the relay's log, everybody else a beginning of it, and nobody is in doubt.
[[nodiscard]] std::optional<std::string> find_disagreement(Device& device, const Entries& truth,
                                                           const group::Membership& state);

}  // namespace sotto::simulation
