// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.hpp"

namespace sotto::store::sqlcipher {

/// Brings the tables to the newest version, each step in one transaction.
/// Errors: unsupported_version if a newer program wrote the file; store_unavailable, store_corrupt.
[[nodiscard]] Status migrate(sqlite3* database);

}  // namespace sotto::store::sqlcipher
