// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/client/view.hpp"

namespace sotto::client {

struct Memory;

namespace linking {

/// The linking that is under way, from whichever side; nullopt: none.
[[nodiscard]] std::optional<LinkingView> view(const Memory& memory);

}  // namespace linking
}  // namespace sotto::client
