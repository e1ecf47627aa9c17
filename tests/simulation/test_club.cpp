// SPDX-License-Identifier: GPL-3.0-or-later
// Worlds with a group, and their negative control.
#include <QtTest>

#include "club_world.hpp"
#include "defences.hpp"

using namespace sotto;
using namespace sotto::simulation;

class TestClub : public QObject {
  Q_OBJECT

 private slots:
  void cleanup() { client::defences() = client::Defences{}; }
  void worlds_with_a_group_keep_their_promises();
  void what_is_taken_in_without_a_commit_goes_missing();
};

namespace {

constexpr std::uint64_t worlds = 100;
/// By then the simulation has to have noticed.
constexpr std::uint64_t patience = 300;

QByteArray hint(std::uint64_t seed, const Outcome& result) {
  return QByteArray::fromStdString(replay_line(seed, result, " --groups"));
}

}  // namespace

void TestClub::worlds_with_a_group_keep_their_promises() {
  std::uint64_t shown = 0;
  for (std::uint64_t seed = 1; seed <= worlds; ++seed) {
    const auto result = simulate_club(group_plan_of(seed));
    QVERIFY2(!result.violation, hint(seed, result));
    shown += result.shown;
  }
  QVERIFY2(shown > worlds, "people did talk");
}

void TestClub::what_is_taken_in_without_a_commit_goes_missing() {
  client::defences().commit_first = false;
  for (std::uint64_t seed = 1; seed <= patience; ++seed) {
    const auto result = simulate_club(group_plan_of(seed));
    if (!result.violation) continue;
    qInfo("%s", hint(seed, result).constData());
    return;
  }
  QFAIL("the simulation does not notice");
}

QTEST_GUILESS_MAIN(TestClub)
#include "test_club.moc"
