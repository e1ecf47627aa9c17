// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "sotto/wire/content.hpp"
#include "sotto/wire/frame.hpp"

/// Valid values that mean nothing, one of each kind.
namespace sotto::fuzz::samples {

[[nodiscard]] Username user(std::string_view name);
[[nodiscard]] std::vector<wire::Frame> frames();
[[nodiscard]] std::vector<wire::Content> contents();
[[nodiscard]] std::vector<wire::GroupContent> group_contents();

}  // namespace sotto::fuzz::samples
