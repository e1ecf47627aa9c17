// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever fails, and wherever: an error, nothing changed, and the next attempt succeeds.
#include <QTest>

#include "party.hpp"
#include "sender_key_pair.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

/// The operations of a session, each from its own start.
enum class Flow { bundle, encrypt, first_message, answer, message };

struct Scene {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  Ciphertext message;
  PrekeyBundle bundle;
  Flow flow;

  explicit Scene(Flow which) : flow{which} {
    if (flow == Flow::bundle) {
      bundle = alice.bundle(OneTime::with);
      return;
    }
    must(bob.meet(alice, OneTime::with));
    if (flow == Flow::encrypt) return;
    must(alice.meet(bob, OneTime::with));
    message = alice.write(bob, "first");
    if (flow == Flow::first_message) return;
    bob.read(alice, message);
    if (flow == Flow::answer) {
      alice.read(bob, bob.write(alice, "answer"));
    }
    message = alice.write(bob, "next");
  }

  /// What Bob does.
  Name run() {
    switch (flow) {
      case Flow::bundle:
        return outcome(bob.session.process_bundle(bob.state, alice.address, bundle, noon));
      case Flow::encrypt:
        return outcome(bob.try_write(alice, "x"));
      default:
        return outcome(bob.try_read(alice, message));
    }
  }
};

void flow_rows() {
  QTest::addColumn<int>("flow");
  QTest::addRow("process a bundle") << int(Flow::bundle);
  QTest::addRow("encrypt") << int(Flow::encrypt);
  QTest::addRow("decrypt a prekey message") << int(Flow::first_message);
  QTest::addRow("decrypt with a new ratchet key") << int(Flow::answer);
  QTest::addRow("decrypt in a chain") << int(Flow::message);
}

}  // namespace

class TestFailures : public QObject {
  Q_OBJECT
 private slots:
  void nth_store_operation_fails_data() { flow_rows(); }
  void nth_store_operation_fails();
  void nth_random_request_fails_data() { flow_rows(); }
  void nth_random_request_fails();
  void nth_random_request_of_a_sender_key_fails();
  void damaged_stored_record_is_store_corrupt();
};

void TestFailures::nth_store_operation_fails() {
  QFETCH(int, flow);
  int failures = 0;
  for (int n = 1;; ++n) {
    Scene scene{Flow(flow)};
    const Tables before = scene.bob.state.tables;
    scene.bob.state.fail_after(n);
    const Name result = scene.run();
    if (!scene.bob.state.failed()) {
      QCOMPARE(result, Name{"ok"});
      break;
    }
    ++failures;
    QCOMPARE(result, Name{"store_unavailable"});
    scene.bob.state.tables = before;  // the caller's transaction is undone
    if (n % 2 == 0) scene.bob.restart();
    QCOMPARE(scene.run(), Name{"ok"});
  }
  QVERIFY(failures >= 3);
}

void TestFailures::nth_random_request_fails() {
  QFETCH(int, flow);
  for (int n = 1;; ++n) {
    Scene scene{Flow(flow)};
    const Tables before = scene.bob.state.tables;
    scene.bob.random.fail_after(n);
    const Name result = scene.run();
    if (!scene.bob.random.failed()) {
      QCOMPARE(result, Name{"ok"});
      QVERIFY(n > 1 || Flow(flow) == Flow::encrypt || Flow(flow) == Flow::message);
      return;
    }
    QVERIFY2(result == "crypto_failed" || result == "random_failed", result.c_str());
    QCOMPARE(scene.bob.state.tables, before);
    QCOMPARE(scene.run(), Name{"ok"});
  }
}

void TestFailures::nth_random_request_of_a_sender_key_fails() {
  for (const auto flow : {SenderKeyFlow::create, SenderKeyFlow::encrypt}) {
    int failures = 0;
    for (int n = 1;; ++n) {
      SenderKeyScene scene{flow};
      const auto before = scene.state();
      scene.alice.random.fail_after(n);
      const Name result = scene.run();
      if (!scene.alice.random.failed()) {
        QCOMPARE(result, Name{"ok"});
        break;
      }
      ++failures;
      QVERIFY2(result == "crypto_failed" || result == "random_failed", result.c_str());
      QVERIFY(scene.state() == before);
      QCOMPARE(scene.run(), Name{"ok"});
    }
    // An id, a chain key and a signing key; the salt of a signature.
    QCOMPARE(failures, flow == SenderKeyFlow::create ? 3 : 1);
  }
}

void TestFailures::damaged_stored_record_is_store_corrupt() {
  Scene scene{Flow::message};
  auto& record = scene.bob.state.tables.sessions.begin()->second;
  record.resize(record.size() / 2);
  QCOMPARE(scene.run(), Name{"store_corrupt"});
}

QTEST_GUILESS_MAIN(TestFailures)
#include "test_failures.moc"
