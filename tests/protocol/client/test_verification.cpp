// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>

#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using crypto::SafetyCodeMatch;
using std::chrono::minutes;

namespace {

std::string number_with(Device& device, const std::string& user) {
  return (*device.engine().safety_number(name(user))).value_or("");
}

std::string code_with(Device& device, const std::string& user) {
  return (*device.engine().safety_code(name(user))).value_or("");
}

std::size_t notices_of_change(Device& device, const std::string& with) {
  std::size_t count = 0;
  for (const auto& message : device.messages_with(with)) {
    if (message.kind == store::MessageKind::identity_changed) ++count;
  }
  return count;
}

/// The relay gives the name to somebody else, or bob begins anew: alice can't tell.
Device& replace_bob(Pair& pair, const std::string& text = "it is me, really") {
  pair.world.relay.last_device += 10;
  pair.world.relay.accounts.erase("bob");
  pair.world.relay.disconnect_all();
  pair.world.settle(minutes{2});
  auto& other = pair.world.register_user("bob");
  static_cast<void>(other.say("alice", text));
  pair.world.settle(minutes{2});
  return other;
}

/// While alice is asked about a key, nothing of that name is opened. But a message that can't be read makes
/// her look for the name's keys once more.
Device& replace_bob_once_more(Pair& pair) {
  pair.world.relay.tamper_delivery = [](wire::Delivery& delivery) {
    delivery.envelope.ciphertext.back() ^= 1;
  };
  auto& other = replace_bob(pair, "no, I am");
  pair.world.relay.tamper_delivery = {};
  return other;
}

}  // namespace

class TestVerification : public QObject {
  Q_OBJECT

 private slots:
  void a_number_that_was_compared_verifies();
  void another_number_verifies_nothing();
  void nobody_is_verified_before_the_first_contact();
  void a_verification_can_be_taken_back();
  void it_outlives_a_restart();
  void a_changed_key_ends_it_and_stops_sending_until_accepted();
  void only_the_key_whose_number_was_shown_is_accepted();
  void a_further_key_is_told();
  void further_keys_below_what_is_missing_are_told_once();
  void the_other_s_code_is_the_same_and_verifies_nothing_by_itself();
  void a_code_of_somebody_in_between_is_another_key();
  void a_code_of_another_conversation_is_none_of_this_one();
  void there_is_no_code_before_the_first_contact();
};

void TestVerification::a_number_that_was_compared_verifies() {
  Pair pair;
  QCOMPARE(number_with(pair.alice, "bob"), number_with(pair.bob, "alice"));
  QVERIFY(!pair.alice.conversation("bob")->verified);
  QVERIFY(pair.alice.handle(client::VerifyIdentity{name("bob"), number_with(pair.bob, "alice")}).ok());
  QVERIFY(pair.alice.conversation("bob")->verified);
  QVERIFY(!pair.bob.conversation("alice")->verified);
}

void TestVerification::another_number_verifies_nothing() {
  Pair pair;
  auto number = number_with(pair.alice, "bob");
  number.back() = number.back() == '0' ? '1' : '0';
  QCOMPARE(pair.alice.handle(client::VerifyIdentity{name("bob"), number}).error().code,
           ErrorCode::untrusted_identity);
  QCOMPARE(pair.alice.handle(client::VerifyIdentity{name("bob"), ""}).error().code,
           ErrorCode::untrusted_identity);
  QVERIFY(!pair.alice.conversation("bob")->verified);
}

void TestVerification::nobody_is_verified_before_the_first_contact() {
  Pair pair;
  QCOMPARE(pair.alice.handle(client::VerifyIdentity{name("carol"), "1"}).error().code, ErrorCode::not_found);
  QCOMPARE(pair.alice.handle(client::UnverifyIdentity{name("carol")}).error().code, ErrorCode::not_found);
}

