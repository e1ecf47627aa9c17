// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on who somebody is (row C2 of README.md), by a relay that is real and hostile.
#include <QtTest>

#include "printing.hpp"
#include "stage.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using std::chrono::minutes;

class TestIdentity : public QObject {
  Q_OBJECT

 private slots:
  void c2_fifty_changes_of_a_key_give_one_notice();
};

namespace {

struct Swapped {
  std::size_t notices = 0;  ///< in the conversation
  std::size_t events = 0;   ///< what a host shows at once
  std::vector<std::string> read_by_the_last;
};

/// The relay gives bob's name to one stranger after another. Each writes to alice, and in the end she writes
/// to him.
Swapped swap_bob(int times) {
  Stage stage;
  auto& alice = stage.person("alice");
  auto* bob = &stage.person("bob");
  stage.befriend(alice, *bob);
  for (int change = 0; change < times; ++change) {
    stage.evil.remove_account("bob");
    stage.world.settle(minutes{2});
    bob = &stage.world.register_user("bob");
    stage.write(*bob, alice, "it is me");
  }
  stage.write(alice, *bob, "for bob alone");
  const auto all = alice.messages_with("bob");
  const auto notices = std::count_if(all.begin(), all.end(), [](const auto& message) {
    return message.kind == store::MessageKind::identity_changed;
  });
  return {static_cast<std::size_t>(notices), alice.events<client::IdentityChanged>().size(),
          texts_of(*bob, "alice")};
}

}  // namespace

void TestIdentity::c2_fifty_changes_of_a_key_give_one_notice() {
  const auto swapped = swap_bob(50);
  QCOMPARE(swapped.notices, 1U);
  QCOMPARE(swapped.events, 1U);
  QVERIFY(swapped.read_by_the_last.empty());
  const Without defence{&client::Defences::identity_change};
  const auto silent = swap_bob(1);
  QCOMPARE(silent.notices, 0U);
  QCOMPARE(silent.read_by_the_last, std::vector<std::string>{"for bob alone"});
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "test_identity.moc"
