// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "club_world.hpp"

using namespace sotto;
using namespace sotto::simulation;

/// Worlds in which everybody is in one group, or tries to be.
class TestClub : public QObject {
  Q_OBJECT

 private slots:
  void worlds_with_a_group_keep_their_promises_data();
  void worlds_with_a_group_keep_their_promises();
  void an_old_database_uses_no_sender_key_twice();
  void a_relay_that_was_set_back_gets_its_log_back();
  void a_log_that_the_relay_forges_is_nobodys_log();
  void a_seed_gives_the_same_world_every_time();
  void a_sender_key_that_makes_two_ciphertexts_is_noticed();
};

namespace {

constexpr std::uint64_t worlds = 1'000;
constexpr std::uint64_t in_one_row = 50;
constexpr std::uint64_t worlds_with_an_old_database = 40;
constexpr std::uint64_t worlds_with_a_backup = 40;
constexpr std::uint64_t worlds_with_a_forged_log = 10;

QByteArray hint(std::uint64_t seed, const Outcome& result, const char* flags = " --groups") {
  return QByteArray::fromStdString(replay_line(seed, result, flags));
}

}  // namespace

void TestClub::worlds_with_a_group_keep_their_promises_data() {
  QTest::addColumn<quint64>("from");
  for (std::uint64_t from = 1; from <= worlds; from += in_one_row) {
    QTest::addRow("seeds %d to %d", static_cast<int>(from), static_cast<int>(from + in_one_row - 1))
        << quint64{from};
  }
}

void TestClub::worlds_with_a_group_keep_their_promises() {
  QFETCH(quint64, from);
  std::uint64_t shown = 0;
  for (std::uint64_t seed = from; seed < from + in_one_row; ++seed) {
    const auto result = simulate_club(group_plan_of(seed));
    QVERIFY2(!result.violation, hint(seed, result));
    shown += result.shown;
  }
  QVERIFY2(shown > in_one_row, "people did talk");
}

void TestClub::an_old_database_uses_no_sender_key_twice() {
  for (std::uint64_t seed = 1; seed <= worlds_with_an_old_database; ++seed) {
    const auto result = simulate_club(group_plan_of(seed, Scenario::restored_database));
    QVERIFY2(!result.violation, hint(seed, result, " --groups --restored"));
  }
}

void TestClub::a_relay_that_was_set_back_gets_its_log_back() {
  std::uint64_t whole = 0;
  for (std::uint64_t seed = 1; seed <= worlds_with_a_backup; ++seed) {
    const auto result = simulate_club(group_plan_of(seed, Scenario::restored_relay));
    QVERIFY2(!result.violation, hint(seed, result, " --groups --restored-relay"));
    whole += result.forked ? 0 : 1;
  }
  QVERIFY2(whole > worlds_with_a_backup / 2, std::to_string(whole).c_str());
}

void TestClub::a_log_that_the_relay_forges_is_nobodys_log() {
  for (std::uint64_t seed = 1; seed <= worlds_with_a_forged_log; ++seed) {
    auto plan = group_plan_of(seed);
    plan.sabotage = Sabotage::relay_forges_log;
    const auto result = simulate_club(plan);
    QVERIFY2(!result.violation, hint(seed, result, " --groups --forging"));
  }
}

void TestClub::a_seed_gives_the_same_world_every_time() {
  const auto once = simulate_club(group_plan_of(1));
  const auto again = simulate_club(group_plan_of(1));
  QCOMPARE(again.digest, once.digest);
  QCOMPARE(again.steps, once.steps);
  QVERIFY(simulate_club(group_plan_of(2)).digest != once.digest);
}

void TestClub::a_sender_key_that_makes_two_ciphertexts_is_noticed() {
  const Address alice{*Username::parse("alice"), DeviceId{1}};
  // A version byte, sender key 9, iteration 7, a ciphertext, 64 bytes for the signature.
  const auto message = [](std::uint8_t content, std::uint8_t signature) {
    wire::SubmitToGroup submit;
    submit.ciphertext = {0x33, 0x08, 9, 0x10, 7, 0x1a, 1, content};
    submit.ciphertext.resize(submit.ciphertext.size() + 64, signature);
    return submit;
  };
  KeyLog log;
  QVERIFY(!log.note(alice, message(1, 1)));
  QVERIFY2(!log.note(alice, message(1, 2)), "signed again");
  QVERIFY(!log.note({alice.user, DeviceId{2}}, message(2, 1)));
  auto elsewhere = message(2, 1);
  elsewhere.group.bytes.fill(1);
  QVERIFY(!log.note(alice, elsewhere));
  QVERIFY(log.note(alice, message(2, 1)));
}

QTEST_GUILESS_MAIN(TestClub)
#include "test_club.moc"
