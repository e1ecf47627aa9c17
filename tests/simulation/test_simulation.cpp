// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "options.hpp"
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
  void a_relay_that_was_set_back_shows_nothing_twice_and_goes_on();
  void a_seed_gives_the_same_world_every_time();
  void a_world_may_have_more_users_and_devices();
  void what_nobody_can_simulate_is_refused_with_a_reason_data();
  void what_nobody_can_simulate_is_refused_with_a_reason();
  void what_is_printed_to_replay_a_world_is_what_was_asked_for();
  void a_message_key_that_makes_two_ciphertexts_is_noticed();
};

namespace {

constexpr std::uint64_t worlds = 1'000;
constexpr std::uint64_t in_one_row = 50;
constexpr std::uint64_t worlds_with_an_old_database = 40;
constexpr std::uint64_t worlds_with_a_backup = 150;

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
  for (std::uint64_t seed = 1; seed <= worlds_with_an_old_database; ++seed) {
    const auto result = simulate(plan_of(seed, Scenario::restored_database));
    QVERIFY2(!result.violation, replay_hint(seed, result, " --restored"));
  }
}

void TestSimulation::a_relay_that_was_set_back_shows_nothing_twice_and_goes_on() {
  for (std::uint64_t seed = 1; seed <= worlds_with_a_backup; ++seed) {
    const auto result = simulate(plan_of(seed, Scenario::restored_relay));
    QVERIFY2(!result.violation, replay_hint(seed, result, " --restored-relay"));
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

void TestSimulation::a_world_may_have_more_users_and_devices() {
  const auto plan = plan_of(1, Scenario::everyday, {5, 2});
  QCOMPARE(plan.users.size(), std::size_t{5});
  QCOMPARE(Household::of(plan).members().size(), std::size_t{10});
  const auto result = simulate(plan);
  QVERIFY2(!result.violation, replay_hint(1, result, " --users 5 --devices 2"));
}

void TestSimulation::what_nobody_can_simulate_is_refused_with_a_reason_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<QString>("reason");
  QTest::newRow("one user") << QStringList{"--users", "1"} << "--users is from 2 to 12";
  QTest::newRow("too many users") << QStringList{"--users", "13"} << "--users is from 2 to 12";
  QTest::newRow("no device") << QStringList{"--devices", "0"} << "--devices is from 1 to 6";
  QTest::newRow("too many devices") << QStringList{"--devices", "7"} << "--devices is from 1 to 6";
  QTest::newRow("a group of two") << QStringList{"--groups", "--users", "2"}
                                  << "--groups needs 3 users or more";
  QTest::newRow("no number") << QStringList{"--users"} << "--users needs a number";
  QTest::newRow("half a number") << QStringList{"--seeds", "5x"} << "--seeds needs a number";
  QTest::newRow("a number below zero") << QStringList{"--devices", "-1"} << "--devices needs a number";
  QTest::newRow("a forged log without a group") << QStringList{"--forging"} << "--forging is about --groups";
  QTest::newRow("both are set back") << QStringList{"--restored", "--restored-relay"}
                                     << "--restored-relay does not go with --restored";
  QTest::newRow("something else") << QStringList{"--user"} << "what is --user?";
}

void TestSimulation::what_nobody_can_simulate_is_refused_with_a_reason() {
  QFETCH(QStringList, arguments);
  QFETCH(QString, reason);
  std::vector<std::string> words;
  for (const auto& argument : arguments) words.push_back(argument.toStdString());
  const auto parsed = parse_options(words);
  QVERIFY(std::holds_alternative<std::string>(parsed));
  QCOMPARE(QString::fromStdString(std::get<std::string>(parsed)), reason);
}

void TestSimulation::what_is_printed_to_replay_a_world_is_what_was_asked_for() {
  const auto parsed = parse_options({"--devices", "2", "--from", "7", "--seeds", "3", "--encrypted",
                                     "--groups", "--users", "5", "--restored"});
  const auto& options = std::get<Options>(parsed);
  QCOMPARE(options.from, std::uint64_t{7});
  QCOMPARE(options.seeds, std::uint64_t{3});
  QCOMPARE(options.flags(), std::string{" --groups --restored --encrypted --users 5 --devices 2"});
  QCOMPARE(std::get<Options>(parse_options({})).flags(), std::string{});
  QCOMPARE(replay_line(7, {"a reason", 0, 0, 0, Duration{0}}, options.flags()),
           std::string{"seed 7: a reason; replay: ./dev simulate --seeds 1 --from 7 --groups --restored "
                       "--encrypted --users 5 --devices 2"});
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
