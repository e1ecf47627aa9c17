// SPDX-License-Identifier: GPL-3.0-or-later
// Attacks on the content layer. Where a defence has a switch, each is seen to succeed without it.
#include <QTest>

#include "defences.hpp"
#include "hybrid_party.hpp"
#include "salamander.hpp"
#include "sealed_content.hpp"
#include "sotto/crypto/digest.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;

namespace {

using Name = std::string;

const Bytes salt(content_salt_size, 7);
const Bytes context{1, 2, 3};

SecretBytes secret(std::uint8_t fill) { return SecretBytes::copied_from(Bytes(64, fill)); }

/// Alice and Bob in the middle of a conversation.
struct Pair {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  Pair() {
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
  }
};

/// The content key that an attacker has who knows everything of the Double Ratchet and nothing of the KEM
/// opens what was recorded.
bool opens_without_the_kem() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  const auto letter = alice.write(bob, "recorded");
  bob.state.tables.kem_records.clear();  // what a quantum computer can't compute from a recording
  const auto guess = must(KemKeyPair::from_seed(SecretBytes{KemKeyPair::seed_size}));
  for (auto& [id, record] : bob.state.tables.kem_prekeys) {
    std::copy(guess.seed().expose().begin(), guess.seed().expose().end(), record.begin() + 1);
  }
  return bob.try_read(alice, letter).ok();
}

enum class Move : std::uint8_t { sender_device, recipient_device, conversation, message };

ContentContext moved(ContentContext to, Move move) {
  switch (move) {
    case Move::sender_device:
      to.recipient.device.value += 1;
      break;
    case Move::recipient_device:
      to.recipient.user = must(Username::parse("carol"));
      break;
    case Move::conversation:
      to.conversation = "another";
      break;
    case Move::message:
      to.message.bytes[5] ^= 1;
      break;
  }
  return to;
}

/// A genuine message handed in for somewhere else.
std::string read_elsewhere(Pair& pair, Move move) {
  auto& [alice, bob] = pair;
  const auto letter = alice.write(bob, "here");
  const auto there = moved(alice.context_to(bob, letter.message), move);
  return outcome(bob.hybrid.decrypt(bob.state, there, letter.ciphertext.type, letter.ciphertext.data, noon));
}

/// Two keys for one sealed content.
Bytes content_for_two_keys() {
  const auto key_of = [](std::uint8_t fill) {
    // Sealing a known content tells nothing of its key; the test derives it as content_seal.cpp does.
    Bytes info{0, 0, 0, 16};
    append(info, bytes_of("sotto/v1/content"));
    append(info, Bytes{0, 0, 0, static_cast<std::uint8_t>(salt.size())});
    append(info, salt);
    const auto both = must(hkdf(secret(fill), info, 64));
    return SecretBytes::copied_from(both.expose().first(32));
  };
  auto sealed = must(seal_content(secret(1), salt, context, {}));
  sealed.resize(32);  // the first key's commitment
  append(sealed, salamander(key_of(1), key_of(2), context));
  return sealed;
}

}  // namespace

class TestContentLayer : public QObject {
  Q_OBJECT
 private slots:
  void cleanup() { defences() = {}; }
  void recorded_conversation_is_closed_without_the_kem_secret();
  void content_opens_in_its_context_only_data();
  void content_opens_in_its_context_only();
  void what_the_content_layer_refuses_is_throttled();
  void content_opens_under_one_key_only();
  void sealed_content_is_bound_to_every_input();
  void suite_of_a_peer_never_falls();
  void bundle_of_another_suite_is_refused();
  void bundle_with_a_bad_kem_prekey_is_refused_data();
  void bundle_with_a_bad_kem_prekey_is_refused();
  void message_without_its_kem_handshake_is_refused();
  void damaged_kem_handshake_changes_nothing();
  void damaged_content_changes_nothing();
  void failing_randomness_changes_nothing();
  void malformed_headers_are_refused();
  void header_survives_its_serialisation();
};

