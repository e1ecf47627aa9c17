// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "world.hpp"

using namespace sotto;
using namespace sotto::simulation;

/// Real engines and the real relay core, in worlds where everything goes wrong that an honest world has.
class TestSimulation : public QObject {
  Q_OBJECT

 private slots:
  void worlds_keep_their_promises_data();
  void worlds_keep_their_promises();
  void an_old_database_shows_nothing_twice_and_invents_nothing();
  void a_seed_gives_the_same_world_every_time();
  void a_message_key_that_makes_two_ciphertexts_is_noticed();
};

namespace {

constexpr std::uint64_t worlds = 1'000;
constexpr std::uint64_t in_one_row = 50;

QByteArray replay_hint(std::uint64_t seed, const Outcome& result, const char* flags = "") {
  return QByteArray::fromStdString(replay_line(seed, result, flags));
}

}  // namespace

void TestSimulation::worlds_keep_their_promises_data() {
  QTest::addColumn<quint64>("from");
  for (std::uint64_t from = 1; from <= worlds; from += in_one_row) {
    QTest::addRow("seeds %d to %d", static_cast<int>(from), static_cast<int>(from + in_one_row - 1))
        << quint64{from};
  }
}

void TestSimulation::worlds_keep_their_promises() {
  QFETCH(quint64, from);
  for (std::uint64_t seed = from; seed < from + in_one_row; ++seed) {
    const auto result = simulate(plan_of(seed));
    QVERIFY2(!result.violation, replay_hint(seed, result));
    QVERIFY2(result.shown > 0, "people did talk");
  }
}

void TestSimulation::an_old_database_shows_nothing_twice_and_invents_nothing() {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto result = simulate(plan_of(seed, Scenario::restored_database));
    QVERIFY2(!result.violation, replay_hint(seed, result, " --restored"));
  }
}

void TestSimulation::a_seed_gives_the_same_world_every_time() {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    const auto once = simulate(plan_of(seed));
    const auto again = simulate(plan_of(seed));
    QCOMPARE(again.digest, once.digest);
    QCOMPARE(again.steps, once.steps);
    QVERIFY(simulate(plan_of(seed + 100)).digest != once.digest);
  }
  auto plan = plan_of(1);
  plan.store = RelayStore::sqlite;
  QCOMPARE(simulate(plan).digest, simulate(plan).digest);
}

void TestSimulation::a_message_key_that_makes_two_ciphertexts_is_noticed() {
  const Address alice{*Username::parse("alice"), DeviceId{1}};
  // A version byte, ratchet key 'KK', counter 7, a ciphertext, eight bytes for the MAC.
  const auto message = [](std::uint8_t content) {
    wire::SealedEnvelope envelope;
    envelope.ciphertext = {0x33, 0x0a, 2, 'K', 'K', 0x10, 7, 0x22, 1, content, 0, 0, 0, 0, 0, 0, 0, 0};
    return envelope;
  };
  KeyLog log;
  QVERIFY(!log.note(alice, message(1)));
  QVERIFY2(!log.note(alice, message(1)), "sent again");
  QVERIFY(!log.note({alice.user, DeviceId{2}}, message(2)));
  QVERIFY(log.note(alice, message(2)));
}

QTEST_GUILESS_MAIN(TestSimulation)
#include "test_simulation.moc"
