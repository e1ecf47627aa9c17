// SPDX-License-Identifier: GPL-3.0-or-later
// Attack A13: how much a peer can make a device keep. A session record holds the current session and those
// before it, each with the keys of messages that have not come.
#include <QTest>
#include <algorithm>

#include "forging.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

/// 100 KiB.
constexpr std::size_t largest_record = 102'400;
/// Receiving chains that libsignal-protocol-c keeps of a session.
constexpr int chains = 5;
// As the catalogue of attacks has them, not the product: whoever changes those is to hear of it.
constexpr std::size_t most_in_a_chain = 200;
constexpr std::size_t most_in_a_record = 1'000;
constexpr int most_archived = 3;

/// Alice leaves gaps wherever bob lets her.
struct Gaps {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  std::vector<Ciphertext> late;  ///< of the current session, in order

  Gaps() { begin_session(); }

  void begin_session() {
    late.clear();
    must(alice.meet(bob));
    exchange();
  }
  /// Alice's next message is in a new chain.
  void exchange() {
    bob.read(alice, alice.write(bob, "on time"));
    alice.read(bob, bob.write(alice, "on time"));
  }
  void leave_gap(std::size_t messages) {
    for (std::size_t number = 0; number < messages; ++number) late.push_back(alice.write(bob, "late"));
    exchange();
  }
  void fill_session() {
    for (int chain = 0; chain < chains; ++chain) leave_gap(most_in_a_chain);
  }
  void fill_record() {
    fill_session();
    for (int session = 0; session < most_archived; ++session) {
      begin_session();
      fill_session();
    }
  }
  [[nodiscard]] std::size_t record_size() const { return bob.state.tables.sessions.begin()->second.size(); }
  /// What bob says to a message that comes at last.
  std::string fate_of(const Ciphertext& message) { return outcome(bob.try_read(alice, message)); }
  std::size_t count_read(const std::vector<Ciphertext>& messages) {
    return static_cast<std::size_t>(std::count_if(
        messages.begin(), messages.end(), [&](const auto& message) { return fate_of(message) == "ok"; }));
  }
};

}  // namespace

class TestRecordSize : public QObject {
  Q_OBJECT

 private slots:
  void a13_a_full_record_stays_small();
  void a13_the_current_session_loses_nothing_by_it();
  void a13_the_oldest_keys_of_the_oldest_session_go_first();
  void a13_a_larger_record_of_before_is_read_and_shrinks();
  void a13_chains_that_are_gone_leave_nothing();
};

void TestRecordSize::a13_a_full_record_stays_small() {
  Gaps gaps;
  gaps.fill_record();
  QVERIFY2(gaps.record_size() <= largest_record, std::to_string(gaps.record_size()).c_str());
  const Without defence{&Defences::record_cap};
  Gaps without;
  without.fill_record();
  QVERIFY2(without.record_size() > 3 * largest_record, std::to_string(without.record_size()).c_str());
}

void TestRecordSize::a13_the_current_session_loses_nothing_by_it() {
  Gaps gaps;
  gaps.fill_record();
  QCOMPARE(gaps.late.size(), most_in_a_record);
  QCOMPARE(gaps.count_read(gaps.late), gaps.late.size());
}

void TestRecordSize::a13_the_oldest_keys_of_the_oldest_session_go_first() {
  Gaps gaps;
  gaps.leave_gap(most_in_a_chain);
  const auto oldest = gaps.late;
  gaps.begin_session();
  gaps.fill_session();
  const auto older = gaps.late;
  // A full session leaves no room for the one before it.
  QCOMPARE(gaps.fate_of(oldest.back()), std::string{"duplicate_message"});
  gaps.begin_session();
  gaps.leave_gap(most_in_a_chain);
  QCOMPARE(gaps.fate_of(older[0]), std::string{"duplicate_message"});
  QCOMPARE(gaps.fate_of(older[most_in_a_chain - 1]), std::string{"duplicate_message"});
  QCOMPARE(gaps.fate_of(older[most_in_a_chain]), std::string{"ok"});
  QCOMPARE(gaps.fate_of(older.back()), std::string{"ok"});
  QCOMPARE(gaps.count_read(gaps.late), gaps.late.size());
}

void TestRecordSize::a13_a_larger_record_of_before_is_read_and_shrinks() {
  Gaps gaps;
  {
    const Without defence{&Defences::record_cap};
    gaps.fill_record();
  }
  gaps.bob.restart();
  QVERIFY(gaps.record_size() > 3 * largest_record);
  // Not a new message: it would be in a new chain, for which the library gives up the oldest one.
  QCOMPARE(gaps.fate_of(gaps.late.back()), std::string{"ok"});
  gaps.late.pop_back();
  QVERIFY(gaps.record_size() <= largest_record);
  QCOMPARE(gaps.count_read(gaps.late), gaps.late.size());
}

// Each chain in which a key was put aside is remembered with its time. The library keeps five of them.
void TestRecordSize::a13_chains_that_are_gone_leave_nothing() {
  constexpr int rounds = 200;
  constexpr std::size_t few_chains = 4'000;
  const auto record_after_many_chains = [] {
    Gaps gaps;
    for (int round = 0; round < rounds; ++round) gaps.leave_gap(1);
    return gaps.record_size();
  };
  const auto size = record_after_many_chains();
  QVERIFY2(size < few_chains, std::to_string(size).c_str());
  const Without defence{&Defences::gone_chains};
  QVERIFY(record_after_many_chains() > 2 * few_chains);
}

QTEST_GUILESS_MAIN(TestRecordSize)
#include "test_record_size.moc"
