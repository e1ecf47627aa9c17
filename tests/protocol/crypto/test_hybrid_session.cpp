// SPDX-License-Identifier: GPL-3.0-or-later
// The content layer in whole conversations: what it is for, and that it goes on whatever gets lost.
#include <QTest>
#include <deque>

#include "hybrid_party.hpp"
#include "kem_ratchet.hpp"
#include "protobuf_reader.hpp"
#include "sealed_content.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;
using std::chrono::hours;

namespace {

using Name = std::string;

/// What the Double Ratchet alone gives the reader of a message, with all of the reader's keys.
SecretBytes unwrapped(HybridParty& reader, const HybridParty& from, const Letter& letter) {
  auto tables = reader.state.tables;
  Session session{reader.identity, reader.registration, reader.random};
  auto opened =
      must(session.decrypt(reader.state, from.address, letter.ciphertext.type, letter.ciphertext.data, noon));
  reader.state.tables = tables;
  return std::move(opened.plaintext);
}

ContentHeader header_of(HybridParty& reader, const HybridParty& from, const Letter& letter) {
  const auto plaintext = unwrapped(reader, from, letter);
  return must(SealedContent::parse(plaintext.expose())).header;
}

void talk(HybridParty& a, HybridParty& b, int rounds, Instant now = noon) {
  for (int round = 0; round < rounds; ++round) {
    if (b.read(a, a.write(b, "ping", now), now) != "ping") qFatal("ping");
    if (a.read(b, b.write(a, "pong", now), now) != "pong") qFatal("pong");
  }
}

}  // namespace

class TestHybridSession : public QObject {
  Q_OBJECT
 private slots:
  void messages_are_read_data();
  void messages_are_read();
  void session_is_known_after_a_restart();
  void one_time_kem_prekey_is_used_once();
  void last_resort_serves_several_peers();
  void handshake_rides_along_until_it_is_answered();
  void both_directions_get_fresh_secrets_data();
  void both_directions_get_fresh_secrets();
  void secret_is_renewed_after_fifty_messages();
  void secret_is_renewed_after_a_day();
  void monologue_repeats_its_offer_sparingly();
  void late_messages_of_replaced_epochs_are_read_for_a_day();
  void conversation_survives_loss_reordering_and_restarts_data();
  void conversation_survives_loss_reordering_and_restarts();
  void crossing_sessions_become_one();
  void archived_sessions_keep_their_secrets_and_no_longer();
  void record_stays_small();
  void record_in_which_no_epoch_is_left_is_damaged();
};

void TestHybridSession::messages_are_read_data() {
  QTest::addColumn<bool>("once");
  QTest::newRow("with one-time prekeys") << true;
  QTest::newRow("with the last resort") << false;
}

void TestHybridSession::messages_are_read() {
  QFETCH(bool, once);
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob, once ? OneTime::with : OneTime::without));
  const auto first = alice.write(bob, "hello");
  const auto opened = must(bob.try_read(alice, first));
  QCOMPARE(std::string{text_of(opened.content.expose())}, Name{"hello"});
  QCOMPARE(opened.counter, 1U);
  QVERIFY(opened.identity == alice.identity.public_key());
  QCOMPARE(outcome(bob.try_read(alice, first)), Name{"duplicate_message"});
  talk(bob, alice, 70);
}

void TestHybridSession::session_is_known_after_a_restart() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  QVERIFY(!must(alice.hybrid.has_session(alice.state, bob.address, noon)));
  must(alice.meet(bob));
  alice.restart();
  QVERIFY(must(alice.hybrid.has_session(alice.state, bob.address, noon)));
}

void TestHybridSession::one_time_kem_prekey_is_used_once() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  HybridParty carol{"carol", 3};
  auto bundle = bob.hybrid_bundle(OneTime::with);
  must(alice.hybrid.process_bundle(alice.state, bob.address, bundle, noon));
  bundle.classical = bob.bundle(OneTime::with);  // only the KEM prekey comes twice
  must(carol.hybrid.process_bundle(carol.state, bob.address, bundle, noon));
  QCOMPARE(bob.state.tables.kem_prekeys.size(), 2U);
  bob.read(alice, alice.write(bob, "first"));
  QCOMPARE(bob.state.tables.kem_prekeys.size(), 1U);
  const auto before = bob.state.tables;
  QCOMPARE(outcome(bob.try_read(carol, carol.write(bob, "second"))), Name{"unknown_prekey"});
  QVERIFY(bob.state.tables == before);
}

