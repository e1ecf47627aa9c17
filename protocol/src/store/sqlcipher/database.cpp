// SPDX-License-Identifier: GPL-3.0-or-later
#include "database.hpp"

#include <algorithm>
#include <limits>

namespace sotto::store::sqlcipher {
namespace {

ErrorCode code_of(int sqlite_code) noexcept {
  switch (sqlite_code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::store_corrupt;
    case SQLITE_CONSTRAINT:
      return ErrorCode::already_exists;
    case SQLITE_TOOBIG:
      return ErrorCode::too_large;
    default:
      return ErrorCode::store_unavailable;
  }
}

/// SQLite keeps small blocks of its own for each connection, and what was in one when it is free again: rows,
/// texts. The allocator of a program that wipes what it frees must see them (attack E8). Slots: 0.
int take_blocks_from_the_allocator(sqlite3* database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 0, 0);
}

/// SQLite takes a null pointer for NULL; an empty text or blob needs an address.
const void* address_of(const void* data) { return data == nullptr ? static_cast<const void*>("") : data; }

}  // namespace

Error from_sqlite(int code, const char* where) noexcept { return {code_of(code), where, code}; }

Result<Database> open_database(const std::string& path, const std::string& file_system) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW,
                      file_system.empty() ? nullptr : file_system.c_str());
  Database database{raw};
  if (code != SQLITE_OK) return Error{ErrorCode::store_unavailable, "sqlcipher open", code};
  const int blocks = take_blocks_from_the_allocator(raw);
  if (blocks != SQLITE_OK) return Error{ErrorCode::store_unavailable, "sqlcipher blocks", blocks};
  sqlite3_extended_result_codes(raw, 1);
  return database;
}

Status execute(sqlite3* database, const char* sql, const char* where) {
  const int code = sqlite3_exec(database, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return from_sqlite(code, where);
  return {};
}

Result<std::int64_t> read_number(sqlite3* database, const char* sql, const char* where) {
  Prepared prepared{sql};
  Query query{database, prepared, where};
  SOTTO_ASSIGN(const bool row, query.next());
  if (!row) return Error{ErrorCode::store_corrupt, where};
  return query.number(0);
}

std::int64_t row_limit(std::size_t limit) noexcept {
  constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min<std::uint64_t>(limit, most));
}

Result<sqlite3_stmt*> Prepared::in(sqlite3* database) {
  if (!statement_) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(database, sql_, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    statement_.reset(raw);
    if (code != SQLITE_OK) return from_sqlite(code, "sqlcipher prepare");
  }
  return statement_.get();
}

Query::Query(sqlite3* database, Prepared& prepared, const char* where) : where_{where} {
  if (auto statement = prepared.in(database); statement.ok()) {
    statement_ = *statement;
  } else {
    code_ = static_cast<int>(statement.error().number);
  }
}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::int64_t number) {
  if (statement_ != nullptr) note(sqlite3_bind_int64(statement_, ++parameter_, number));
  return *this;
}

Query& Query::bind(std::optional<std::int64_t> number) {
  if (number) return bind(*number);
  if (statement_ != nullptr) note(sqlite3_bind_null(statement_, ++parameter_));
  return *this;
}

Query& Query::bind(std::string_view text) {
  if (statement_ != nullptr) {
    note(sqlite3_bind_text64(statement_, ++parameter_, static_cast<const char*>(address_of(text.data())),
                             text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  return *this;
}

Query& Query::bind(ByteView bytes) {
  if (statement_ != nullptr) {
    note(
        sqlite3_bind_blob64(statement_, ++parameter_, address_of(bytes.data()), bytes.size(), SQLITE_STATIC));
  }
  return *this;
}

Result<bool> Query::next() {
  if (code_ != SQLITE_OK) return from_sqlite(code_, where_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  code_ = code;
  return from_sqlite(code, where_);
}

Status Query::run() {
  for (;;) {
    SOTTO_ASSIGN(const bool row, next());
    if (!row) return {};
  }
}

std::string_view Query::text(int column) const {
  const unsigned char* data = sqlite3_column_text(statement_, column);
  if (data == nullptr) return {};
  return {reinterpret_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ByteView Query::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  if (data == nullptr) return {};
  return {static_cast<const std::uint8_t*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

}  // namespace sotto::store::sqlcipher
