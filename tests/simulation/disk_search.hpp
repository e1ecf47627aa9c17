// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "sotto/store/client_store.hpp"

namespace sotto::simulation {

/// Whether these bytes are anywhere in what a client keeps: in a record of any kind, or in a message.
[[nodiscard]] bool holds(store::ClientStore& store, std::string_view wanted);

}  // namespace sotto::simulation