void TestHybridSession::last_resort_serves_several_peers() {
  HybridParty bob{"bob", 2};
  for (std::uint64_t seed = 10; seed < 14; ++seed) {
    HybridParty peer{"peer" + std::to_string(seed), seed};
    must(peer.meet(bob, OneTime::without));
    QCOMPARE(bob.read(peer, peer.write(bob, "hello")), Name{"hello"});
  }
  QCOMPARE(bob.state.tables.kem_prekeys.size(), 1U);
}

void TestHybridSession::handshake_rides_along_until_it_is_answered() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  std::vector<Letter> letters;
  for (int number = 0; number < 5; ++number) letters.push_back(alice.write(bob, "unanswered"));
  for (const auto& letter : letters) QVERIFY(header_of(bob, alice, letter).handshake.has_value());
  QCOMPARE(bob.read(alice, letters[3]), Name{"unanswered"});  // whichever comes first
  alice.read(bob, bob.write(alice, "answer"));
  QCOMPARE(bob.read(alice, letters[0]), Name{"unanswered"});
  QVERIFY(!header_of(bob, alice, alice.write(bob, "answered")).handshake.has_value());
}

void TestHybridSession::both_directions_get_fresh_secrets_data() {
  QTest::addColumn<bool>("one_time");
  QTest::newRow("from one-time prekeys") << true;
  QTest::newRow("when there are none left (A6)") << false;
}

void TestHybridSession::both_directions_get_fresh_secrets() {
  QFETCH(bool, one_time);
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob, one_time ? OneTime::with : OneTime::without));
  bob.read(alice, alice.write(bob, "from a prekey"));
  const auto offering = bob.write(alice, "offers at once");
  QVERIFY(header_of(alice, bob, offering).offer.has_value());
  alice.read(bob, offering);
  const auto answering = alice.write(bob, "answers");
  const auto answer = header_of(bob, alice, answering);
  QVERIFY(answer.answer.has_value());
  QCOMPARE(answer.epoch.value, 0U);  // not before Bob has shown that he has the answer
  bob.read(alice, answering);
  const auto after = bob.write(alice, "uses it");
  QCOMPARE(header_of(alice, bob, after).epoch.value, 1U);
  alice.read(bob, after);
  QCOMPARE(header_of(bob, alice, alice.write(bob, "so do I")).epoch.value, 1U);
}

void TestHybridSession::secret_is_renewed_after_fifty_messages() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  talk(alice, bob, 4);
  std::vector<std::uint32_t> epochs;
  for (int round = 0; round < 200; ++round) {
    const auto letter = alice.write(bob, "on");
    epochs.push_back(header_of(bob, alice, letter).epoch.value);
    bob.read(alice, letter);
    alice.read(bob, bob.write(alice, "and on"));
  }
  QCOMPARE(epochs.front(), 1U);
  QVERIFY2(epochs.back() >= 7, std::to_string(epochs.back()).c_str());
  QVERIFY2(epochs.back() <= 9, std::to_string(epochs.back()).c_str());
}

void TestHybridSession::secret_is_renewed_after_a_day() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  talk(alice, bob, 3);
  QCOMPARE(header_of(bob, alice, alice.write(bob, "same day")).epoch.value, 1U);
  talk(alice, bob, 3, noon + hours{25});
  const auto letter = alice.write(bob, "next day", noon + hours{25});
  QCOMPARE(header_of(bob, alice, letter).epoch.value, 2U);
}

void TestHybridSession::monologue_repeats_its_offer_sparingly() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  bob.read(alice, alice.write(bob, "tell me"));
  int offers = 0;
  for (int number = 0; number < 40; ++number) {
    offers += header_of(alice, bob, bob.write(alice, "and then")).offer.has_value() ? 1 : 0;
  }
  QCOMPARE(offers, 5);
}

void TestHybridSession::late_messages_of_replaced_epochs_are_read_for_a_day() {
  for (const auto& [delay, expected] : {std::pair{hours{23}, "ok"}, {hours{25}, "undecryptable"}}) {
    HybridParty alice{"alice", 1};
    HybridParty bob{"bob", 2};
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    const auto late = alice.write(bob, "late");
    talk(bob, alice, 3);
    QCOMPARE(outcome(bob.try_read(alice, late, noon + delay)), Name{expected});
  }
}