void TestVerification::a_verification_can_be_taken_back() {
  Pair pair;
  QVERIFY(pair.alice.handle(client::VerifyIdentity{name("bob"), number_with(pair.alice, "bob")}).ok());
  QVERIFY(pair.alice.handle(client::UnverifyIdentity{name("bob")}).ok());
  QVERIFY(!pair.alice.conversation("bob")->verified);
}

void TestVerification::it_outlives_a_restart() {
  Pair pair;
  QVERIFY(pair.alice.handle(client::VerifyIdentity{name("bob"), number_with(pair.alice, "bob")}).ok());
  pair.alice.crash();
  QVERIFY(pair.alice.say("bob", "still you").ok());
  pair.world.settle(minutes{2});
  QVERIFY(pair.alice.conversation("bob")->verified);
}

/// Attack C2.
void TestVerification::a_changed_key_ends_it_and_stops_sending_until_accepted() {
  Pair pair;
  const auto number = number_with(pair.alice, "bob");
  QVERIFY(pair.alice.handle(client::VerifyIdentity{name("bob"), number}).ok());
  auto& other = replace_bob(pair);
  auto view = *pair.alice.conversation("bob");
  QVERIFY(view.blocked_by_identity_change && view.was_verified && !view.verified);
  QCOMPARE(pair.alice.handle(client::VerifyIdentity{name("bob"), number}).error().code,
           ErrorCode::untrusted_identity);
  const auto new_number = number_with(pair.alice, "bob");
  QVERIFY(new_number != number);
  QCOMPARE(pair.alice.handle(client::VerifyIdentity{name("bob"), new_number}).error().code,
           ErrorCode::untrusted_identity);
  QVERIFY(pair.alice.say("bob", "for bob alone").ok());
  pair.world.settle(minutes{5});
  QCOMPARE(other.texts_with("alice"), Texts{"it is me, really"});
  QVERIFY(pair.alice.handle(client::AcceptIdentity{name("bob"), new_number}).ok());
  view = *pair.alice.conversation("bob");
  QVERIFY(!view.blocked_by_identity_change && !view.was_verified && !view.verified);
  pair.world.settle(minutes{5});
  QCOMPARE(other.texts_with("alice"), (Texts{"it is me, really", "for bob alone"}));
  QVERIFY(pair.alice.handle(client::VerifyIdentity{name("bob"), new_number}).ok());
  QVERIFY(pair.alice.conversation("bob")->verified);
}

/// Attack C2: bob begins anew, alice compares his new key, and by the time she accepts the relay shows
/// another.
void TestVerification::only_the_key_whose_number_was_shown_is_accepted() {
  Pair pair;
  replace_bob(pair);
  const auto compared = number_with(pair.alice, "bob");
  QVERIFY(pair.alice.say("bob", "for bob alone").ok());
  auto& mallory = replace_bob_once_more(pair);
  QCOMPARE(pair.alice.handle(client::AcceptIdentity{name("bob"), compared}).error().code,
           ErrorCode::untrusted_identity);
  QCOMPARE(pair.alice.handle(client::AcceptIdentity{name("bob"), ""}).error().code,
           ErrorCode::untrusted_identity);
  QVERIFY(pair.alice.conversation("bob")->blocked_by_identity_change);
  pair.world.settle(minutes{5});
  QCOMPARE(mallory.texts_with("alice"), Texts{"no, I am"});
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself", "for bob alone"}));
  const auto now_shown = number_with(pair.alice, "bob");
  QVERIFY(now_shown != compared);
  QVERIFY(pair.alice.handle(client::AcceptIdentity{name("bob"), now_shown}).ok());
  pair.world.settle(minutes{2});
  // What the key in between has sent isn't opened.
  const auto texts = pair.alice.texts_with("bob");
  QCOMPARE(std::count(texts.begin(), texts.end(), "it is me, really"), 0);
  QCOMPARE(mallory.texts_with("alice"), (Texts{"no, I am", "for bob alone"}));
}

