// SPDX-License-Identifier: GPL-3.0-or-later
// Attack C8: two devices that began with the same weak randomness register one identity key under two names.
#include <sqlite3.h>

#include <QTemporaryDir>
#include <QtTest>
#include <string>

#include "store/sqlite_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::store;

class TestIdentityOnce : public QObject {
  Q_OBJECT

 private slots:
  void c8_an_identity_key_registers_under_one_name();
  void c8_without_the_index_it_registers_under_two();
};

namespace {

void run(const std::string& file, const char* sql) {
  sqlite3* database = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) qFatal("open");
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) qFatal("sql");
  sqlite3_close(database);
}

/// What becomes of a second account with the key of the first. `change`: SQL, on the empty database.
Status second_account(const char* change) {
  const QTemporaryDir folder;
  const auto file = folder.filePath("relay.db").toStdString();
  if (!SqliteStore::open(file, {}).ok()) qFatal("no store");
  run(file, change);
  const auto store = SqliteStore::open(file, {});
  if (!store) return store.error();
  constexpr std::uint8_t key = 7;
  samples::add_account(**store, "alice", key, 1);
  return update_and_wait(**store, [](Transaction& transaction) {
    return transaction.add_account(samples::account("mallory", key));
  });
}

/// The same table, made anew from what stands in the schema, with the word taken out.
constexpr char without_index[] = R"sql(
PRAGMA writable_schema = 1;
UPDATE sqlite_schema SET sql = replace(sql, 'identity_key BLOB NOT NULL UNIQUE', 'identity_key BLOB NOT NULL')
  WHERE name = 'account';
DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_account_2';
PRAGMA writable_schema = 0;
)sql";

}  // namespace

void TestIdentityOnce::c8_an_identity_key_registers_under_one_name() {
  const auto status = second_account("");
  QVERIFY(!status.ok());
  QCOMPARE(status.error().code, ErrorCode::already_exists);
}

// The control: nothing but the index was in the way.
void TestIdentityOnce::c8_without_the_index_it_registers_under_two() {
  const auto status = second_account(without_index);
  QVERIFY2(status.ok(), status.ok() ? "" : status.error().where);
}

QTEST_GUILESS_MAIN(TestIdentityOnce)
#include "test_identity_once.moc"
