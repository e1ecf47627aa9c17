// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.hpp"

#include <array>

#include "defences.hpp"
#include "sotto/store/text_search.hpp"

#ifndef __EMSCRIPTEN__
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace sotto::store::sqlcipher {
namespace {

/// SQLite would create the file with the process's umask; a database is its owner's alone. Its companions
/// inherit the mode.
void create_private([[maybe_unused]] const std::string& path) {
#ifndef __EMSCRIPTEN__
  const int file =
      ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (file >= 0) ::close(file);
#endif
}

/// SQLCipher's notation for a key that is used without derivation: x'<64 digits>'.
SecretBytes raw_key_notation(const SecretBytes& key) {
  constexpr std::string_view digits = "0123456789abcdef";
  SecretBytes text{2 * key.size() + 3};
  auto out = text.expose_for_writing().begin();
  *out++ = 'x';
  *out++ = '\'';
  for (const std::uint8_t byte : key.expose()) {
    *out++ = static_cast<std::uint8_t>(digits[byte >> 4]);
    *out++ = static_cast<std::uint8_t>(digits[byte & 0xF]);
  }
  *out = '\'';
  return text;
}

Status set_key(sqlite3* database, const SecretBytes& key) {
  const SecretBytes notation = raw_key_notation(key);
  const int code =
      sqlite3_key_v2(database, "main", notation.expose().data(), static_cast<int>(notation.size()));
  if (code != SQLITE_OK) return from_sqlite(code, "sqlcipher key");
  // Written out, so that a newer SQLCipher with other defaults reads the same file.
  return execute(database,
                 "PRAGMA cipher_page_size=4096; PRAGMA cipher_hmac_algorithm=HMAC_SHA512;"
                 "PRAGMA cipher_kdf_algorithm=PBKDF2_HMAC_SHA512; PRAGMA cipher_plaintext_header_size=0;",
                 "sqlcipher cipher");
}

/// The first page that is read tells whether the key is right.
Status check_key(sqlite3* database) {
  auto schema = read_number(database, "SELECT count(*) FROM sqlite_schema", "sqlcipher first page");
  if (schema.ok()) return {};
  const Error& error = schema.error();
  if (error.number == SQLITE_NOTADB) return Error{ErrorCode::wrong_store_key, error.where, error.number};
  return error;
}

Status use_journal(sqlite3* database, Journal journal) {
  switch (journal) {
    case Journal::write_ahead: {
      Prepared prepared{"PRAGMA journal_mode=WAL"};
      Query query{database, prepared, "sqlcipher journal"};
      SOTTO_ASSIGN(const bool row, query.next());
      // SQLite stays silent when it can't: with another journal the commits would still hold, so this is a
      // mistake of ours.
      if (!row || query.text(0) != "wal") return Error{ErrorCode::store_unavailable, "sqlcipher journal"};
      return {};
    }
    case Journal::rollback_file:
      // The journal keeps its size between commits: in a browser each growth of a file is a question to
      // another process.
      return execute(database, "PRAGMA journal_mode=PERSIST", "sqlcipher journal");
    case Journal::none:
      return execute(database, "PRAGMA journal_mode=MEMORY", "sqlcipher journal");
  }
  return Error{ErrorCode::invalid_state, "sqlcipher journal"};
}

void contains_function(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto text_of_value = [](sqlite3_value* value) -> std::string_view {
    const unsigned char* text = sqlite3_value_text(value);
    if (text == nullptr) return {};
    return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value))};
  };
  sqlite3_result_int(context, contains_folded(text_of_value(values[0]), text_of_value(values[1])) ? 1 : 0);
}

Status configure(sqlite3* database, Journal journal) {
  // Before the first read: from then on the file is locked, and write-ahead logging needs no shared memory.
  if (defences().alone) SOTTO_TRY(execute(database, "PRAGMA locking_mode=EXCLUSIVE", "sqlcipher lock"));
  SOTTO_TRY(check_key(database));
  SOTTO_TRY(use_journal(database, journal));
  SOTTO_TRY(execute(database,
                    "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
                    "PRAGMA cell_size_check=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-8192;",
                    "sqlcipher settings"));
  const int code = sqlite3_create_function_v2(database, "sotto_contains", 2,
                                              SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nullptr,
                                              contains_function, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return from_sqlite(code, "sqlcipher function");
  return {};
}

/// Takes the lock for writing at once: a second program must hear of it when it starts, not at its first
/// message.
Status lock(sqlite3* database) { return execute(database, "BEGIN EXCLUSIVE; COMMIT", "sqlcipher lock"); }

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const SqlcipherOptions& options,
                                                     const SecretBytes& key) {
  if (key.size() != SqlcipherStore::key_size) return Error{ErrorCode::malformed, "sqlcipher key"};
  if (options.file_system.empty()) create_private(options.path);
  SOTTO_ASSIGN(Database database, open_database(options.path, options.file_system));
  SOTTO_TRY(set_key(database.get(), key));
  SOTTO_TRY(configure(database.get(), options.journal));
  SOTTO_TRY(lock(database.get()));
  return std::unique_ptr<Connection>{new Connection{std::move(database), options.journal}};
}

Status Connection::begin() {
  if (in_transaction_) return Error{ErrorCode::invalid_state, "sqlcipher begin"};
  SOTTO_TRY(Query(database(), begin_, "sqlcipher begin").run());
  in_transaction_ = true;
  spoiled_ = false;
  return {};
}

Status Connection::commit() {
  if (!in_transaction_) return Error{ErrorCode::invalid_state, "sqlcipher commit"};
  Status committed = require_transaction();
  if (committed.ok()) committed = Query(database(), commit_, "sqlcipher commit").run();
  if (!committed.ok()) {
    rollback();
    return committed;
  }
  in_transaction_ = false;
  if (scrub_) scrub_journal();
  return {};
}

void Connection::rollback() noexcept {
  if (sqlite3_get_autocommit(database()) == 0)
    sqlite3_exec(database(), "ROLLBACK", nullptr, nullptr, nullptr);
  in_transaction_ = false;
}

Status Connection::require_transaction() const {
  if (!in_transaction_) return Error{ErrorCode::invalid_state, "sqlcipher change outside a transaction"};
  // Some failures (a full disk) make SQLite roll back by itself; what came next would be committed one by
  // one.
  if (spoiled_ || sqlite3_get_autocommit(database()) != 0) {
    return Error{ErrorCode::store_unavailable, "sqlcipher spoiled transaction"};
  }
  return {};
}

void Connection::scrub_journal() noexcept {
  if (empty_journal()) scrub_ = false;  // else tried again after the next commit
}

bool Connection::empty_journal() noexcept {
  switch (journal_) {
    case Journal::write_ahead:
      return sqlite3_wal_checkpoint_v2(database(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) ==
             SQLITE_OK;
    case Journal::rollback_file:
      return execute(database(), "PRAGMA journal_mode=DELETE; PRAGMA journal_mode=PERSIST",
                     "sqlcipher journal")
          .ok();
    case Journal::none:
      return true;
  }
  return true;
}

}  // namespace sotto::store::sqlcipher