void TestVerification::a_further_key_is_told() {
  Pair pair;
  replace_bob(pair);
  QCOMPARE(notices_of_change(pair.alice, "bob"), 1U);
  QVERIFY(pair.alice.say("bob", "is it you?").ok());
  pair.alice.forget_events();
  replace_bob_once_more(pair);
  QCOMPARE(notices_of_change(pair.alice, "bob"), 2U);
  QCOMPARE(pair.alice.events<client::IdentityChanged>().size(), 1U);
  QCOMPARE(pair.alice.messages_with("bob").back().kind, store::MessageKind::identity_changed);
}

/// Attack C2: a damaged message before each change leaves a row of its own.
void TestVerification::further_keys_below_what_is_missing_are_told_once() {
  Pair pair;
  replace_bob(pair);
  replace_bob_once_more(pair);
  // More of them than are looked at together.
  auto& store = pair.alice.store();
  QVERIFY(store.begin().ok());
  for (std::uint8_t number = 0; number < 250; ++number) {
    auto missing = pair.alice.messages_with("bob").back();
    QCOMPARE(missing.kind, store::MessageKind::message_missing);
    missing.id = MessageId{{number, 1}};
    QVERIFY(store.append_message(missing).ok());
  }
  QVERIFY(store.commit().ok());
  auto& last = replace_bob_once_more(pair);
  QCOMPARE(number_with(pair.alice, "bob"), number_with(last, "alice"));
  QCOMPARE(notices_of_change(pair.alice, "bob"), 1U);
}

void TestVerification::the_other_s_code_is_the_same_and_verifies_nothing_by_itself() {
  Pair pair;
  auto& alice = pair.alice.engine();
  QCOMPARE(*alice.compare_safety_code(name("bob"), code_with(pair.bob, "alice")), SafetyCodeMatch::same);
  QVERIFY(!pair.alice.conversation("bob")->verified);
  QVERIFY(pair.alice.handle(client::VerifyIdentity{name("bob"), number_with(pair.alice, "bob")}).ok());
  QVERIFY(pair.alice.conversation("bob")->verified);
}

/// Attack A8: the relay has given alice another key under bob's name, and bob another one under hers.
void TestVerification::a_code_of_somebody_in_between_is_another_key() {
  Pair pair;
  const auto bobs_code = code_with(pair.bob, "alice");
  replace_bob(pair);
  auto& alice = pair.alice.engine();
  QCOMPARE(*alice.compare_safety_code(name("bob"), bobs_code), SafetyCodeMatch::different_key);
  const auto new_number = number_with(pair.alice, "bob");
  QVERIFY(pair.alice.handle(client::AcceptIdentity{name("bob"), new_number}).ok());
  QCOMPARE(*alice.compare_safety_code(name("bob"), bobs_code), SafetyCodeMatch::different_key);
}

void TestVerification::a_code_of_another_conversation_is_none_of_this_one() {
  Pair pair;
  auto& carol = pair.world.ready_user("carol");
  static_cast<void>(carol.say("alice", "hello"));
  pair.world.settle();
  auto& alice = pair.alice.engine();
  QCOMPARE(*alice.compare_safety_code(name("carol"), code_with(carol, "alice")), SafetyCodeMatch::same);
  QCOMPARE(*alice.compare_safety_code(name("bob"), code_with(carol, "alice")), SafetyCodeMatch::other_code);
  QCOMPARE(*alice.compare_safety_code(name("bob"), code_with(pair.alice, "bob")),
           SafetyCodeMatch::other_code);
  QCOMPARE(*alice.compare_safety_code(name("bob"), number_with(pair.alice, "bob")),
           SafetyCodeMatch::other_code);
}

void TestVerification::there_is_no_code_before_the_first_contact() {
  Pair pair;
  auto& alice = pair.alice.engine();
  QVERIFY(!(*alice.safety_code(name("carol"))).has_value());
  QCOMPARE(alice.compare_safety_code(name("carol"), code_with(pair.bob, "alice")).error().code,
           ErrorCode::not_found);
}

QTEST_GUILESS_MAIN(TestVerification)
#include "test_verification.moc"