void TestContentLayer::recorded_conversation_is_closed_without_the_kem_secret() {
  QVERIFY(!opens_without_the_kem());
  defences().kem_secret = false;
  QVERIFY(opens_without_the_kem());
}

void TestContentLayer::content_opens_in_its_context_only_data() {
  QTest::addColumn<int>("move");
  QTest::newRow("another device") << static_cast<int>(Move::sender_device);
  QTest::newRow("another user") << static_cast<int>(Move::recipient_device);
  QTest::newRow("another conversation") << static_cast<int>(Move::conversation);
  QTest::newRow("another message id") << static_cast<int>(Move::message);
}

void TestContentLayer::content_opens_in_its_context_only() {
  QFETCH(int, move);
  Pair pair;
  const auto before = pair.bob.state.tables;
  QCOMPARE(read_elsewhere(pair, static_cast<Move>(move)), Name{"context_mismatch"});
  QVERIFY(pair.bob.state.tables == before);
  defences().content_context = false;
  QCOMPARE(read_elsewhere(pair, static_cast<Move>(move)), Name{"ok"});
}

// The session opens it each time, and forgets it each time: a member of the conversation could have that done
// again and again, with the longest way to its key.
void TestContentLayer::what_the_content_layer_refuses_is_throttled() {
  Pair pair;
  for (int number = 0; number < 10; ++number)
    QCOMPARE(read_elsewhere(pair, Move::message), Name{"context_mismatch"});
  QCOMPARE(read_elsewhere(pair, Move::message), Name{"throttled"});
  defences().throttle = false;
  QCOMPARE(read_elsewhere(pair, Move::message), Name{"context_mismatch"});
}

// Without the commitment one sealed content opens under two keys: to each of two recipients another text.
void TestContentLayer::content_opens_under_one_key_only() {
  const auto sealed = content_for_two_keys();
  QVERIFY(open_content(secret(1), salt, context, sealed).ok());
  QCOMPARE(outcome(open_content(secret(2), salt, context, sealed)), Name{"undecryptable"});
  defences().key_commitment = false;
  QCOMPARE(outcome(open_content(secret(2), salt, context, sealed)), Name{"ok"});
}

void TestContentLayer::sealed_content_is_bound_to_every_input() {
  const auto sealed = must(seal_content(secret(1), salt, context, bytes_of("text")));
  QCOMPARE(sealed.size(), content_seal_overhead + 4);
  QCOMPARE(std::string{text_of(must(open_content(secret(1), salt, context, sealed)).expose())}, Name{"text"});
  QCOMPARE(outcome(open_content(secret(2), salt, context, sealed)), Name{"undecryptable"});
  QCOMPARE(outcome(open_content(secret(1), Bytes(16, 8), context, sealed)), Name{"undecryptable"});
  QCOMPARE(outcome(open_content(secret(1), salt, Bytes{1, 2}, sealed)), Name{"context_mismatch"});
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto damaged = sealed;
    damaged[at] ^= 1;
    QCOMPARE(outcome(open_content(secret(1), salt, context, damaged)),
             Name{at < 32 ? "undecryptable" : "context_mismatch"});
    QVERIFY(!open_content(secret(1), salt, context, ByteView{sealed}.first(at)).ok());
  }
}

// Bob has shown suite 3, of a later release: suite 2 is a step back then.
void TestContentLayer::suite_of_a_peer_never_falls() {
  Pair pair;
  auto& [alice, bob] = pair;
  QCOMPARE(alice.state.tables.identities[bob.address.user].suite, suite_hybrid);
  alice.state.tables.identities[bob.address.user].suite = suite_hybrid + 1;
  const auto before = alice.state.tables;
  QCOMPARE(outcome(alice.meet(bob)), Name{"unsupported_suite"});
  QCOMPARE(outcome(alice.try_read(bob, bob.write(alice, "old"))), Name{"unsupported_suite"});
  QCOMPARE(outcome(alice.try_write(bob, "old")), Name{"unsupported_suite"});
  QVERIFY(alice.state.tables == before);
  defences().suite_never_falls = false;
  QCOMPARE(outcome(alice.meet(bob)), Name{"ok"});
  QCOMPARE(outcome(alice.try_read(bob, bob.write(alice, "old"))), Name{"ok"});
}

