// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_connection.hpp"

#include <sqlite3.h>

namespace sotto::relay::store {
namespace {

Error error_of(int rc) {
  switch (rc & 0xff) {
    case SQLITE_CONSTRAINT:
      return {ErrorCode::already_exists, "sqlite", rc};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::store_corrupt, "sqlite", rc};
    default:
      return {ErrorCode::store_unavailable, "sqlite", rc};
  }
}

/// temp_store and secure_delete: a deleted letter leaves nothing behind in pages that are rewritten anyway.
constexpr char every_connection[] =
    "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = FAST; PRAGMA "
    "trusted_schema = OFF; "
    "PRAGMA mmap_size = 0; PRAGMA cache_size = -8000;";
/// FULL: a commit is on disk when it returns. NORMAL would lose acknowledged letters in a power cut.
constexpr char the_writer[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;";

/// For a lock, ms: a commit or a change of the schema is never that long.
constexpr int lock_wait = 5'000;
/// For readers when the log is emptied, ms: works wait as long. A reading takes less, but for a slow disk.
constexpr int reader_wait = 25;

}  // namespace

void SqliteClose::operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
void StatementFinalise::operator()(sqlite3_stmt* handle) const noexcept { sqlite3_finalize(handle); }

Query::Query(Query&& other) noexcept
    : database_{other.database_},
      statement_{std::exchange(other.statement_, nullptr)},
      parameter_{other.parameter_},
      column_{other.column_},
      error_{other.error_} {}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

void Query::check(int rc) {
  if (rc != SQLITE_OK && !error_) error_ = error_of(rc);
}

Query& Query::bind(std::int64_t number) {
  if (statement_ != nullptr) check(sqlite3_bind_int64(statement_, ++parameter_, number));
  return *this;
}
Query& Query::bind(std::string_view text) {
  if (statement_ != nullptr) {
    check(sqlite3_bind_text64(statement_, ++parameter_, text.data() ? text.data() : "", text.size(),
                              SQLITE_STATIC, SQLITE_UTF8));
  }
  return *this;
}
Query& Query::bind(ByteView blob) {
  static constexpr std::uint8_t nothing = 0;
  if (statement_ != nullptr) {
    check(sqlite3_bind_blob64(statement_, ++parameter_, blob.empty() ? &nothing : blob.data(), blob.size(),
                              SQLITE_STATIC));
  }
  return *this;
}
Query& Query::bind_null() {
  if (statement_ != nullptr) check(sqlite3_bind_null(statement_, ++parameter_));
  return *this;
}

Result<bool> Query::step() {
  if (error_) return *error_;
  column_ = 0;
  const int rc = sqlite3_step(statement_);
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) return false;
  error_ = error_of(sqlite3_extended_errcode(database_));
  return *error_;
}

Status Query::run() {
  SOTTO_TRY(step());
  return {};
}

std::int64_t Query::number() { return sqlite3_column_int64(statement_, column_++); }

std::string Query::text() {
  const int column = column_++;
  const auto* start = sqlite3_column_text(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return start == nullptr ? std::string{} : std::string{text_of({start, size})};
}

Bytes Query::blob() {
  const int column = column_++;
  const auto* start = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return start == nullptr ? Bytes{} : Bytes{start, start + size};
}

bool Query::null_next() { return sqlite3_column_type(statement_, column_) == SQLITE_NULL; }

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& file,
                                                                 Role role) {
  sqlite3* raw = nullptr;
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (role == Role::writer ? SQLITE_OPEN_CREATE : 0);
  const int rc = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
  std::unique_ptr<sqlite3, SqliteClose> handle{raw};
  if (rc != SQLITE_OK) return error_of(rc);
  sqlite3_extended_result_codes(raw, 1);
  sqlite3_busy_timeout(raw, lock_wait);
  std::unique_ptr<SqliteConnection> connection{new SqliteConnection{std::move(handle)}};
  SOTTO_TRY(connection->execute(every_connection));
  if (role == Role::writer) SOTTO_TRY(connection->execute(the_writer));
  if (role == Role::reader) SOTTO_TRY(connection->execute("PRAGMA query_only = ON;"));
  return connection;
}

Query SqliteConnection::query(const char* sql) {
  auto& statement = statements_[sql];
  if (!statement) {
    sqlite3_stmt* raw = nullptr;
    const int rc = sqlite3_prepare_v3(handle_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    statement.reset(raw);
    if (rc != SQLITE_OK) return Query{error_of(rc)};
  }
  return {handle_.get(), statement.get()};
}

Status SqliteConnection::execute(const char* sql) {
  const int rc = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
  if (rc != SQLITE_OK) return error_of(rc);
  return {};
}

std::int64_t SqliteConnection::last_row_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
int SqliteConnection::changes() const { return sqlite3_changes(handle_.get()); }
bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

Status SqliteConnection::empty_log() {
  sqlite3_busy_timeout(handle_.get(), reader_wait);
  const int rc =
      sqlite3_wal_checkpoint_v2(handle_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(handle_.get(), lock_wait);
  if (rc != SQLITE_OK) return error_of(rc);
  return {};
}

}  // namespace sotto::relay::store
