// SPDX-License-Identifier: GPL-3.0-or-later
// Each known defect of libsignal-protocol-c (M1 to M14, see crypto-docs/protocol.md) that touches sessions,
// and each attack on the wrapper itself: refused here, and seen to succeed with the defence off or against
// the bare library.
#include <malloc.h>
#include <openssl/bn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QTest>
#include <csignal>
#include <set>

#include "../../support/malleated.hpp"
#include "bare_library.hpp"
#include "faults.hpp"
#include "forging.hpp"
#include "sender_key_pair.hpp"
#include "session_record.hpp"
#include "sotto/crypto/sender_key.hpp"

using namespace sotto;
using namespace sotto::crypto;
using namespace sotto::crypto::test;
using namespace std::chrono_literals;

namespace {

struct NamedPoint {
  const char* name;
  const char* key;
};

/// Where every agreement gives zero, and, from `first_disguised` on, encodings of a key that has another one.
constexpr std::array points{
    NamedPoint{"u=0", "050000000000000000000000000000000000000000000000000000000000000000"},
    NamedPoint{"u=1", "050100000000000000000000000000000000000000000000000000000000000000"},
    NamedPoint{"order 8, first", "05e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"},
    NamedPoint{"order 8, second", "055f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"},
    NamedPoint{"p-1", "05ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
    NamedPoint{"p", "05edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
    NamedPoint{"p+1", "05eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
    NamedPoint{"u=0 with the top bit", "050000000000000000000000000000000000000000000000000000000000000080"},
    NamedPoint{"p+9, which is the base point",
               "05f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"},
    NamedPoint{"u=9 with the top bit", "050900000000000000000000000000000000000000000000000000000000000080"}};

constexpr std::size_t first_disguised = points.size() - 2;

void point_rows() {
  QTest::addColumn<QByteArray>("hex");
  QTest::addColumn<bool>("disguised");
  for (std::size_t at = 0; at < points.size(); ++at)
    QTest::addRow("%s", points[at].name) << QByteArray{points[at].key} << (at >= first_disguised);
}

Bytes key_from(const QByteArray& hex) {
  return *parse_hex(std::string_view{hex.data(), std::size_t(hex.size())});
}

/// The same point plus the point of order 2: 1/u. Agreements can't tell the two apart.
Bytes plus_order_two(ByteView key) {
  const std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context{BN_CTX_new(), BN_CTX_free};
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> u{BN_lebin2bn(key.data() + 1, 32, nullptr), BN_free};
  BIGNUM* raw = nullptr;
  BN_hex2bn(&raw, "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> p{raw, BN_free};
  BN_mod_inverse(u.get(), u.get(), p.get(), context.get());
  Bytes out(33);
  out[0] = 5;
  BN_bn2lebinpad(u.get(), out.data() + 1, 32);
  return out;
}

/// Two who have heard of each other.
struct Conversation {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  Conversation() {
    must(alice.meet(bob));
    bob.read(alice, alice.write(bob, "hello"));
    alice.read(bob, bob.write(alice, "hello"));
  }
};

/// Alice has processed Bob's bundle and written once.
struct Opening {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  Ciphertext first;
  explicit Opening(OneTime one_time = OneTime::without) {
    must(alice.meet(bob, one_time));
    first = alice.write(bob, "first");
  }
};

using Name = std::string;

}  // namespace

class TestDefences : public QObject {
  Q_OBJECT
 private slots:
  void m1_bad_point_in_a_bundle_is_refused_data() { point_rows(); }
  void m1_bad_point_in_a_bundle_is_refused();
  void m1_bad_point_in_a_message_is_refused_data() { point_rows(); }
  void m1_bad_point_in_a_message_is_refused();
  void m1_bad_point_in_a_distribution_is_refused_data() { point_rows(); }
  void m1_bad_point_in_a_distribution_is_refused();
  void m2_low_order_signing_key_verifies_nothing();
  void m3_malleated_signature_is_invalid();
  void m4_forged_first_message_leaves_no_trace();
  void m5_initial_message_is_accepted_once();
  void m5_base_key_of_mixed_order_is_no_way_round();
  void m6_store_failure_loses_no_message();
  void m7_repeated_distribution_does_not_turn_back();
  void m8_sender_keys_are_kept_by_group_and_sender();
  void m9_gap_is_refused_and_a_new_session_heals();
  void m10_waiting_keys_are_capped();
  void m10_waiting_keys_grow_old();
  void m10_failures_of_a_peer_are_throttled();
  void m11_trust_is_asked_on_every_send();
  void m11_trust_is_asked_on_every_receipt();
  void m12_wrapper_with_another_identity_is_refused();
  void m12_registration_id_of_a_wrapper_is_ignored();
  void m13_rolled_back_state_is_not_read_twice_and_heals();
  void m14_failing_primitive_is_an_error_and_leaves_no_trace();
  void m14_failing_primitive_of_a_sender_key_is_an_error_and_leaves_no_trace();
  void empty_signature_is_refused();
  void a16_archived_session_is_never_promoted();
  void a16_unanswered_session_is_never_promoted();
  void a16_archived_sessions_are_few_and_short_lived();
  void a17_forged_duplicate_proves_nothing();
  void a19_other_versions_are_refused();
  void changed_identity_is_learned_only_from_a_genuine_message();
};

void TestDefences::m1_bad_point_in_a_bundle_is_refused() {
  QFETCH(QByteArray, hex);
  QFETCH(bool, disguised);
  const Bytes bad = key_from(hex);
  for (int slot = 0; slot < 3; ++slot) {
    Party alice{"alice", 1};
    Party bob{"bob", 2};
    auto bundle = bob.bundle(OneTime::with);
    if (slot == 0) bundle.identity_key = bad;
    if (slot == 1) {
      bundle.signed_prekey = bad;
      bundle.signed_prekey_signature = must(sign_bare(bob.identity, bad, bob.random));
    }
    if (slot == 2) bundle.prekey = bad;
    const Tables before = alice.state.tables;
    const auto process = [&] {
      return outcome(alice.session.process_bundle(alice.state, bob.address, bundle, noon));
    };
    QCOMPARE(process(), Name{"low_order_key"});
    QCOMPARE(alice.state.tables, before);
    // Without the check, an identity fails as it signed nothing. A prekey of small order is stopped only by
    // the X25519 that was put into the library, and one in disguise by nothing.
    const Without defence{&Defences::foreign_keys};
    const Name unchecked = disguised ? "ok" : "crypto_failed";
    QCOMPARE(process(), slot == 0 ? Name{"invalid_signature"} : unchecked);
  }
}

void TestDefences::m1_bad_point_in_a_message_is_refused() {
  QFETCH(QByteArray, hex);
  QFETCH(bool, disguised);
  // Whoever changes a key of somebody else's message does not know what it is agreed with: a point in
  // disguise gets as far as the MAC, and one of small order as far as the X25519 that was put into the
  // library.
  const auto unchecked = [](bool is_disguised) {
    return Name{is_disguised ? "undecryptable" : "crypto_failed"};
  };
  const Bytes bad = key_from(hex);
  Opening opening;
  const Tables before = opening.bob.state.tables;
  for (const auto& forged :
       {rewrapped(opening.first, wrapper_field::identity, bad),
        rewrapped(opening.first, wrapper_field::base_key, bad), with_first_ratchet_key(opening.first, bad)}) {
    QCOMPARE(outcome(opening.bob.try_read(opening.alice, forged)), Name{"low_order_key"});
    const Without defence{&Defences::foreign_keys};
    const Without base_key{&Defences::torsion_free_base};
    QCOMPARE(outcome(opening.bob.try_read(opening.alice, forged)), unchecked(disguised));
  }
  QCOMPARE(opening.bob.state.tables, before);

  Conversation conversation;
  const auto forged = with_ratchet_key(conversation.alice.write(conversation.bob, "x"), bad);
  QCOMPARE(outcome(conversation.bob.try_read(conversation.alice, forged)), Name{"low_order_key"});
  const Without defence{&Defences::foreign_keys};
  QCOMPARE(outcome(conversation.bob.try_read(conversation.alice, forged)), unchecked(disguised));
}

void TestDefences::m1_bad_point_in_a_distribution_is_refused() {
  QFETCH(QByteArray, hex);
  constexpr std::uint32_t signing_key_field = 4;
  SenderKeyPair pair;
  const Bytes genuine = must(pair.from.create(pair.ours, "group"));
  const ByteView all{genuine};
  const Bytes forged = joined(all.first(1), with_bytes(all.subspan(1), signing_key_field, key_from(hex)));
  const auto process = [&] {
    return outcome(pair.to.process(pair.theirs, {"group", pair.alice.address}, forged));
  };
  QCOMPARE(process(), Name{"low_order_key"});
  QVERIFY(pair.theirs.records.empty());
  const Without defence{&Defences::foreign_keys};
  QCOMPARE(process(), Name{"ok"});
}

// R = the neutral point, s = 0: under u=0 valid whenever the hash is even.
void TestDefences::m2_low_order_signing_key_verifies_nothing() {
  Bytes zero(33);
  zero[0] = 5;
  Bytes constant(64);
  constant[0] = 1;
  QCOMPARE(outcome(PublicKey::parse(zero)), Name{"low_order_key"});
  const Without defence{&Defences::foreign_keys};
  const auto key = must(PublicKey::parse(zero));
  int valid = 0;
  for (std::uint8_t i = 0; i < 64; ++i) valid += verify_bare(key, Bytes{i}, constant).ok() ? 1 : 0;
  QVERIFY(valid > 10);
}

void TestDefences::m3_malleated_signature_is_invalid() {
  Party alice{"alice", 1};
  int tried = 0;
  for (std::uint8_t i = 0; i < 32; ++i) {
    const Bytes message{i};
    const Bytes other = testing::malleated(must(sign_bare(alice.identity, message, alice.random)));
    if (other.empty()) continue;
    ++tried;
    QCOMPARE(outcome(verify_bare(alice.identity.public_key(), message, other)), Name{"invalid_signature"});
    const Without defence{&Defences::reduced_signatures};
    QVERIFY(verify_bare(alice.identity.public_key(), message, other).ok());
  }
  QVERIFY(tried > 10);
}

void TestDefences::m4_forged_first_message_leaves_no_trace() {
  const auto attack = [](auto&& read_by_bob) {
    Party bob{"bob", 2};
    Party mallory{"alice", 66};
    must(mallory.meet(bob));
    const Tables before = bob.state.tables;
    read_by_bob(bob, mallory, with_bad_mac(mallory.write(bob, "I am alice")));
    const bool unchanged = bob.state.tables == before;
    Party alice{"alice", 1};
    must(alice.meet(bob));
    return std::pair{unchanged, outcome(bob.try_read(alice, alice.write(bob, "hello")))};
  };
  const auto ours = attack([](Party& bob, Party& mallory, const Ciphertext& forged) {
    QCOMPARE(outcome(bob.try_read(mallory, forged)), Name{"undecryptable"});
    QCOMPARE(bob.state.writes, 0);
  });
  QVERIFY(ours.first);
  QCOMPARE(ours.second, Name{"ok"});
  // The bare library takes Mallory's key for Alice's, and then refuses Alice.
  const auto theirs = attack([](Party& bob, Party& mallory, const Ciphertext& forged) {
    QVERIFY(BareLibrary{bob}.decrypt(mallory, forged) < 0);
  });
  QVERIFY(!theirs.first);
  QCOMPARE(theirs.second, Name{"untrusted_identity"});
}

void TestDefences::m5_initial_message_is_accepted_once() {
  const auto replay = [](int sessions_between, bool erase) {
    Opening opening;
    opening.bob.read(opening.alice, opening.first);
    for (int i = 0; i < sessions_between; ++i) {
      must(opening.alice.meet(opening.bob, OneTime::without));
      opening.bob.read(opening.alice, opening.alice.write(opening.bob, "again"));
    }
    if (erase) must(opening.bob.state.erase_session(opening.alice.address));
    opening.bob.restart();
    return outcome(opening.bob.try_read(opening.alice, opening.first));
  };
  QCOMPARE(replay(0, false), Name{"duplicate_message"});
  QCOMPARE(replay(0, true), Name{"replayed_prekey_message"});
  QCOMPARE(replay(41, false), Name{"replayed_prekey_message"});
  const Without defence{&Defences::replay_table};
  QCOMPARE(replay(0, true), Name{"ok"});
  QCOMPARE(replay(41, false), Name{"ok"});
}

void TestDefences::m5_base_key_of_mixed_order_is_no_way_round() {
  const auto replay = [] {
    Opening opening;
    opening.bob.read(opening.alice, opening.first);
    const Bytes base = field_of(ByteView{opening.first.data}.subspan(1), wrapper_field::base_key);
    return outcome(opening.bob.try_read(
        opening.alice, rewrapped(opening.first, wrapper_field::base_key, plus_order_two(base))));
  };
  QCOMPARE(replay(), Name{"low_order_key"});
  const Without defence{&Defences::torsion_free_base};
  QCOMPARE(replay(), Name{"ok"});
}

void TestDefences::m6_store_failure_loses_no_message() {
  // Ours: whatever fails, the caller's transaction is undone, and the same message is read at the next
  // attempt.
  int failures = 0;
  for (int n = 1;; ++n) {
    Opening opening{OneTime::with};
    auto& bob = opening.bob;
    const Tables before = bob.state.tables;
    bob.state.fail_after(n);
    const auto opened = bob.try_read(opening.alice, opening.first);
    if (opened) break;
    ++failures;
    QCOMPARE(outcome(opened), Name{"store_unavailable"});
    bob.state.tables = before;
    QCOMPARE(bob.read(opening.alice, opening.first), std::string{"first"});
    QCOMPARE(outcome(bob.try_read(opening.alice, opening.first)), Name{"duplicate_message"});
    QVERIFY(bob.state.tables.prekeys.empty());
  }
  QVERIFY(failures >= 9);
  // The control: the bare library stores the session, then fails to remove the prekey: the message is gone
  // for ever.
  Opening opening{OneTime::with};
  BareLibrary bare{opening.bob};
  int writes = 0;
  bare.before_write = [&] { return ++writes == 3 ? SG_ERR_UNKNOWN : 0; };
  QCOMPARE(bare.decrypt(opening.alice, opening.first), SG_ERR_UNKNOWN);
  QCOMPARE(bare.decrypt(opening.alice, opening.first), SG_ERR_DUPLICATE_MESSAGE);
}

void TestDefences::m7_repeated_distribution_does_not_turn_back() {
  const auto replay = [] {
    SenderKeyPair pair;
    const SenderKeyName name{"group", pair.alice.address};
    const Bytes distribution = must(pair.from.create(pair.ours, "group"));
    must(pair.to.process(pair.theirs, name, distribution));
    const Bytes message = must(pair.from.encrypt(pair.ours, "group", bytes_of("once")));
    must(pair.to.decrypt(pair.theirs, name, message));
    must(pair.to.process(pair.theirs, name, distribution));
    return outcome(pair.to.decrypt(pair.theirs, name, message));
  };
  QCOMPARE(replay(), Name{"duplicate_message"});
  const Without defence{&Defences::distribution_once};
  QCOMPARE(replay(), Name{"ok"});
}

// Keys are kept by group and sender: what was given for one group opens nothing that comes under another's
// name. Whoever has given the same key for both is understood in both (the library's M8): that what is inside
// names its group is seen to by the engine (B10).
void TestDefences::m8_sender_keys_are_kept_by_group_and_sender() {
  SenderKeyPair pair;
  const Bytes distribution = must(pair.from.create(pair.ours, "one"));
  must(pair.to.process(pair.theirs, {"one", pair.alice.address}, distribution));
  must(pair.to.process(pair.theirs, {"two", pair.alice.address}, must(pair.from.create(pair.ours, "two"))));
  const Bytes message = must(pair.from.encrypt(pair.ours, "one", bytes_of("for one")));
  QCOMPARE(outcome(pair.to.decrypt(pair.theirs, {"two", pair.alice.address}, message)), Name{"no_session"});
  QCOMPARE(outcome(pair.to.decrypt(pair.theirs, {"one", pair.bob.address}, message)), Name{"no_session"});
  QCOMPARE(outcome(pair.to.decrypt(pair.theirs, {"one", pair.alice.address}, message)), Name{"ok"});
  must(pair.to.process(pair.theirs, {"two", pair.alice.address}, distribution));
  QCOMPARE(outcome(pair.to.decrypt(pair.theirs, {"two", pair.alice.address}, message)), Name{"ok"});
}

// The limits of these are the numbers of the catalogue, not the constants of the product: whoever changes one
// of those is to hear of it.
void TestDefences::m9_gap_is_refused_and_a_new_session_heals() {
  Conversation c;
  for (int lost = 0; lost < 2'001; ++lost) c.alice.write(c.bob, "lost");
  const auto far = c.alice.write(c.bob, "far");
  const Tables before = c.bob.state.tables;
  for (int i = 0; i < 30; ++i) QCOMPARE(outcome(c.bob.try_read(c.alice, far)), Name{"too_far_ahead"});
  QCOMPARE(c.bob.state.tables, before);
  {
    Conversation other;
    for (int lost = 0; lost < 2'001; ++lost) other.alice.write(other.bob, "lost");
    const Without defence{&Defences::jump_cap};
    QCOMPARE(outcome(other.bob.try_read(other.alice, other.alice.write(other.bob, "far"))), Name{"ok"});
  }
  must(c.bob.meet(c.alice));
  QCOMPARE(c.alice.read(c.bob, c.bob.write(c.alice, "anew")), std::string{"anew"});
  QCOMPARE(c.bob.read(c.alice, c.alice.write(c.bob, "good")), std::string{"good"});
}

void TestDefences::m10_waiting_keys_are_capped() {
  constexpr std::size_t largest_record = 100'000;
  const auto record_after_jump = [] {
    Conversation c;
    for (std::uint32_t lost = 0; lost < 1990; ++lost) c.alice.write(c.bob, "lost");
    c.bob.read(c.alice, c.alice.write(c.bob, "far"));
    return c.bob.state.tables.sessions.begin()->second.size();
  };
  QVERIFY(record_after_jump() < largest_record);
  {
    const Without defence{&Defences::skipped_cap};
    QVERIFY(record_after_jump() > largest_record);
  }
  // The latest keys are the ones that stay, also when they come in many small gaps.
  Conversation c;
  std::vector<Ciphertext> late;
  for (int i = 0; i < 300; ++i) {
    late.push_back(c.alice.write(c.bob, "late"));
    c.bob.read(c.alice, c.alice.write(c.bob, "on time"));
  }
  QCOMPARE(outcome(c.bob.try_read(c.alice, late[0])), Name{"duplicate_message"});
  QCOMPARE(outcome(c.bob.try_read(c.alice, late[99])), Name{"duplicate_message"});
  QCOMPARE(c.bob.read(c.alice, late[100]), std::string{"late"});
  QCOMPARE(c.bob.read(c.alice, late[299]), std::string{"late"});
}

void TestDefences::m10_waiting_keys_grow_old() {
  constexpr Duration two_weeks = 14 * 24h;
  Conversation c;
  const auto late = c.alice.write(c.bob, "late");
  const auto later = c.alice.write(c.bob, "later");
  c.bob.read(c.alice, c.alice.write(c.bob, "on time"));
  QCOMPARE(c.bob.read(c.alice, late, noon + two_weeks), std::string{"late"});
  c.bob.restart();
  QCOMPARE(outcome(c.bob.try_read(c.alice, later, noon + two_weeks + 1ms)), Name{"duplicate_message"});
}

void TestDefences::m10_failures_of_a_peer_are_throttled() {
  Conversation c;
  const auto genuine = c.alice.write(c.bob, "genuine");
  const auto forged = with_bad_mac(c.alice.write(c.bob, "forged"));
  const auto outcomes = [&](Instant at) { return outcome(c.bob.try_read(c.alice, forged, at)); };
  for (int i = 0; i < 10; ++i) QCOMPARE(outcomes(noon), Name{"undecryptable"});
  QCOMPARE(outcomes(noon), Name{"throttled"});
  QCOMPARE(outcome(c.bob.try_read(c.alice, genuine)), Name{"throttled"});
  {
    const Without defence{&Defences::throttle};
    QCOMPARE(outcomes(noon), Name{"undecryptable"});
  }
  // Another device of the same user counts with it: there are as many as a relay likes to name.
  Party phone{"alice", 1, 7};
  must(c.bob.meet(phone));
  phone.read(c.bob, c.bob.write(phone, "hello"));
  const auto of_phone = phone.write(c.bob, "from the phone");
  QCOMPARE(outcome(c.bob.try_read(phone, of_phone)), Name{"throttled"});
  // Others are not concerned, a new session of the same peer neither, and it passes.
  Party carol{"carol", 3};
  must(carol.meet(c.bob));
  QCOMPARE(c.bob.read(carol, carol.write(c.bob, "hi")), std::string{"hi"});
  must(c.alice.meet(c.bob));
  QCOMPARE(c.bob.read(c.alice, c.alice.write(c.bob, "anew")), std::string{"anew"});
  QCOMPARE(c.bob.read(c.alice, genuine, noon + 1min), std::string{"genuine"});
}

void TestDefences::m11_trust_is_asked_on_every_send() {
  Conversation c;
  c.alice.state.tables.identities.begin()->second.trust = Trust::blocked;
  const Tables before = c.alice.state.tables;
  QCOMPARE(outcome(c.alice.try_write(c.bob, "x")), Name{"untrusted_identity"});
  QCOMPARE(c.alice.state.tables, before);
  {
    const Without defence{&Defences::trust_everywhere};
    QCOMPARE(outcome(c.alice.try_write(c.bob, "x")), Name{"ok"});
  }
  Party other{"bob", 3};
  c.alice.state.tables.identities.begin()->second = {copy_of(other.identity.public_key().view()),
                                                     Trust::trusted};
  QCOMPARE(outcome(c.alice.try_write(c.bob, "x")), Name{"untrusted_identity"});
}

void TestDefences::m11_trust_is_asked_on_every_receipt() {
  Conversation c;
  const auto message = c.bob.write(c.alice, "x");
  c.alice.state.tables.identities.begin()->second.trust = Trust::blocked;
  const Tables before = c.alice.state.tables;
  QCOMPARE(outcome(c.alice.try_read(c.bob, message)), Name{"untrusted_identity"});
  QCOMPARE(c.alice.state.tables, before);
  c.alice.state.tables.identities.begin()->second.trust = Trust::trusted;
  QCOMPARE(c.alice.read(c.bob, message), std::string{"x"});
  const auto next = c.bob.write(c.alice, "y");
  c.alice.state.tables.identities.begin()->second.trust = Trust::blocked;
  const Without defence{&Defences::trust_everywhere};
  QCOMPARE(outcome(c.alice.try_read(c.bob, next)), Name{"ok"});
}

void TestDefences::m12_wrapper_with_another_identity_is_refused() {
  Opening opening;
  Party mallory{"mallory", 66};
  const auto second = opening.alice.write(opening.bob, "second");
  opening.bob.read(opening.alice, opening.first);
  const auto spliced = rewrapped(second, wrapper_field::identity, mallory.identity.public_key().view());
  const Tables before = opening.bob.state.tables;
  QCOMPARE(outcome(opening.bob.try_read(opening.alice, spliced)), Name{"identity_mismatch"});
  QCOMPARE(opening.bob.state.tables, before);
  const Without defence{&Defences::wrapper_identity};
  QCOMPARE(outcome(opening.bob.try_read(opening.alice, spliced)), Name{"ok"});
}

void TestDefences::m12_registration_id_of_a_wrapper_is_ignored() {
  const auto remote_registration = [](const Bytes& stored) {
    const Bytes state = field_of(stored, 1);
    ProtobufReader reader{state};
    while (const auto field = reader.next()) {
      if (field->number == 10) return field->value;
    }
    return std::uint64_t{0};
  };
  constexpr std::uint32_t forged_id = 1234;
  Opening opening;
  const auto forged = with_registration(opening.first, forged_id);
  QCOMPARE(opening.bob.read(opening.alice, forged), std::string{"first"});
  QVERIFY(remote_registration(opening.bob.state.tables.sessions.begin()->second) != forged_id);
  Opening control;
  QVERIFY(BareLibrary{control.bob}.decrypt(control.alice, with_registration(control.first, forged_id)) >= 0);
  QCOMPARE(remote_registration(control.bob.state.tables.sessions.begin()->second), std::uint64_t{forged_id});
}

// A session can't know that its store was rolled back: it encrypts with a key that was used. What it does
// promise is that the other side never takes the second message for a new one, and that a new session heals.
// To notice the rollback is the client engine's part.
void TestDefences::m13_rolled_back_state_is_not_read_twice_and_heals() {
  Conversation c;
  const Tables backup = c.alice.state.tables;
  const auto message = c.alice.write(c.bob, "same");
  c.bob.read(c.alice, message);
  c.alice.state.tables = backup;
  const auto repeated = c.alice.write(c.bob, "same");
  QCOMPARE(repeated.data, message.data);  // the control: one key, one text, one ciphertext
  QCOMPARE(outcome(c.bob.try_read(c.alice, repeated)), Name{"duplicate_message"});
  must(c.alice.meet(c.bob));
  const auto anew = c.alice.write(c.bob, "same");
  QVERIFY(anew.data != message.data);
  QCOMPARE(c.bob.read(c.alice, anew), std::string{"same"});
}

void TestDefences::m14_failing_primitive_is_an_error_and_leaves_no_trace() {
  enum class Flow { bundle, encrypt, first_message, message, skipping_message };
  for (const auto flow :
       {Flow::bundle, Flow::encrypt, Flow::first_message, Flow::message, Flow::skipping_message}) {
    unsigned failures = 0;
    for (unsigned n = 1;; ++n) {
      Opening opening{OneTime::with};
      auto& alice = opening.alice;
      auto& bob = opening.bob;
      Ciphertext next = opening.first;
      if (flow == Flow::message || flow == Flow::skipping_message) {
        bob.read(alice, opening.first);
        alice.read(bob, bob.write(alice, "answer"));
        if (flow == Flow::skipping_message) alice.write(bob, "lost");
        next = alice.write(bob, "next");
      }
      const Tables alice_before = alice.state.tables;
      const Tables bob_before = bob.state.tables;
      const auto run = [&]() -> Name {
        if (flow == Flow::bundle) return outcome(bob.meet(alice));
        if (flow == Flow::encrypt) return outcome(alice.try_write(bob, "x"));
        return outcome(bob.try_read(alice, next));
      };
      set_fault(n);
      const Name result = run();
      const bool fired = !is_fault_pending();
      set_fault(0);
      if (!fired) {
        QCOMPARE(result, Name{"ok"});
        break;
      }
      ++failures;
      QVERIFY2(result == "crypto_failed" || result == "undecryptable" || result == "store_corrupt",
               result.c_str());
      if (flow != Flow::bundle) QCOMPARE(alice.state.tables, alice_before);
      QCOMPARE(bob.state.tables, bob_before);
      QCOMPARE(run(), Name{"ok"});
    }
    QVERIFY(failures >= (flow == Flow::bundle ? 5U : 8U));
  }
}

namespace {

struct FailedRun {
  unsigned failures = 0;          ///< how many primitives failed, each in a scene of its own
  std::set<std::string> results;  ///< what was said
  bool left_a_trace = false;
  bool lasts = false;  ///< the next attempt failed too
};

FailedRun fail_each_primitive(SenderKeyFlow flow) {
  FailedRun run;
  for (unsigned n = 1;; ++n) {
    SenderKeyScene scene{flow};
    const auto before = scene.state();
    set_fault(n);
    const auto result = scene.run();
    const bool fired = !is_fault_pending();
    set_fault(0);
    if (!fired) {
      run.lasts = run.lasts || result != "ok";
      return run;
    }
    ++run.failures;
    run.results.insert(result);
    run.left_a_trace = run.left_a_trace || scene.state() != before;
    run.lasts = run.lasts || scene.run() != "ok";
  }
}

}  // namespace

// Where the library crashed: sender_message_key_create, on any error. To create a key and to take one in need
// randomness only, see test_failures.cpp.
void TestDefences::m14_failing_primitive_of_a_sender_key_is_an_error_and_leaves_no_trace() {
  // What is not written is not zero by chance either: whoever frees it is seen.
  mallopt(M_PERTURB, 0x5a);
  for (const auto flow : {SenderKeyFlow::encrypt, SenderKeyFlow::decrypt, SenderKeyFlow::decrypt_ahead,
                          SenderKeyFlow::decrypt_late}) {
    const auto run = fail_each_primitive(flow);
    QVERIFY2(run.failures >= 8, std::to_string(run.failures).c_str());
    QVERIFY2(run.results.count("ok") == 0, "a failure that nobody has seen");
    QVERIFY(!run.left_a_trace);
    QVERIFY(!run.lasts);
  }
  mallopt(M_PERTURB, 0);
}

void TestDefences::empty_signature_is_refused() {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  const Tables before = alice.state.tables;
  auto bundle = bob.bundle(OneTime::without);
  for (const std::size_t size : {0U, 1U, 63U, 65U}) {
    bundle.signed_prekey_signature.assign(size, 1);
    QCOMPARE(outcome(alice.session.process_bundle(alice.state, bob.address, bundle, noon)),
             Name{"invalid_signature"});
  }
  QCOMPARE(alice.state.tables, before);
  // The bare library reads through a null pointer; a child process shows it.
  bundle.signed_prekey_signature.clear();
  const pid_t child = fork();
  if (child == 0) {
    for (const int number : {SIGSEGV, SIGABRT}) std::signal(number, SIG_DFL);
    if (std::freopen("/dev/null", "w", stderr) == nullptr) _exit(0);
    BareLibrary{alice}.process_bundle(bob, bundle);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  QVERIFY(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
}

void TestDefences::a16_archived_session_is_never_promoted() {
  const auto answered_to_the_clone = [] {
    Conversation c;
    Party clone{"bob", 2};
    clone.state.tables = c.bob.state.tables;
    must(c.bob.meet(c.alice));
    c.alice.read(c.bob, c.bob.write(c.alice, "anew"));
    c.bob.read(c.alice, c.alice.write(c.bob, "good"));
    c.alice.read(clone, clone.write(c.alice, "from the old session"));
    const auto answer = c.alice.write(c.bob, "secret");
    return outcome(clone.try_read(c.alice, answer));
  };
  QCOMPARE(answered_to_the_clone(), Name{"undecryptable"});
  const Without defence{&Defences::archive_limits};
  QCOMPARE(answered_to_the_clone(), Name{"ok"});
}

// The relay keeps back every answer in the session that was copied: then its first messages go on, and name
// it.
void TestDefences::a16_unanswered_session_is_never_promoted() {
  const auto answered_to_the_clone = [] {
    Party alice{"alice", 1};
    Party bob{"bob", 2};
    must(bob.meet(alice));
    alice.read(bob, bob.write(alice, "hello"));
    static_cast<void>(alice.write(bob, "kept back"));
    Party clone{"bob", 2};
    clone.state.tables = bob.state.tables;
    must(bob.meet(alice));
    alice.read(bob, bob.write(alice, "anew"));
    const auto from_the_clone = clone.write(alice, "from the old session");
    if (from_the_clone.type != CiphertextType::prekey) qFatal("it was answered");
    alice.read(clone, from_the_clone);
    return outcome(clone.try_read(alice, alice.write(bob, "secret")));
  };
  QCOMPARE(answered_to_the_clone(), Name{"undecryptable"});
  const Without defence{&Defences::archive_limits};
  QCOMPARE(answered_to_the_clone(), Name{"ok"});
}

void TestDefences::a16_archived_sessions_are_few_and_short_lived() {
  constexpr Duration a_day = 24h;
  const auto read_after = [](int sessions, Duration time) {
    Conversation c;
    const auto under_way = c.bob.write(c.alice, "under way");
    for (int i = 0; i < sessions; ++i) must(c.alice.meet(c.bob));
    return outcome(c.alice.try_read(c.bob, under_way, noon + time));
  };
  QCOMPARE(read_after(1, a_day), Name{"ok"});
  QCOMPARE(read_after(1, a_day + 1ms), Name{"undecryptable"});
  QCOMPARE(read_after(3, 0ms), Name{"ok"});
  QCOMPARE(read_after(4, 0ms), Name{"undecryptable"});
  const Without defence{&Defences::archive_limits};
  QCOMPARE(read_after(1, a_day + 1ms), Name{"ok"});
  QCOMPARE(read_after(4, 0ms), Name{"ok"});
}

// Nothing is left to check the MAC of a used key with: "duplicate" is said of a forgery as well, and of
// nothing worse.
void TestDefences::a17_forged_duplicate_proves_nothing() {
  Conversation c;
  const auto message = c.alice.write(c.bob, "x");
  c.bob.read(c.alice, message);
  const Tables before = c.bob.state.tables;
  QCOMPARE(outcome(c.bob.try_read(c.alice, with_bad_mac(message))), Name{"duplicate_message"});
  QCOMPARE(c.bob.state.tables, before);
}

void TestDefences::a19_other_versions_are_refused() {
  Conversation c;
  for (const int version : {0x00, 0x13, 0x23, 0x32, 0x35, 0x43, 0x44, 0xf3}) {
    auto message = c.alice.write(c.bob, "x");
    message.data[0] = static_cast<std::uint8_t>(version);
    QCOMPARE(outcome(c.bob.try_read(c.alice, message)), Name{"unsupported_version"});
    if (version >> 4 != 2) continue;
    const Without defence{&Defences::version_check};
    QCOMPARE(outcome(c.bob.try_read(c.alice, message)), Name{"undecryptable"});
  }
}

void TestDefences::changed_identity_is_learned_only_from_a_genuine_message() {
  Conversation c;
  Party renewed{"alice", 77};
  must(renewed.meet(c.bob));
  const auto message = renewed.write(c.bob, "new phone");
  const Tables before = c.bob.state.tables;
  QCOMPARE(outcome(c.bob.try_read(renewed, with_bad_mac(message))), Name{"undecryptable"});
  QCOMPARE(outcome(c.bob.try_read(renewed, message)), Name{"untrusted_identity"});
  QCOMPARE(c.bob.state.tables, before);
  const auto key = must(Session::identity_of(message.data));
  QVERIFY(key == renewed.identity.public_key());
  must(c.bob.state.save_identity(renewed.address.user, {key, Trust::trusted}));
  QCOMPARE(c.bob.read(renewed, message), std::string{"new phone"});
  QCOMPARE(outcome(c.bob.try_read(c.alice, c.alice.write(c.bob, "old phone"))), Name{"untrusted_identity"});
}

QTEST_GUILESS_MAIN(TestDefences)
#include "test_defences.moc"
