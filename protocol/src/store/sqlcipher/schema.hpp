// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.hpp"

namespace sotto::store::sqlcipher {

/// How far the tables of a file are.
struct SchemaState {
  bool has_epochs;  ///< RollbackGuard can check it
  bool is_newest;
};
/// Errors: unsupported_version if a newer program wrote the file; store_unavailable, store_corrupt.
[[nodiscard]] Result<SchemaState> schema_state(sqlite3* database);

/// Brings the tables to the newest version. Inside a transaction, all steps in one: no page of a version in
/// between is ever in the file. Errors: store_unavailable, store_corrupt.
[[nodiscard]] Status migrate(sqlite3* database);

}  // namespace sotto::store::sqlcipher