void TestContentLayer::bundle_of_another_suite_is_refused() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  for (const std::uint32_t suite : {0U, 1U, 3U}) {
    auto bundle = bob.hybrid_bundle(OneTime::with);
    bundle.suite = suite;
    QCOMPARE(outcome(alice.hybrid.process_bundle(alice.state, bob.address, bundle, noon)),
             Name{"unsupported_suite"});
  }
  QCOMPARE(alice.state.writes, 0);
}

void TestContentLayer::bundle_with_a_bad_kem_prekey_is_refused_data() {
  QTest::addColumn<int>("defect");
  QTest::addColumn<QString>("code");
  QTest::newRow("another key") << 0 << "invalid_signature";
  QTest::newRow("another id") << 1 << "invalid_signature";
  QTest::newRow("a last resort that passes for a one-time prekey") << 2 << "invalid_signature";
  QTest::newRow("no key") << 3 << "invalid_key";
  QTest::newRow("a key that is not reduced") << 4 << "invalid_key";
  QTest::newRow("no signature") << 5 << "invalid_signature";
}

void TestContentLayer::bundle_with_a_bad_kem_prekey_is_refused() {
  QFETCH(int, defect);
  QFETCH(QString, code);
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  auto bundle = bob.hybrid_bundle(OneTime::without);
  if (defect == 0) bundle.kem_prekey = bob.hybrid_bundle(OneTime::with).kem_prekey;
  if (defect == 1) bundle.kem_prekey_id.value ^= 1;
  if (defect == 2) bundle.kem_prekey_kind = KemPrekeyKind::one_time;
  if (defect == 3) bundle.kem_prekey.clear();
  if (defect == 4) std::fill_n(bundle.kem_prekey.begin(), 3, std::uint8_t{0xff});
  if (defect == 3 || defect == 4) {  // signed by Bob himself, all the same
    bundle.kem_prekey_signature = must(sign(
        bob.identity, SignaturePurpose::kem_last_resort,
        kem_prekey_message(bob.address.user, bob.address.device, bundle.kem_prekey_id, bundle.kem_prekey),
        bob.random));
  }
  if (defect == 5) bundle.kem_prekey_signature.clear();
  QCOMPARE(outcome(alice.process(bob, bundle)), code.toStdString());
  QCOMPARE(alice.state.writes, 0);
}

// A relay, or a peer, that would like to do without: the bare session of suite 1.
void TestContentLayer::message_without_its_kem_handshake_is_refused() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.session.process_bundle(alice.state, bob.address, bob.bundle(OneTime::with), noon));
  ContentHeader header;
  header.counter = 1;
  auto content = serialise(header);
  append(content, must(seal_content(secret(1), header.salt, {}, bytes_of("no KEM"))));
  const auto before = bob.state.tables;
  for (const ByteView plaintext : {ByteView{content}, bytes_of("suite 1"), ByteView{}}) {
    const auto sealed = must(alice.session.encrypt(alice.state, bob.address, plaintext, noon));
    QVERIFY(!bob.try_read(alice, {MessageId{}, sealed}).ok());
    QVERIFY(bob.state.tables == before);
  }
}

