// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "history.hpp"
#include "screen.hpp"

/// What devices show once the faults have stopped and everything has settled.
namespace sotto::simulation {

using Screens = std::map<std::string, Screen>;  ///< by the device's label

/// Two devices that show the same message differently: its text, that it was taken back, or what people think
/// of it. nullopt: all who have a message show the same.
[[nodiscard]] std::optional<std::string> find_disagreement(const History& history, const Screens& screens);

/// What a device that came later lacks of the history that the account's first one shows, or has of it in
/// another way. Whatever only lasts for a while is in no archive, and neither is what a stranger wrote whom
/// nobody has answered.
[[nodiscard]] std::optional<std::string> find_gap(const History& history, const Username& user,
                                                  const Screen& first, const Screen& late);

}  // namespace sotto::simulation
