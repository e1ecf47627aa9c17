// SPDX-License-Identifier: GPL-3.0-or-later
// Worlds with a group, and their negative controls.
#include <QtTest>

#include "client/defences.hpp"
#include "club_world.hpp"
#include "group/defences.hpp"

using namespace sotto;
using namespace sotto::simulation;

class TestClub : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() {
    client::defences() = client::Defences{};
    group::defences() = group::Defences{};
  }
  void worlds_with_a_group_keep_their_promises_data();
  void worlds_with_a_group_keep_their_promises();
  void an_old_database_uses_no_sender_key_twice();
  void a_log_that_the_relay_forges_is_nobodys_log();
  void a_seed_gives_the_same_world_every_time();
  void a_sender_key_that_makes_two_ciphertexts_is_noticed();
  void without_a_defence_some_world_breaks_a_promise_data();
  void without_a_defence_some_world_breaks_a_promise();
};

namespace {

/// What fits into a minute and a half of one core; ./dev simulate --groups runs as many as one likes.
constexpr std::uint64_t worlds = 200;
constexpr std::uint64_t in_one_row = 20;
constexpr std::uint64_t worlds_with_an_old_database = 10;
constexpr std::uint64_t worlds_with_a_forged_log = 10;
/// By then the simulation has to have noticed.
constexpr std::uint64_t patience = 300;

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

// --- Negative controls: without a defence some world goes red, and soon

namespace {

using Switch = void (*)();

Plan everyday(std::uint64_t seed) { return group_plan_of(seed); }

/// Much is said, on devices whose disks fail often; nothing else goes wrong.
Plan hurry_on_failing_disks(std::uint64_t seed) {
  auto plan = group_plan_of(seed);
  plan.messages = 300;
  plan.network = {};
  plan.clients = {};
  plan.clients.failure_per_step = 0.1;
  plan.relay = {};
  plan.partitions = 0;
  plan.clock_jumps = 0;
  return plan;
}

Plan restored_database(std::uint64_t seed) { return group_plan_of(seed, Scenario::restored_database); }

struct Control {
  const char* what;
  Switch switch_off;  ///< null: see sabotage
  Sabotage sabotage;
  const char* broken;                       ///< in what the checker says
  Plan (*world)(std::uint64_t) = everyday;  ///< where it shows soon
};

const Control controls[] = {
    {"acknowledged before the commit", [] { client::defences().commit_first = false; }, Sabotage::none,
     "not everything arrived", hurry_on_failing_disks},
    {"sender key used before its commit", [] { client::defences().commit_first = false; }, Sabotage::none,
     "used sender key", hurry_on_failing_disks},
    {"an old database goes on", [] { client::defences().state_epoch = false; }, Sabotage::none,
     "used sender key", restored_database},
    {"who was taken out reads on", [] { client::defences().key_per_epoch = false; }, Sabotage::none,
     "is no member any more"},
    {"a newcomer reads the past", [] { client::defences().key_per_epoch = false; }, Sabotage::none,
     "is no member yet"},
    {"a silent relay is not asked", [] { client::defences().signs_of_life = false; }, Sabotage::none,
     "does not know the whole log"},
    {"nobody checks who has signed the log", [] { group::defences().signatures = false; },
     Sabotage::relay_forges_log, "has another log than the relay"},
    {"the relay answers before it has written", nullptr, Sabotage::relay_answers_before_commit,
     "has another log than the relay"},
    {"the relay is told a text", nullptr, Sabotage::device_leaks_plaintext, "told what somebody wrote"},
};

}  // namespace

void TestClub::without_a_defence_some_world_breaks_a_promise_data() {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& control : controls) QTest::newRow(control.what) << number++;
}

void TestClub::without_a_defence_some_world_breaks_a_promise() {
  QFETCH(int, number);
  const auto& control = controls[number];
  if (control.switch_off != nullptr) control.switch_off();
  for (std::uint64_t seed = 1; seed <= patience; ++seed) {
    auto plan = control.world(seed);
    plan.sabotage = control.sabotage;
    const auto result = simulate_club(plan);
    if (!result.violation || result.violation->find(control.broken) == std::string::npos) continue;
    qInfo("red at seed %d: %s", static_cast<int>(seed), result.violation->c_str());
    return;
  }
  QFAIL("the simulation does not notice");
}

QTEST_GUILESS_MAIN(TestClub)
#include "test_club.moc"
