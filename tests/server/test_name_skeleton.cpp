// SPDX-License-Identifier: GPL-3.0-or-later
// Attack C3: a name that looks like somebody's. What the store does about it, and with the names of before.
#include <sqlite3.h>

#include <QTemporaryDir>
#include <QtTest>
#include <string>

#include "store/name_skeleton.hpp"
#include "store/schema.hpp"
#include "store/sqlite_store.hpp"
#include "store_samples.hpp"

using namespace sotto;
using namespace sotto::relay;
using namespace sotto::relay::store;

namespace {

using Answers = std::vector<std::string>;

/// The first column of what the database answers.
Answers run(const std::string& file, const std::string& sql) {
  sqlite3* database = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) qFatal("open");
  Answers answers;
  const auto add = [](void* all, int, char** values, char**) {
    static_cast<Answers*>(all)->emplace_back(values[0]);
    return 0;
  };
  if (sqlite3_exec(database, sql.c_str(), add, &answers, nullptr) != SQLITE_OK) qFatal("sql");
  sqlite3_close(database);
  return answers;
}

Status register_name(Store& store, const char* name, std::uint8_t key) {
  return update_and_wait(
      store, [&](Transaction& transaction) { return transaction.add_account(samples::account(name, key)); });
}

bool has_account(Store& store, const char* name) {
  bool found = false;
  const auto read = store.read([&](const Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto account, snapshot.find_account(samples::name(name)));
    found = account.has_value();
    return {};
  });
  return read.ok() && found;
}

/// A database as it was before there were skeletons, with these names in it.
struct Before {
  QTemporaryDir folder;
  std::string file = folder.filePath("relay.db").toStdString();

  explicit Before(const std::vector<std::string>& names) {
    constexpr std::size_t version = 7;
    for (std::size_t step = 0; step < version; ++step) run(file, schema_steps[step]);
    run(file, "PRAGMA user_version = " + std::to_string(version));
    int number = 0;
    for (const auto& name : names) {
      const auto id = std::to_string(++number);
      run(file, "INSERT INTO account VALUES(" + id + ", '" + name +
                    "', x'01', 65536, 3, 1, x'02', zeroblob(32), x'03', x'0" + id +
                    "', '', '', 1, 1, 2, NULL, NULL)");
    }
  }
};

/// Every sign that a name can have, and what is made of two.
const std::vector<std::string>& names_with_every_sign() {
  static const std::vector<std::string> all{"abcdefghijklmnopqrstuvwxyz012345", "a6789-b_c.d", "rnmvvw",
                                            "m1i0ll", "ww_ww"};
  return all;
}

/// What becomes of a second name that looks like the first. `change`: SQL, in between.
Status second_name(const char* change) {
  const QTemporaryDir folder;
  const auto file = folder.filePath("relay.db").toStdString();
  {
    const auto store = SqliteStore::open(file, {});
    if (!register_name(**store, "alice", 1).ok()) qFatal("no account");
  }
  run(file, change);
  const auto store = SqliteStore::open(file, {});
  return register_name(**store, "a1ice", 2);
}

}  // namespace

class TestNameSkeleton : public QObject {
  Q_OBJECT

 private slots:
  void names_that_look_alike_have_one_data();
  void names_that_look_alike_have_one();
  void c3_a_lookalike_is_not_stored();
  void c3_without_its_row_it_is();
  void a_name_that_is_gone_leaves_none();
  void the_schema_makes_the_same();
  void lookalikes_of_before_stay_and_get_no_third();
};

void TestNameSkeleton::names_that_look_alike_have_one_data() {
  QTest::addColumn<QString>("one");
  QTest::addColumn<QString>("other");
  QTest::addColumn<bool>("alike");
  const auto row = [](const char* one, const char* other, bool alike) {
    QTest::addRow("%s, %s", one, other) << one << other << alike;
  };
  row("modern", "modem", true);
  row("modern", "rnodern", true);
  row("alice", "a1ice", true);
  row("alice", "aiice", true);
  row("bob", "b0b", true);
  row("walter", "vvalter", true);
  row("wvw", "vvvvv", true);
  row("ann.lee", "ann-lee", true);
  row("ann.lee", "ann_lee", true);
  row("ann.lee", "annlee", false);
  row("bob", "bod", false);
  row("clara", "dara", false);
  row("user10", "user01", false);
  row("anna", "ann", false);
}

void TestNameSkeleton::names_that_look_alike_have_one() {
  QFETCH(QString, one);
  QFETCH(QString, other);
  QFETCH(bool, alike);
  const auto first = samples::name(one.toStdString());
  QCOMPARE(skeleton_of(first) == skeleton_of(samples::name(other.toStdString())), alike);
}

void TestNameSkeleton::c3_a_lookalike_is_not_stored() {
  const auto status = second_name("");
  QVERIFY(!status.ok());
  QCOMPARE(status.error().code, ErrorCode::already_exists);
}

// The control: nothing but the skeleton was in the way.
void TestNameSkeleton::c3_without_its_row_it_is() { QVERIFY(second_name("DELETE FROM name_skeleton").ok()); }

// What is kept of a deleted name is a tag, and the relay's business.
void TestNameSkeleton::a_name_that_is_gone_leaves_none() {
  const QTemporaryDir folder;
  const auto file = folder.filePath("relay.db").toStdString();
  const auto store = SqliteStore::open(file, {});
  QVERIFY(register_name(**store, "alice", 1).ok());
  QVERIFY(update_and_wait(**store, [](Transaction& transaction) {
            return transaction.remove_account(samples::name("alice"), samples::hash(9));
          }).ok());
  QCOMPARE(run(file, "SELECT skeleton FROM name_skeleton"), Answers{});
}

void TestNameSkeleton::the_schema_makes_the_same() {
  const Before before{names_with_every_sign()};
  QVERIFY(SqliteStore::open(before.file, {}).ok());
  Answers wanted;
  for (const auto& name : names_with_every_sign()) wanted.push_back(skeleton_of(samples::name(name)));
  QCOMPARE(run(before.file,
               "SELECT skeleton FROM account JOIN name_skeleton ON account = account.id ORDER BY account.id"),
           wanted);
}

void TestNameSkeleton::lookalikes_of_before_stay_and_get_no_third() {
  const Before before{{"alice", "a1ice", "bob"}};
  const auto store = SqliteStore::open(before.file, {});
  QVERIFY(store.ok());
  for (const char* name : {"alice", "a1ice", "bob"}) QVERIFY(has_account(**store, name));
  QCOMPARE(run(before.file, "SELECT account FROM name_skeleton ORDER BY account"), (Answers{"1", "3"}));
  QCOMPARE(register_name(**store, "aiice", 8).error().code, ErrorCode::already_exists);
  QVERIFY(register_name(**store, "carol", 9).ok());
}

QTEST_GUILESS_MAIN(TestNameSkeleton)
#include "test_name_skeleton.moc"
