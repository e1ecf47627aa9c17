// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <type_traits>

#include "database.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/store/sqlcipher_store.hpp"

namespace sotto::store::sqlcipher {

/// The open, keyed, locked database and its one transaction.
class Connection {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const SqlcipherOptions& options,
                                                                const SecretBytes& key);

  [[nodiscard]] sqlite3* database() const noexcept { return database_.get(); }
  Status begin();
  Status commit();
  void rollback() noexcept;

  /// Runs a change inside the open transaction. One that failed half-way spoils the transaction: nothing of
  /// it can be committed any more.
  template <class Body>
  auto change(Body body) -> decltype(body()) {
    if (Status allowed = require_transaction(); !allowed.ok()) return allowed.error();
    auto done = body();
    if (!done.ok() && !is_answer(done.error().code)) spoiled_ = true;
    return done;
  }

  /// What was erased must not be found in the journal either once the transaction has committed.
  void erased_content() noexcept { scrub_ = true; }

 private:
  Connection(Database database, Journal journal) : database_{std::move(database)}, journal_{journal} {}
  static bool is_answer(ErrorCode code) {
    return code == ErrorCode::already_exists || code == ErrorCode::not_found;
  }
  Status require_transaction() const;
  void scrub_journal() noexcept;
  bool empty_journal() noexcept;

  Database database_;
  Journal journal_;
  bool in_transaction_ = false;
  bool spoiled_ = false;
  bool scrub_ = false;
  Prepared begin_{"BEGIN IMMEDIATE"};
  Prepared commit_{"COMMIT"};
};

}  // namespace sotto::store::sqlcipher
