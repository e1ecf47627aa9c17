// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>

#include "printing.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::minutes;

/// Whatever operation of the store fails, and whether the engine survives it or not: in the end each message
/// is shown exactly once on either side (attacks A18, M6).
class TestCrash : public QObject {
  Q_OBJECT

 private slots:
  void every_message_is_shown_once_whichever_operation_kills_the_receiver();
  void every_message_is_shown_once_whichever_operation_kills_the_sender();
  void every_message_is_shown_once_whichever_operation_fails_at_the_receiver();
  void every_message_is_shown_once_whichever_operation_fails_at_the_sender();
  void healing_survives_a_crash_at_every_operation();
};

namespace {

enum class Fault { crash, failure };

/// Says the same two texts as often as needed until the engine has taken them, like a user who sees an error.
void insist(World& world, Device& device, const std::string& to, const std::string& text) {
  for (int attempt = 0; attempt < 10; ++attempt) {
    if (device.say(to, text).ok()) return;
    device.crash();
    world.settle(minutes{1});
  }
  QFAIL("never taken");
}

/// A short conversation, in which the n-th store operation of one side fails. False when n is past the end.
bool run(std::uint64_t n, bool at_sender, Fault fault) {
  World world{n};
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  auto& victim = at_sender ? alice : bob;
  if (fault == Fault::crash) {
    victim.faults().fail_from(n);
  } else {
    victim.faults().fail_once_at(n);
  }
  const auto mend = [&] {
    world.settle(minutes{1});
    if (fault == Fault::crash && victim.faults().has_failed()) victim.crash();
    world.settle(minutes{3});
  };
  insist(world, alice, "bob", "one");
  mend();
  insist(world, bob, "alice", "two");
  mend();
  insist(world, alice, "bob", "three");
  mend();
  const bool reached = victim.faults().has_failed();
  auto at_alice = alice.texts_with("bob");
  auto at_bob = bob.texts_with("alice");
  std::sort(at_alice.begin(), at_alice.end());
  std::sort(at_bob.begin(), at_bob.end());
  const Texts all{"one", "three", "two"};
  const auto hint = [&](const char* who, const Texts& texts) {
    std::string joined;
    for (const auto& text : texts) joined += text + " ";
    return QString("%1 sees %2 after operation %3").arg(who, QString::fromStdString(joined)).arg(n).toUtf8();
  };
  [&] {
    QVERIFY2(at_alice == all, hint("alice", at_alice));
    QVERIFY2(at_bob == all, hint("bob", at_bob));
    for (const auto& message : alice.messages_with("bob")) {
      QVERIFY2(message.state != store::MessageState::waiting, hint("a message waits; alice", at_alice));
    }
    QVERIFY2(world.relay.device(bob.address()).mailbox.empty(), hint("mail is left; bob", at_bob));
  }();
  return reached;
}

void run_all(bool at_sender, Fault fault) {
  std::uint64_t n = 1;
  while (run(n, at_sender, fault)) {
    if (QTest::currentTestFailed()) return;
    ++n;
  }
  QVERIFY2(n > 50, "the faults did reach the conversation");
  qInfo("%d operations", static_cast<int>(n - 1));
}

}  // namespace

void TestCrash::every_message_is_shown_once_whichever_operation_kills_the_receiver() {
  run_all(false, Fault::crash);
}
void TestCrash::every_message_is_shown_once_whichever_operation_kills_the_sender() {
  run_all(true, Fault::crash);
}
void TestCrash::every_message_is_shown_once_whichever_operation_fails_at_the_receiver() {
  run_all(false, Fault::failure);
}
void TestCrash::every_message_is_shown_once_whichever_operation_fails_at_the_sender() {
  run_all(true, Fault::failure);
}

void TestCrash::healing_survives_a_crash_at_every_operation() {
  std::uint64_t n = 1;
  for (bool reached = true; reached; ++n) {
    World world{n};
    auto& alice = world.ready_user("alice");
    auto& bob = world.ready_user("bob");
    QVERIFY(alice.say("bob", "hi").ok());
    world.settle();
    QVERIFY(bob.say("alice", "hi").ok());
    world.settle();
    world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
      if (!(delivery.sender.user == name("alice"))) return;
      delivery.envelope.ciphertext.back() ^= 1;
      world.relay.tamper_delivery = nullptr;
    };
    bob.faults().fail_from(n);
    QVERIFY(alice.say("bob", "important").ok());
    world.settle(minutes{1});
    reached = bob.faults().has_failed();
    if (reached) bob.crash();
    world.settle(minutes{5});
    const auto texts = bob.texts_with("alice");
    QVERIFY2((texts == Texts{"hi", "hi", "important"}), QByteArray::number(static_cast<int>(n)));
  }
  QVERIFY(n > 20);
}

QTEST_GUILESS_MAIN(TestCrash)
#include "test_crash.moc"
