// SPDX-License-Identifier: GPL-3.0-or-later
// Worlds whose devices keep what they have in the database that clients really have.
#include <QtTest>
#include <algorithm>

#include "club_world.hpp"
#include "sqlcipher_medium.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::simulation;

class TestSqlcipherWorlds : public QObject {
  Q_OBJECT

 private slots:
  void worlds_keep_their_promises();
  void worlds_with_a_group_keep_their_promises();
  void an_old_database_shows_nothing_twice_and_invents_nothing();
  void a_world_is_the_same_as_over_the_store_in_memory();
  void what_was_not_committed_is_gone_with_the_program();
  void a_copy_is_another_database_with_the_same_content();
  void nothing_in_the_file_can_be_read();
};

namespace {

/// Of the 1,000 of test_simulation.
constexpr std::uint64_t every = 50;
constexpr std::uint64_t last = 1'000;
constexpr std::uint64_t worlds_with_a_group = 5;
constexpr std::uint64_t worlds_with_an_old_database = 5;

Plan on_disk(Plan plan) {
  plan.clients_on = on_sqlcipher;
  return plan;
}

QByteArray hint(std::uint64_t seed, const Outcome& result, const std::string& flags) {
  return QByteArray::fromStdString(replay_line(seed, result, flags + " --encrypted"));
}

const Bytes key{1};

void put(ClientMedium& medium, const Bytes& value, bool commits) {
  auto& store = medium.store();
  QVERIFY(store.begin());
  QVERIFY(store.put(store::Table::account, key, value));
  if (commits) QVERIFY(store.commit());
}

std::optional<Bytes> found_in(ClientMedium& medium) {
  const auto found = medium.store().find(store::Table::account, key);
  return found ? *found : std::nullopt;
}

}  // namespace

void TestSqlcipherWorlds::worlds_keep_their_promises() {
  for (std::uint64_t seed = every; seed <= last; seed += every) {
    const auto result = simulate(on_disk(plan_of(seed)));
    QVERIFY2(!result.violation, hint(seed, result, ""));
    QVERIFY2(result.shown > 0, "people did talk");
  }
}

void TestSqlcipherWorlds::worlds_with_a_group_keep_their_promises() {
  std::uint64_t shown = 0;
  for (std::uint64_t seed = 1; seed <= worlds_with_a_group; ++seed) {
    const auto result = simulate_club(on_disk(group_plan_of(seed)));
    QVERIFY2(!result.violation, hint(seed, result, " --groups"));
    shown += result.shown;
  }
  QVERIFY2(shown > worlds_with_a_group, "people did talk");
}

void TestSqlcipherWorlds::an_old_database_shows_nothing_twice_and_invents_nothing() {
  for (std::uint64_t seed = 1; seed <= worlds_with_an_old_database; ++seed) {
    const auto result = simulate(on_disk(plan_of(seed, Scenario::restored_database)));
    QVERIFY2(!result.violation, hint(seed, result, " --restored"));
  }
}

/// To the last byte on the wire: the twin in memory, on which most worlds run, behaves as the real store.
void TestSqlcipherWorlds::a_world_is_the_same_as_over_the_store_in_memory() {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    QCOMPARE(simulate(on_disk(plan_of(seed))).digest, simulate(plan_of(seed)).digest);
  }
  QCOMPARE(simulate_club(on_disk(group_plan_of(2))).digest, simulate_club(group_plan_of(2)).digest);
}

void TestSqlcipherWorlds::what_was_not_committed_is_gone_with_the_program() {
  SqlcipherMedium medium;
  put(medium, {1}, true);
  put(medium, {2}, false);
  medium.close();
  QCOMPARE(found_in(medium), std::optional<Bytes>{Bytes{1}});
}

/// Taken while the first is open: what is in its log is copied, too.
void TestSqlcipherWorlds::a_copy_is_another_database_with_the_same_content() {
  SqlcipherMedium medium;
  put(medium, {1}, true);
  const auto copied = medium.copy();
  put(medium, {2}, true);
  QCOMPARE(found_in(*copied), std::optional<Bytes>{Bytes{1}});
  QCOMPARE(found_in(medium), std::optional<Bytes>{Bytes{2}});
}

void TestSqlcipherWorlds::nothing_in_the_file_can_be_read() {
  const std::string text{canary};
  const auto shows = [&](const Bytes& raw, const std::string& wanted) {
    return std::search(raw.begin(), raw.end(), wanted.begin(), wanted.end()) != raw.end();
  };
  SqlcipherMedium medium;
  put(medium, copy_of(bytes_of(text)), true);
  const auto raw = medium.raw();
  QVERIFY(raw.size() > 4'096);
  QVERIFY(!shows(raw, text));
  QVERIFY2(!shows(raw, "SQLite format 3"), "this is SQLCipher and not the system's SQLite");
}

QTEST_GUILESS_MAIN(TestSqlcipherWorlds)
#include "test_sqlcipher_worlds.moc"
