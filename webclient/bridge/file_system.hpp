// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/store/sqlcipher_store.hpp"

namespace sotto::web {

/// The name under which SQLite knows the worker's files.
inline constexpr const char* file_system_name = "sotto-opfs";

/// Registers a sqlite3_vfs over `Module.sottoFiles`, which the worker sets before it starts the module (see
/// SyncFiles in webclient/src/engine/sync_files.ts). Once per module; false if SQLite refuses.
[[nodiscard]] bool register_file_system();

/// The journal that the worker's files need.
[[nodiscard]] store::Journal journal_for_files();

}  // namespace sotto::web