void TestContentLayer::damaged_kem_handshake_changes_nothing() {
  HybridParty alice{"alice", 1};
  HybridParty bob{"bob", 2};
  must(alice.meet(bob));
  const auto genuine = alice.state.tables;
  const auto base = genuine.kem_records.at(bob.address);
  const auto before = bob.state.tables;
  int tried = 0;
  // Alice's own record is damaged where the ciphertext lies, so that all around it is genuine.
  for (std::size_t at = base.size() - kem_ciphertext_size; at < base.size(); at += 61, ++tried) {
    alice.state.tables = genuine;
    alice.state.tables.kem_records[bob.address][at] ^= 0x40;
    const auto letter = alice.try_write(bob, "damaged");
    if (!letter) continue;
    bob.restart();  // or he would try ten, and no more for a minute
    QCOMPARE(outcome(bob.try_read(alice, *letter)), Name{"undecryptable"});
    QVERIFY(bob.state.tables == before);
  }
  QVERIFY(tried > 10);
  alice.state.tables = genuine;
  alice.hybrid = HybridSession{alice.identity, alice.registration, alice.random};
  bob.restart();
  QCOMPARE(bob.read(alice, alice.write(bob, "genuine")), Name{"genuine"});
}

void TestContentLayer::damaged_content_changes_nothing() {
  Pair pair;
  auto& [alice, bob] = pair;
  const auto letter = alice.write(bob, "genuine");
  const auto before = bob.state.tables;
  for (std::size_t at = 1; at < letter.ciphertext.data.size(); at += 97) {
    auto damaged = letter;
    damaged.ciphertext.data[at] ^= 1;
    QVERIFY(!bob.try_read(alice, damaged).ok());
    QVERIFY(bob.state.tables == before);
  }
}

void TestContentLayer::failing_randomness_changes_nothing() {
  for (int after = 1;; ++after) {
    HybridParty alice{"alice", 1};
    HybridParty bob{"bob", 2};
    must(alice.meet(bob));
    const auto letter = alice.write(bob, "hello");
    const auto before = bob.state.tables;
    bob.random.fail_after(after);
    const auto read = bob.try_read(alice, letter);
    if (read) {
      QVERIFY(after > 1);
      break;
    }
    QVERIFY(bob.state.tables == before);
    bob.random.fail_after(0);
    bob.restart();
    QCOMPARE(bob.read(alice, letter), Name{"hello"});
  }
}

void TestContentLayer::malformed_headers_are_refused() {
  ContentHeader header;
  header.counter = 1;
  header.offer = KemOffer{{1}, Bytes(KemPublicKey::size, 1)};
  auto genuine = serialise(header);
  append(genuine, Bytes(content_seal_overhead, 0));
  QVERIFY(SealedContent::parse(genuine).ok());
  for (std::size_t size = 0; size < genuine.size(); size += 13) {
    QVERIFY(!SealedContent::parse(ByteView{genuine}.first(size)).ok());
  }
  auto other = genuine;
  other[0] = 1;
  QCOMPARE(outcome(SealedContent::parse(other)), Name{"unsupported_suite"});
  other = genuine;
  other[1] |= 8;
  QCOMPARE(outcome(SealedContent::parse(other)), Name{"malformed"});
  other = genuine;
  other[13] = 0;  // the counter
  QCOMPARE(outcome(SealedContent::parse(other)), Name{"malformed"});
}

void TestContentLayer::header_survives_its_serialisation() {
  ContentHeader header;
  header.epoch = {0x01020304};
  header.counter = 0x0506070809;
  header.salt.fill(9);
  header.handshake = KemHandshake{{7}, Bytes(kem_ciphertext_size, 1)};
  header.answer = KemAnswer{{3}, Bytes(kem_ciphertext_size, 2)};
  auto bytes = serialise(header);
  const auto size = bytes.size();
  append(bytes, Bytes(60, 5));
  const auto parsed = must(SealedContent::parse(bytes));
  QCOMPARE(serialise(parsed.header), serialise(header));
  QCOMPARE(parsed.header_bytes.size(), size);
  QCOMPARE(parsed.sealed.size(), 60U);
}

QTEST_APPLESS_MAIN(TestContentLayer)
#include "test_content_layer.moc"
