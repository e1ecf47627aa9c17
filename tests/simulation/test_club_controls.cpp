// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "client/defences.hpp"
#include "club_world.hpp"
#include "group/defences.hpp"

using namespace sotto;
using namespace sotto::simulation;

/// The negative controls of the worlds with a group: without a defence some world goes red, and soon.
class TestClubControls : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() {
    client::defences() = client::Defences{};
    group::defences() = group::Defences{};
  }
  void without_a_defence_some_world_breaks_a_promise_data();
  void without_a_defence_some_world_breaks_a_promise();
};

namespace {

using Switch = void (*)();

/// By then the simulation has to have noticed.
constexpr std::uint64_t patience = 300;

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

Plan restored_relay(std::uint64_t seed) { return group_plan_of(seed, Scenario::restored_relay); }

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
    {"nobody checks who has signed the log", [] { group::defences().signatures = false; },
     Sabotage::relay_forges_log, "has another log than the relay"},
    {"nobody gives a relay its log back", [] { client::defences().logs_given_back = false; }, Sabotage::none,
     "has another log than the relay", restored_relay},
    {"the relay answers before it has written", nullptr, Sabotage::relay_answers_before_commit, "forked_log"},
    {"the relay is told a text", nullptr, Sabotage::device_leaks_plaintext, "told what somebody wrote"},
};

}  // namespace

void TestClubControls::without_a_defence_some_world_breaks_a_promise_data() {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& control : controls) QTest::newRow(control.what) << number++;
}

void TestClubControls::without_a_defence_some_world_breaks_a_promise() {
  QFETCH(int, number);
  const auto& control = controls[number];
  if (control.switch_off != nullptr) control.switch_off();
  for (std::uint64_t seed = 1; seed <= patience; ++seed) {
    auto plan = control.world(seed);
    plan.sabotage = control.sabotage;
    const auto result = simulate_club(plan);
    if (!result.violation || result.violation->find(control.broken) == std::string::npos) continue;
    qInfo("red at seed %d: %s", static_cast<int>(seed), result.violation->c_str());
    cleanup();
    const auto with_it = simulate_club(control.world(seed));
    QVERIFY2(!with_it.violation, with_it.violation.value_or("").c_str());
    return;
  }
  QFAIL("the simulation does not notice");
}

QTEST_GUILESS_MAIN(TestClubControls)
#include "test_club_controls.moc"
