// SPDX-License-Identifier: GPL-3.0-or-later
// SIGKILL under load at points that a seed chooses (fault R1): every message whose sender was told "accepted"
// is there after the restart, and none twice under two ids. SOTTO_TEST_SEED repeats a run. It says nothing of
// the disk itself: what the kernel holds survives a kill, and only a power cut would lose it.
#include <QtTest>
#include <random>

#include "relay_under_test.hpp"
#include "traffic.hpp"

using namespace sotto;
using namespace sotto::testing;

class TestKill : public QObject {
  Q_OBJECT
 private slots:
  void every_accepted_message_is_there_after_a_kill();
};

void TestKill::every_accepted_message_is_there_after_a_kill() {
  constexpr int kills = 50;
  const auto seed = seed_of_this_run();
  std::mt19937_64 chance{seed};
  RelayUnderTest relay{"limits: {scale: 1000000}\n"};
  Traffic traffic{relay};
  for (int kill = 0; kill < kills; ++kill) {
    // On a slow disk nothing is accepted before the kill, unless it waits for the first answer.
    const auto from = kill % 2 == 0 ? Traffic::From::first_message : Traffic::From::first_answer;
    traffic.send_until_killed(std::chrono::microseconds{chance() % 30'000}, from);
    relay.process.start();
    const auto lost = traffic.lost();
    QVERIFY2(lost.empty(), replay_hint(seed, kill, lost.size()).c_str());
  }
  QVERIFY(traffic.accepted() >= kills / 2);
}

QTEST_GUILESS_MAIN(TestKill)
#include "test_kill.moc"