void TestHybridSession::conversation_survives_loss_reordering_and_restarts_data() {
  QTest::addColumn<quint64>("seed");
  for (quint64 seed = 1; seed <= 12; ++seed) QTest::addRow("seed %d", static_cast<int>(seed)) << seed;
}

// Every message that arrives is read, whatever happened to the others.
void TestHybridSession::conversation_survives_loss_reordering_and_restarts() {
  QFETCH(quint64, seed);
  SeededRandom chance{seed};
  const auto one_in = [&](std::uint8_t n) {
    std::array<std::uint8_t, 1> byte{};
    must(chance.fill(byte));
    return byte[0] % n == 0;
  };
  HybridParty alice{"alice", 100 + seed};
  HybridParty bob{"bob", 200 + seed};
  must(alice.meet(bob));
  std::deque<Letter> to_bob;
  std::deque<Letter> to_alice;
  const auto deliver = [&](HybridParty& reader, HybridParty& writer, std::deque<Letter>& letters) {
    if (letters.empty()) return;
    const auto at = one_in(3) ? letters.size() - 1 : 0;
    const auto letter = letters[at];
    letters.erase(letters.begin() + static_cast<std::ptrdiff_t>(at));
    if (one_in(5)) return;  // lost
    QCOMPARE(outcome(reader.try_read(writer, letter)), Name{"ok"});
    if (one_in(4)) QCOMPARE(outcome(reader.try_read(writer, letter)), Name{"duplicate_message"});
  };
  for (int step = 0; step < 600; ++step) {
    if (one_in(2)) to_bob.push_back(alice.write(bob, "a"));
    deliver(bob, alice, to_bob);
    const bool bob_knows_alice = !bob.state.tables.sessions.empty();
    if (bob_knows_alice && one_in(2)) to_alice.push_back(bob.write(alice, "b"));
    deliver(alice, bob, to_alice);
    if (one_in(20)) alice.restart();
    if (one_in(20)) bob.restart();
  }
  QVERIFY(header_of(bob, alice, alice.write(bob, "end")).epoch.value >= 3);
}

void TestHybridSession::crossing_sessions_become_one() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  must(bob.meet(alice));
  const auto from_alice = alice.write(bob, "a");
  const auto from_bob = bob.write(alice, "b");
  QCOMPARE(alice.read(bob, from_bob), Name{"b"});
  QCOMPARE(bob.read(alice, from_alice), Name{"a"});
  talk(alice, bob, 60);
}

void TestHybridSession::archived_sessions_keep_their_secrets_and_no_longer() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  talk(alice, bob, 2);
  const auto under_way = alice.write(bob, "under way");
  must(alice.meet(bob));
  QCOMPARE(bob.read(alice, alice.write(bob, "new session")), Name{"new session"});
  QCOMPARE(bob.read(alice, under_way), Name{"under way"});
  const auto with_both = bob.state.tables.kem_records[alice.address].size();
  alice.read(bob, bob.write(alice, "answer"));
  bob.read(alice, alice.write(bob, "two days later", noon + hours{48}), noon + hours{48});
  QVERIFY(bob.state.tables.kem_records[alice.address].size() < with_both);
}

void TestHybridSession::record_stays_small() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  for (int session = 0; session < 8; ++session) {
    must(alice.meet(bob));
    talk(alice, bob, 40);
  }
  for (const auto& party : {&alice, &bob}) {
    QVERIFY(party->state.tables.kem_records.begin()->second.size() < 16 * 1024);
  }
}

/// There would be nothing to write in once the time of the last one is over.
void TestHybridSession::record_in_which_no_epoch_is_left_is_damaged() {
  const auto ratchet = [](bool newest_is_replaced) {
    Bytes epoch;
    put_bytes_field(epoch, 3, Bytes(32, 1));                // secret
    if (newest_is_replaced) put_number_field(epoch, 4, 1);  // when
    Bytes stored;
    put_bytes_field(stored, 2, Bytes(32, 2));  // root
    put_bytes_field(stored, 6, epoch);
    return stored;
  };
  QVERIFY(KemRatchet::parse(ratchet(false)).ok());
  QCOMPARE(outcome(KemRatchet::parse(ratchet(true))), Name{"store_corrupt"});
}

QTEST_APPLESS_MAIN(TestHybridSession)
#include "test_hybrid_session.moc"
