// SPDX-License-Identifier: GPL-3.0-or-later
// What a session is for, when nobody is hostile.
#include <QTest>

#include "party.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

class TestSession : public QObject {
  Q_OBJECT
 private slots:
  void first_message_is_a_prekey_message_until_the_answer();
  void messages_go_both_ways_data();
  void messages_go_both_ways();
  void out_of_order_messages_are_read();
  void simultaneous_initiation_converges();
  void newer_session_replaces_older_and_reads_what_was_under_way();
  void restart_goes_on();
  void record_is_taken_for_one();
  void one_time_prekey_is_consumed();
};

void TestSession::first_message_is_a_prekey_message_until_the_answer() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob));
  const auto first = alice.write(bob, "one");
  const auto second = alice.write(bob, "two");
  QCOMPARE(first.type, CiphertextType::prekey);
  QCOMPARE(second.type, CiphertextType::prekey);
  QCOMPARE(bob.read(alice, second), std::string{"two"});
  QCOMPARE(bob.read(alice, first), std::string{"one"});
  const auto answer = bob.write(alice, "three");
  QCOMPARE(answer.type, CiphertextType::ordinary);
  QCOMPARE(alice.read(bob, answer), std::string{"three"});
  QCOMPARE(alice.write(bob, "four").type, CiphertextType::ordinary);
}

void TestSession::messages_go_both_ways_data() {
  QTest::addColumn<int>("size");
  for (const int size : {0, 1, 15, 16, 17, 1000, 70000}) QTest::addRow("%d bytes", size) << size;
}

void TestSession::messages_go_both_ways() {
  QFETCH(int, size);
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob, OneTime::without));
  const std::string text(static_cast<std::size_t>(size), 'x');
  for (int round = 0; round < 20; ++round) {
    QCOMPARE(bob.read(alice, alice.write(bob, text)), text);
    QCOMPARE(alice.read(bob, bob.write(alice, text)), text);
  }
}

void TestSession::out_of_order_messages_are_read() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob));
  std::vector<Ciphertext> late;
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 8; ++i) {
      const auto message = alice.write(bob, std::to_string(round * 8 + i));
      if (i % 3 == 0) {
        late.push_back(message);
      } else {
        QCOMPARE(bob.read(alice, message), std::to_string(round * 8 + i));
      }
    }
    alice.read(bob, bob.write(alice, "on"));
  }
  for (auto message = late.rbegin(); message != late.rend(); ++message) bob.read(alice, *message);
  for (const auto& message : late)
    QCOMPARE(outcome(bob.try_read(alice, message)), std::string{"duplicate_message"});
}

void TestSession::simultaneous_initiation_converges() {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Party alice{"alice", 2 * seed + 1};
    Party bob{"bob", 2 * seed + 2};
    must(alice.meet(bob));
    must(bob.meet(alice));
    const auto from_alice = alice.write(bob, "a");
    const auto from_bob = bob.write(alice, "b");
    QCOMPARE(bob.read(alice, from_alice), std::string{"a"});
    QCOMPARE(alice.read(bob, from_bob), std::string{"b"});
    const bool alice_first = seed % 2 == 0;
    for (int round = 0; round < 3; ++round) {
      if (alice_first || round > 0) bob.read(alice, alice.write(bob, "x"));
      alice.read(bob, bob.write(alice, "y"));
    }
    // A day later the archived sessions are gone, and the conversation is not.
    const Instant later = noon + std::chrono::hours{25};
    QCOMPARE(bob.read(alice, alice.write(bob, "p", later), later), std::string{"p"});
    QCOMPARE(alice.read(bob, bob.write(alice, "q", later), later), std::string{"q"});
  }
}

void TestSession::newer_session_replaces_older_and_reads_what_was_under_way() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob));
  bob.read(alice, alice.write(bob, "hello"));
  alice.read(bob, bob.write(alice, "hello"));
  const auto under_way = bob.write(alice, "late");
  must(alice.meet(bob));
  const auto first = alice.write(bob, "anew");
  QCOMPARE(alice.read(bob, under_way), std::string{"late"});
  QCOMPARE(bob.read(alice, first), std::string{"anew"});
  QCOMPARE(alice.read(bob, bob.write(alice, "good")), std::string{"good"});
  QCOMPARE(alice.write(bob, "ordinary").type, CiphertextType::ordinary);
}

void TestSession::restart_goes_on() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob));
  for (int round = 0; round < 5; ++round) {
    bob.read(alice, alice.write(bob, "there"));
    bob.restart();
    alice.read(bob, bob.write(alice, "back"));
    alice.restart();
  }
  QCOMPARE(bob.read(alice, alice.write(bob, "end")), std::string{"end"});
}

void TestSession::record_is_taken_for_one() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob));
  const auto record = alice.state.tables.sessions.begin()->second;
  QCOMPARE(outcome(Session::check_record(record)), std::string{"ok"});
  QCOMPARE(outcome(Session::check_record({})), std::string{"malformed"});
  auto cut = record;
  cut.pop_back();
  QCOMPARE(outcome(Session::check_record(cut)), std::string{"malformed"});
}

void TestSession::one_time_prekey_is_consumed() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  must(alice.meet(bob));
  QCOMPARE(bob.state.tables.prekeys.size(), std::size_t{1});
  const auto opened = must(bob.try_read(alice, alice.write(bob, "hello")));
  QVERIFY(opened.used_prekey.has_value());
  QVERIFY(bob.state.tables.prekeys.empty());
}

QTEST_GUILESS_MAIN(TestSession)
#include "test_session.moc"
