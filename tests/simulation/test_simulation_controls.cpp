// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "defences.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::simulation;

/// The negative controls of the simulation: without a defence it goes red, and soon.
class TestSimulationControls : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { client::defences() = client::Defences{}; }
  void without_a_defence_some_world_breaks_a_promise_data();
  void without_a_defence_some_world_breaks_a_promise();
};

namespace {

using Switch = bool client::Defences::*;

/// By then the simulation has to have noticed.
constexpr std::uint64_t patience = 1'000;

Plan everyday(std::uint64_t seed) { return plan_of(seed); }

/// People who say much in a short time, on devices whose disks fail often; nothing else goes wrong.
Plan hurry_on_failing_disks(std::uint64_t seed) {
  auto plan = plan_of(seed);
  plan.messages = 150;
  plan.faulty = Duration{10'000};
  plan.network = {};
  plan.clients = {};
  plan.clients.failure_per_step = 0.1;
  plan.relay = {};
  plan.partitions = 0;
  plan.clock_jumps = 0;
  return plan;
}

Plan restored_database(std::uint64_t seed) { return plan_of(seed, Scenario::restored_database); }

Plan with_changes(std::uint64_t seed) {
  auto plan = plan_of(seed);
  plan.changes = 10;
  return plan;
}

Plan with_a_late_device(std::uint64_t seed) {
  auto plan = plan_of(seed);
  plan.late_device = true;
  plan.fleeting = 6;
  return plan;
}

/// Programs end often, and clocks are set back meanwhile.
Plan with_fleeting_messages(std::uint64_t seed) {
  auto plan = plan_of(seed);
  plan.fleeting = 10;
  plan.clients.crash_per_effect = 0.02;
  plan.clock_jumps = 5;
  return plan;
}

Plan with_talk_off_the_record(std::uint64_t seed) {
  auto plan = plan_of(seed);
  plan.off_record = 10;
  return plan;
}

struct Control {
  const char* what;
  Switch defence;  ///< null: see sabotage
  Sabotage sabotage;
  const char* broken;                       ///< in what the checker says
  Plan (*world)(std::uint64_t) = everyday;  ///< where it shows soon
};

const Control controls[] = {
    {"no de-duplication", &client::Defences::shown_once, Sabotage::none, "could not be decrypted"},
    {"acknowledged before the commit", &client::Defences::commit_first, Sabotage::none, ""},
    {"nothing is sent again", &client::Defences::sent_again, Sabotage::none, "not everything arrived"},
    {"shown before what came first", &client::Defences::in_order, Sabotage::none, "after a later message",
     hurry_on_failing_disks},
    {"a silent relay is not asked", &client::Defences::signs_of_life, Sabotage::none,
     "that its link is dead"},
    {"an old database goes on", &client::Defences::state_epoch, Sabotage::none, "used message key",
     restored_database},
    {"clocks that are set back are believed", &client::Defences::timers_keep_time, Sabotage::none,
     "after its time", with_fleeting_messages},
    {"off the record is a message like others", &client::Defences::off_record_unkept, Sabotage::none,
     "lies in a mailbox", with_talk_off_the_record},
    {"off the record is a draft like others", &client::Defences::off_record_unkept, Sabotage::none,
     "writes down what is off the record", with_talk_off_the_record},
    {"the relay hands nobody what is off the record", nullptr, Sabotage::relay_drops_live,
     "was not shown though both were there", with_talk_off_the_record},
    {"another's edits are ignored", nullptr, Sabotage::devices_ignore_edits, " shows ", with_changes},
    {"numbers of texts are skipped", nullptr, Sabotage::devices_skip_text_numbers, "texts are missing"},
    {"nothing is put into the archive", nullptr, Sabotage::devices_archive_nothing, "its history has no",
     with_a_late_device},
    {"a duration is forgotten", nullptr, Sabotage::devices_forget_durations, "after its time",
     with_fleeting_messages},
    {"what lasts for a while is archived", nullptr, Sabotage::devices_forget_durations,
     "came out of the archive", with_a_late_device},
    {"the relay answers before it has written", nullptr, Sabotage::relay_answers_before_commit,
     "is accepted, and neither"},
    {"the relay is told a text", nullptr, Sabotage::device_leaks_plaintext, "told what somebody wrote"},
};

}  // namespace

void TestSimulationControls::without_a_defence_some_world_breaks_a_promise_data() {
  QTest::addColumn<int>("number");
  int number = 0;
  for (const auto& control : controls) QTest::newRow(control.what) << number++;
}

void TestSimulationControls::without_a_defence_some_world_breaks_a_promise() {
  QFETCH(int, number);
  const auto& control = controls[number];
  const auto with_it = simulate(control.world(1));
  QVERIFY2(!with_it.violation, with_it.violation.value_or("").c_str());
  if (control.defence != nullptr) client::defences().*control.defence = false;
  for (std::uint64_t seed = 1; seed <= patience; ++seed) {
    auto plan = control.world(seed);
    plan.sabotage = control.sabotage;
    const auto result = simulate(plan);
    if (!result.violation || result.violation->find(control.broken) == std::string::npos) continue;
    qInfo("red at seed %d: %s", static_cast<int>(seed), result.violation->c_str());
    return;
  }
  QFAIL("the simulation does not notice");
}

QTEST_GUILESS_MAIN(TestSimulationControls)
#include "test_simulation_controls.moc"
