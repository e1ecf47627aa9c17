// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "attached.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;

/// Whatever operation of the store fails while a file is on its way, and whether the engine survives it or
/// not: in the end it is there as it was sent (attack A18).
class TestAttachmentFaults : public QObject {
  Q_OBJECT

 private slots:
  void a_file_arrives_whichever_operation_kills_its_sender();
  void a_file_arrives_whichever_operation_kills_its_receiver();
  void a_file_arrives_whichever_operation_fails_at_its_receiver();
};

namespace {

enum class Side { sender, receiver };
enum class Fault { crash, failure };

void plan(Device& victim, Fault fault, std::uint64_t n) {
  if (fault == Fault::crash) {
    victim.faults().fail_from(n);
  } else {
    victim.faults().fail_once_at(n);
  }
}

void mend(World& world, Device& victim, Fault fault) {
  world.settle(minutes{1});
  if (!victim.faults().has_failed()) return;
  if (fault == Fault::crash) victim.crash();
  world.settle(minutes{3});
}

/// False when n is past the end.
bool run(std::uint64_t n, Side side, Fault fault) {
  Pair pair;
  const auto file = pattern(40'000);
  const auto id = attach(pair.alice, "bob", file);
  auto& victim = side == Side::sender ? pair.alice : pair.bob;
  plan(victim, fault, n);
  mend(pair.world, victim, fault);
  static_cast<void>(pair.bob.handle(client::FetchAttachment{name("alice"), id}));
  mend(pair.world, victim, fault);
  static_cast<void>(pair.bob.handle(client::FetchAttachment{name("alice"), id}));
  mend(pair.world, victim, fault);
  const bool reached = victim.faults().has_failed();
  victim.faults().heal();
  mend(pair.world, victim, fault);
  const auto hint = QByteArray::number(static_cast<int>(n));
  [&] {
    QVERIFY2(released(pair.bob, "alice", id) == file, hint);
    QVERIFY2(pair.alice.messages_with("bob").back().state == store::MessageState::delivered, hint);
    QVERIFY2(*pair.alice.store().count(store::Table::transfer) == 0, hint);
    QVERIFY2(*pair.bob.store().count(store::Table::transfer) == 0, hint);
  }();
  return reached;
}

void run_all(Side side, Fault fault) {
  std::uint64_t n = 1;
  while (run(n, side, fault)) {
    if (QTest::currentTestFailed()) return;
    ++n;
  }
  QVERIFY2(n > 30, "the faults did reach the file");
  qInfo("%d operations", static_cast<int>(n - 1));
}

}  // namespace

void TestAttachmentFaults::a_file_arrives_whichever_operation_kills_its_sender() {
  run_all(Side::sender, Fault::crash);
}
void TestAttachmentFaults::a_file_arrives_whichever_operation_kills_its_receiver() {
  run_all(Side::receiver, Fault::crash);
}
void TestAttachmentFaults::a_file_arrives_whichever_operation_fails_at_its_receiver() {
  run_all(Side::receiver, Fault::failure);
}

QTEST_GUILESS_MAIN(TestAttachmentFaults)
#include "test_attachment_faults.moc"
