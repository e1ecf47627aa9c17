// SPDX-License-Identifier: GPL-3.0-or-later
// A relay's database of an earlier version goes on under a newer relay; one of a later version is refused.
#include <sqlite3.h>

#include <QTemporaryDir>
#include <QtTest>
#include <string>

#include "store/schema.hpp"
#include "store/sqlite_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::store;

namespace {

void run(const std::string& file, const std::string& sql) {
  sqlite3* database = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) qFatal("open");
  if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) qFatal("sql");
  sqlite3_close(database);
}

std::string version(std::int64_t number) { return "PRAGMA user_version = " + std::to_string(number); }

}  // namespace

class Migration : public QObject {
  Q_OBJECT
 private slots:
  void a_database_of_each_earlier_version_is_brought_up_to_date_data() {
    QTest::addColumn<qint64>("from");
    for (std::int64_t from = 0; from <= schema_version; ++from)
      QTest::addRow("version %d", int(from)) << qint64{from};
  }
  void a_database_of_each_earlier_version_is_brought_up_to_date() {
    QFETCH(qint64, from);
    QTemporaryDir folder;
    const auto file = folder.filePath("relay.db").toStdString();
    for (qint64 step = 0; step < from; ++step) run(file, schema_steps[static_cast<std::size_t>(step)]);
    run(file, version(from));
    if (from > 0) run(file, "INSERT INTO news(day, title, text) VALUES(1, 'kept', '')");
    const auto store = SqliteStore::open(file, {});
    QVERIFY(store.ok());
    samples::add_account(**store, "alice", 1, 1);
    QVERIFY(update_and_wait(**store, [](Transaction& t) {
              return t.append_to_group(samples::group_change(1, 1, 1));
            }).ok());
    std::size_t news = 0;
    QVERIFY((*store)
                ->read([&](const Snapshot& snapshot) -> Status {
                  SOTTO_ASSIGN(const auto all, snapshot.news(10));
                  news = all.size();
                  return {};
                })
                .ok());
    QCOMPARE(news, std::size_t{from > 0 ? 1U : 0U});
  }

  void a_device_of_a_version_without_kem_prekeys_publishes_again() {
    QTemporaryDir folder;
    const auto file = folder.filePath("relay.db").toStdString();
    run(file, first_version_sql);
    run(file,
        "INSERT INTO account VALUES(1, 'alice', x'01', 65536, 3, 1, x'02', zeroblob(32), x'03', x'04', '', "
        "'', 1, 1, 2);"
        "INSERT INTO device VALUES(1, 1, x'05', 1, 1, 7, x'06', 9, x'07', x'08', 1, 0, 0)");
    run(file, version(1));
    const auto store = SqliteStore::open(file, {});
    QVERIFY(store.ok());
    const auto alice = samples::name("alice");
    const auto devices = [&] {
      std::vector<Device> all;
      const auto read = (*store)->read([&](const Snapshot& snapshot) -> Status {
        SOTTO_ASSIGN(all, snapshot.devices(alice));
        return {};
      });
      return read ? all : std::vector<Device>{};
    };
    QCOMPARE(devices().size(), std::size_t{1});
    QVERIFY(!devices().front().keys);
    QVERIFY(update_and_wait(**store, [&](Transaction& t) {
              return t.set_keys({alice, DeviceId{1}}, samples::keys());
            }).ok());
    QCOMPARE(devices().front().keys->kem_last_resort.key, samples::keys().kem_last_resort.key);
  }

  void a_database_of_a_later_version_is_refused() {
    QTemporaryDir folder;
    const auto file = folder.filePath("relay.db").toStdString();
    run(file, version(schema_version + 1));
    const auto store = SqliteStore::open(file, {});
    QVERIFY(!store.ok());
    QCOMPARE(store.error().code, ErrorCode::unsupported_version);
  }
};

QTEST_GUILESS_MAIN(Migration)
#include "test_migration.moc"
