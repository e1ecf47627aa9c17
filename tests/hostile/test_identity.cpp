// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on who somebody is (row C2 of README.md), by a relay that is real and hostile.
#include <QtTest>

#include "acquaintance.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::hostile;
using namespace sotto::testing;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

class TestIdentity : public QObject {
  Q_OBJECT

 private slots:
  void c2_fifty_changes_of_a_key_give_one_notice();
  void c2_a_silent_change_of_a_key_stops_sending();
  void c2_a_change_of_a_key_goes_unnoticed_without();
};

namespace {

struct Swapped {
  std::size_t notices = 0;     ///< in the conversation
  std::size_t observed = 0;    ///< changes after which the newest key of the name is the one that alice has
  std::size_t blocked = 0;     ///< changes after which nothing can be sent, and the name is not verified
  std::size_t sent_since = 0;  ///< what alice has sent to the name since the first change
  Texts read_by_the_last;
  Texts read_when_accepted;  ///< by the last, once alice has accepted the key whose number she is shown
};

/// While alice is asked about a key, nothing of that name is opened. But a message that can't be read makes
/// her look for the name's keys once more.
EvilRelay::Hook damaging_letters_to(const Address& device) {
  return [device](const std::optional<Address>& to, wire::Frame& frame) {
    auto* deliver = std::get_if<wire::Deliver>(&frame);
    if (deliver == nullptr || to != device) return true;
    for (auto& delivery : deliver->deliveries) delivery.envelope.ciphertext.back() ^= 1U;
    return true;
  };
}

/// The relay gives bob's name to one stranger after another. Each writes to alice, who says something after
/// `talks_after` of them, and in the end.
Swapped swap_bob(int times, int talks_after) {
  Acquaintance stage;
  auto& alice = stage.alice;
  Swapped swapped;
  const auto sent = stage.sent_to_bob();
  for (int change = 1; change <= times; ++change) {
    stage.give_name_away();
    // The first is read, and blocks.
    if (change > 1) stage.evil.says = damaging_letters_to(alice.address());
    stage.write(*stage.bob, alice, "it is me");
    stage.evil.says = nullptr;
    const auto number = stage.bobs_number();
    if (number && stage.alices_number() == number) ++swapped.observed;
    if (stage.is_blocked()) ++swapped.blocked;
    if (change == talks_after) stage.write(alice, *stage.bob, "is it you?");
  }
  stage.write(alice, *stage.bob, "for bob alone");
  stage.world.settle(minutes{5});
  swapped.notices = stage.notices();
  swapped.sent_since = stage.sent_to_bob() - sent;
  swapped.read_by_the_last = texts_of(*stage.bob, "alice");
  static_cast<void>(alice.handle(client::AcceptIdentity{name("bob"), stage.alices_number().value_or("")}));
  stage.world.settle(minutes{5});
  swapped.read_when_accepted = texts_of(*stage.bob, "alice");
  return swapped;
}

/// The relay gives bob's name to a stranger, who says nothing, and has another device than bob had: alice
/// needs its keys.
Swapped swap_bob_silently() {
  Acquaintance stage;
  Swapped swapped;
  const auto sent = stage.sent_to_bob();
  stage.give_name_away();
  stage.bob = &stage.world.log_in("bob", "bob phone");
  stage.write(stage.alice, *stage.bob, "for bob alone");
  stage.world.settle(minutes{5});
  if (stage.is_blocked()) ++swapped.blocked;
  swapped.notices = stage.notices();
  swapped.sent_since = stage.sent_to_bob() - sent;
  swapped.read_by_the_last = texts_of(*stage.bob, "alice");
  return swapped;
}

}  // namespace

void TestIdentity::c2_fifty_changes_of_a_key_give_one_notice() {
  const auto swapped = swap_bob(50, 0);
  QCOMPARE(swapped.observed, 50U);
  QCOMPARE(swapped.blocked, 50U);
  QCOMPARE(swapped.notices, 1U);
  QCOMPARE(swapped.sent_since, 0U);
  QCOMPARE(swapped.read_by_the_last, Texts{});
  QCOMPARE(swapped.read_when_accepted, Texts{"for bob alone"});
  // The control of the grouping: below what is said in between there is another one, so that it is seen.
  const auto with_talk = swap_bob(4, 2);
  QCOMPARE(with_talk.observed, 4U);
  QCOMPARE(with_talk.notices, 2U);
  QCOMPARE(with_talk.read_by_the_last, Texts{});
}

void TestIdentity::c2_a_silent_change_of_a_key_stops_sending() {
  const auto swapped = swap_bob_silently();
  QCOMPARE(swapped.blocked, 1U);
  QCOMPARE(swapped.notices, 1U);
  QCOMPARE(swapped.read_by_the_last, Texts{});
  // Under the key that was compared, for the device that bob had; nothing after the relay's answer.
  QCOMPARE(swapped.sent_since, 1U);
  const Without defence{&client::Defences::identity_change};
  const auto unnoticed = swap_bob_silently();
  QCOMPARE(unnoticed.blocked, 0U);
  QCOMPARE(unnoticed.notices, 0U);
  QCOMPARE(unnoticed.read_by_the_last, Texts{"for bob alone"});
}

void TestIdentity::c2_a_change_of_a_key_goes_unnoticed_without() {
  const Without defence{&client::Defences::identity_change};
  const auto swapped = swap_bob(1, 0);
  QCOMPARE(swapped.observed, 1U);
  QCOMPARE(swapped.blocked, 0U);
  QCOMPARE(swapped.notices, 0U);
  QVERIFY(swapped.sent_since > 0);
  QCOMPARE(swapped.read_by_the_last, Texts{"for bob alone"});
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "test_identity.moc"
