// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace sotto::relay::store {

struct SqliteClose {
  void operator()(sqlite3* handle) const noexcept;
};
struct StatementFinalise {
  void operator()(sqlite3_stmt* handle) const noexcept;
};

/// SQLite's integers are signed; nothing is beyond its largest (attack G11).
[[nodiscard]] inline std::int64_t signed_of(std::uint64_t number) {
  return static_cast<std::int64_t>(std::min<std::uint64_t>(number, INT64_MAX));
}

/// One use of a prepared statement: bind in order, step, read columns in order; reset when it dies.
/// A text or blob that is bound must live as long as the use.
class Query {
 public:
  explicit Query(Error error) : error_{error} {}
  Query(sqlite3* database, sqlite3_stmt* statement) : database_{database}, statement_{statement} {}
  Query(Query&& other) noexcept;
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  Query& bind(std::int64_t number);
  Query& bind(std::uint32_t number) { return bind(static_cast<std::int64_t>(number)); }
  Query& bind(std::string_view text);
  Query& bind(const std::string& text) { return bind(std::string_view{text}); }
  Query& bind(const char*) = delete;
  Query& bind(ByteView blob);
  Query& bind(const Bytes& blob) { return bind(ByteView{blob}); }
  Query& bind_null();

  /// True: there is a row to read.
  Result<bool> step();
  /// For statements without rows.
  Status run();

  std::int64_t number();
  std::uint32_t small() { return static_cast<std::uint32_t>(number()); }
  std::string text();
  Bytes blob();
  bool null_next();  ///< whether the next column is NULL; does not move on
  void skip() { ++column_; }

 private:
  void check(int rc);
  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  int parameter_ = 0;
  int column_ = 0;
  std::optional<Error> error_;
};

/// A connection and its prepared statements. One thread at a time.
class SqliteConnection {
 public:
  enum class Role : std::uint8_t { writer, reader };
  static Result<std::unique_ptr<SqliteConnection>> open(const std::filesystem::path& file, Role role);

  /// `sql` is a literal: its address is its name in the cache.
  Query query(const char* sql);
  /// Several statements, nothing read.
  Status execute(const char* sql);
  std::int64_t last_row_id() const;
  int changes() const;
  /// Whether a transaction is open; some errors end it by themselves.
  bool in_transaction() const;

  /// That what is in the log's old pages is to be gone; take_erased tells, once, whether anything was.
  void note_erased() { erased_ = true; }
  bool take_erased() { return std::exchange(erased_, false); }
  /// Writes the log into the file, both synced, and cuts it to nothing. Waits `reader_wait` for readers and
  /// holds writers up meanwhile. Outside a transaction. store_unavailable: a reader is in the way
  /// (SQLITE_BUSY), or the disk.
  Status empty_log();

 private:
  explicit SqliteConnection(std::unique_ptr<sqlite3, SqliteClose> handle) : handle_{std::move(handle)} {}
  std::unique_ptr<sqlite3, SqliteClose> handle_;
  std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, StatementFinalise>> statements_;
  bool erased_ = false;
};

}  // namespace sotto::relay::store
