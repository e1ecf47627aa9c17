// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sqlcipher/sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

/// The only place that calls SQLite: an owner for the connection, one for a prepared statement, one for its
/// use.
namespace sotto::store::sqlcipher {

struct CloseDatabase {
  void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// SQLite's answer as ours; `number` is SQLite's extended code. Busy, full, unreadable and out of memory are
/// store_unavailable; a page that is not what was written is store_corrupt.
[[nodiscard]] Error from_sqlite(int code, const char* where) noexcept;

[[nodiscard]] Result<Database> open_database(const std::string& path, const std::string& file_system);
/// Runs statements that yield nothing of interest.
[[nodiscard]] Status execute(sqlite3* database, const char* sql, const char* where);
[[nodiscard]] Result<std::int64_t> read_number(sqlite3* database, const char* sql, const char* where);

/// For LIMIT, where SQLite takes a negative number for "no limit".
[[nodiscard]] std::int64_t row_limit(std::size_t limit) noexcept;

/// A statement that is prepared when it is first used and kept.
class Prepared {
 public:
  explicit Prepared(const char* sql) : sql_{sql} {}
  [[nodiscard]] Result<sqlite3_stmt*> in(sqlite3* database);
  /// Before the connection is closed.
  void forget() noexcept { statement_.reset(); }

 private:
  const char* sql_;
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement_;
};

/// One use of a prepared statement: parameters in their order, rows, reset at the end. What is bound must
/// outlive it.
class Query {
 public:
  Query(sqlite3* database, Prepared& prepared, const char* where);
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  Query& bind(std::int64_t number);
  Query& bind(std::uint64_t number) { return bind(static_cast<std::int64_t>(number)); }
  Query& bind(std::uint32_t number) { return bind(static_cast<std::int64_t>(number)); }
  Query& bind(std::optional<std::int64_t> number);  ///< nullopt: NULL
  Query& bind(std::string_view text);
  Query& bind(ByteView bytes);

  /// true: a row can be read; false: there is none (any more).
  [[nodiscard]] Result<bool> next();
  /// For statements that yield no rows.
  [[nodiscard]] Status run();

  [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  [[nodiscard]] std::uint64_t unsigned_number(int column) const {
    return static_cast<std::uint64_t>(number(column));
  }
  [[nodiscard]] bool is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  /// Valid until the next call of next().
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] ByteView bytes(int column) const;

 private:
  void note(int code) {
    if (code_ == SQLITE_OK) code_ = code;
  }

  sqlite3_stmt* statement_ = nullptr;
  const char* where_;
  int code_ = SQLITE_OK;
  int parameter_ = 0;
};

}  // namespace sotto::store::sqlcipher
