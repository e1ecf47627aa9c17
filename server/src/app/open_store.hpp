// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <variant>

#include "app/config.hpp"
#include "store/sqlite_store.hpp"

namespace sotto::relay::app {

/// Makes the data folder if it isn't there and opens the database in it.
[[nodiscard]] std::variant<std::unique_ptr<store::SqliteStore>, Complaint> open_store(const Config& config,
                                                                                      store::SqliteStore::Hooks hooks);

}  // namespace sotto::relay::app
