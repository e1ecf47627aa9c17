// SPDX-License-Identifier: GPL-3.0-or-later
// The n-th allocation of libsignal-protocol-c or of the crypto library fails, for every n (M14): an error, no
// crash, nothing written, and the next attempt succeeds. The linker puts these functions in place of malloc
// and its like in the C code.
#include <malloc.h>

#include <QTest>
#include <cstdlib>

#include "party.hpp"
#include "sender_key_pair.hpp"

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
  [[nodiscard]] const Tables& state() const { return bob.state.tables; }
};

/// Each allocation of what a scene runs fails once; how often it could not do without.
template <class AnyScene, class AnyFlow>
void fail_each_allocation(AnyFlow flow, int& failures) {
  for (long n = 1;; ++n) {
    AnyScene scene{flow};
    const auto before = scene.state();
    fail_at = n;
    const std::string result = scene.run();
    const bool fired = fail_at == 0;
    fail_at = 0;
    if (!fired) {
      QCOMPARE(result, std::string{"ok"});
      return;
    }
    if (result == "ok") continue;  // the crypto library can do without some of its allocations
    ++failures;
    QVERIFY(scene.state() == before);
    QCOMPARE(scene.run(), std::string{"ok"});
  }
}

}  // namespace

class TestOutOfMemory : public QObject {
  Q_OBJECT
 private slots:
  // What is not written is not zero by chance either: whoever frees it is seen.
  void initTestCase() { QVERIFY(mallopt(M_PERTURB, 0x5a) == 1); }
  void nth_allocation_fails_data();
  void nth_allocation_fails();
  void nth_allocation_fails_with_sender_keys_data();
  void nth_allocation_fails_with_sender_keys();
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
  fail_each_allocation<Scene>(Flow(flow), failures);
  QVERIFY(failures > 30);
}

void TestOutOfMemory::nth_allocation_fails_with_sender_keys_data() {
  QTest::addColumn<int>("flow");
  QTest::addRow("create") << int(SenderKeyFlow::create);
  QTest::addRow("create for one more") << int(SenderKeyFlow::create_again);
  QTest::addRow("process a distribution") << int(SenderKeyFlow::process);
  QTest::addRow("encrypt") << int(SenderKeyFlow::encrypt);
  QTest::addRow("decrypt") << int(SenderKeyFlow::decrypt);
  QTest::addRow("decrypt after a jump") << int(SenderKeyFlow::decrypt_ahead);
  QTest::addRow("decrypt a late message") << int(SenderKeyFlow::decrypt_late);
}

void TestOutOfMemory::nth_allocation_fails_with_sender_keys() {
  QFETCH(int, flow);
  int failures = 0;
  fail_each_allocation<SenderKeyScene>(SenderKeyFlow(flow), failures);
  QVERIFY2(failures >= 20, std::to_string(failures).c_str());
}

QTEST_GUILESS_MAIN(TestOutOfMemory)
#include "test_out_of_memory.moc"
