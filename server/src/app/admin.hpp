// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/config.hpp"

namespace sotto::relay::app {

/// The administrator's commands. nullopt: there is no such command. An empty sentence: done.
[[nodiscard]] std::optional<Complaint> admin(const std::vector<std::string>& words,
                                             const std::map<std::string, std::string>& options, const Config& config);

}  // namespace sotto::relay::app
