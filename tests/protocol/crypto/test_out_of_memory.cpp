// SPDX-License-Identifier: GPL-3.0-or-later
// The n-th allocation of libsignal-protocol-c or of the crypto library fails, for every n (M14): an error, no
// crash, nothing written, and the next attempt succeeds. The linker puts these functions in place of malloc
// and its like in the C code.
#include <QTest>
#include <cstdlib>

#include "party.hpp"

namespace {
long fail_at = 0;  // 0: never

bool fails() { return fail_at > 0 && --fail_at == 0; }
}  // namespace

extern "C" {
void* __real_malloc(std::size_t size);
void* __real_calloc(std::size_t count, std::size_t size);
void* __real_realloc(void* block, std::size_t size);
void* __wrap_malloc(std::size_t size) { return fails() ? nullptr : __real_malloc(size); }
void* __wrap_calloc(std::size_t count, std::size_t size) {
  return fails() ? nullptr : __real_calloc(count, size);
}
void* __wrap_realloc(void* block, std::size_t size) {
  return fails() ? nullptr : __real_realloc(block, size);
}
}

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

enum class Flow { bundle, encrypt, first_message, new_ratchet_key, skipping, skipped, archived };

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
    must(alice.meet(bob, OneTime::with));
    message = alice.write(bob, "first");
    if (flow == Flow::first_message) return;
    bob.read(alice, message);
    alice.read(bob, bob.write(alice, "answer"));
    message = alice.write(bob, "next");
    if (flow == Flow::skipped) bob.read(alice, alice.write(bob, "ahead"));
    if (flow == Flow::skipping) message = alice.write(bob, "ahead");
    if (flow == Flow::archived) must(bob.meet(alice));
    bob.restart();  // so that its record is parsed anew
  }

  std::string run() {
    if (flow == Flow::bundle)
      return outcome(bob.session.process_bundle(bob.state, alice.address, bundle, noon));
    if (flow == Flow::encrypt) return outcome(bob.try_write(alice, "x"));
    return outcome(bob.try_read(alice, message));
  }
};

}  // namespace

class TestOutOfMemory : public QObject {
  Q_OBJECT
 private slots:
  void nth_allocation_fails_data();
  void nth_allocation_fails();
};

void TestOutOfMemory::nth_allocation_fails_data() {
  QTest::addColumn<int>("flow");
  QTest::addRow("process a bundle") << int(Flow::bundle);
  QTest::addRow("encrypt") << int(Flow::encrypt);
  QTest::addRow("a first message") << int(Flow::first_message);
  QTest::addRow("a new ratchet key") << int(Flow::new_ratchet_key);
  QTest::addRow("a jump") << int(Flow::skipping);
  QTest::addRow("a late message") << int(Flow::skipped);
  QTest::addRow("a message of an archived session") << int(Flow::archived);
}

void TestOutOfMemory::nth_allocation_fails() {
  QFETCH(int, flow);
  int failures = 0;
  for (long n = 1;; ++n) {
    Scene scene{Flow(flow)};
    const Tables before = scene.bob.state.tables;
    fail_at = n;
    const std::string result = scene.run();
    const bool fired = fail_at == 0;
    fail_at = 0;
    if (!fired) {
      QCOMPARE(result, std::string{"ok"});
      break;
    }
    if (result == "ok") continue;  // the crypto library can do without some of its allocations
    ++failures;
    QCOMPARE(scene.bob.state.tables, before);
    QCOMPARE(scene.run(), std::string{"ok"});
  }
  QVERIFY(failures > 30);
}

QTEST_GUILESS_MAIN(TestOutOfMemory)
#include "test_out_of_memory.moc"
