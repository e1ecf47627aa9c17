// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>

#include "friends.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class TestHealing : public QObject {
  Q_OBJECT

 private slots:
  void a_message_that_cannot_be_decrypted_comes_again_and_is_shown_once();
  void a_request_that_cannot_be_decrypted_comes_again_too();
  void a_lost_session_heals_by_itself();
  void a_session_begins_anew_at_most_once_an_hour();
  void an_account_that_is_said_to_be_gone_does_not_shorten_the_hour();
  void forged_first_messages_of_strangers_leave_no_trace();
  void a_first_message_for_a_prekey_that_is_gone_comes_again();
  void a_changed_identity_blocks_sending_until_it_is_accepted();
  void messages_under_a_changed_identity_are_shown_after_acceptance();
  void what_finds_no_room_under_a_changed_identity_comes_after_acceptance();
  void what_finds_no_room_of_a_stranger_is_dropped();
  void many_changes_of_identity_give_one_notice();
  void the_accepted_identity_showing_again_ends_the_block();
  void messages_moved_to_another_sender_are_dropped();
  void messages_moved_to_another_id_are_dropped();
};

void TestHealing::a_message_that_cannot_be_decrypted_comes_again_and_is_shown_once() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  break_next_from(world, "alice");
  QVERIFY(alice.say("bob", "important").ok());
  world.exchange();
  QCOMPARE(bob.events<client::MessageUndecryptable>().size(), 1U);
  world.settle();
  QCOMPARE(bob.texts_with("alice"), (Texts{"hi", "hi", "important"}));
  QCOMPARE(notices(bob, "alice", store::MessageKind::message_missing), 0U);
  QCOMPARE(bob.events<client::SessionReset>().size(), 1U);
  QVERIFY(alice.say("bob", "next").ok());
  QVERIFY(bob.say("alice", "answer").ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), (Texts{"hi", "hi", "important", "answer", "next"}));
  QCOMPARE(alice.texts_with("bob").back(), std::string{"answer"});
}

void TestHealing::a_request_that_cannot_be_decrypted_comes_again_too() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  world.relay.tamper_delivery = [&world](wire::Delivery& delivery) {
    if (!(delivery.sender.user == name("alice"))) return;
    delivery.envelope.ciphertext.back() ^= 1;
    break_next_from(world, "bob");
  };
  QVERIFY(alice.say("bob", "important").ok());
  world.settle();
  QCOMPARE(bob.events<client::MessageUndecryptable>().size(), 1U);
  QCOMPARE(alice.events<client::MessageUndecryptable>().size(), 1U);
  QCOMPARE(bob.texts_with("alice"), (Texts{"hi", "hi", "important"}));
  QCOMPARE(notices(bob, "alice", store::MessageKind::message_missing), 0U);
}

void TestHealing::a_lost_session_heals_by_itself() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  forget_session(bob, alice.address());
  for (const auto* text : {"1", "2", "3"}) QVERIFY(alice.say("bob", text).ok());
  world.settle();
  auto texts = bob.texts_with("alice");
  std::sort(texts.begin(), texts.end());
  QCOMPARE(texts, (Texts{"1", "2", "3", "hi", "hi"}));
  QCOMPARE(notices(bob, "alice", store::MessageKind::message_missing), 0U);
}

void TestHealing::a_session_begins_anew_at_most_once_an_hour() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (delivery.sender.user == name("alice")) delivery.envelope.ciphertext.back() ^= 1;
  };
  const auto fetches = world.relay.bundle_fetches["alice"];
  for (int number = 0; number < 30; ++number) {
    QVERIFY(alice.say("bob", std::to_string(number)).ok());
    world.run_for(minutes{1});
  }
  QCOMPARE(bob.events<client::SessionReset>().size(), 1U);
  QCOMPARE(world.relay.bundle_fetches["alice"], fetches + 1);
  QVERIFY(notices(bob, "alice", store::MessageKind::message_missing) > 0);
  world.relay.tamper_delivery = nullptr;
  world.run_for(hours{2});
  QCOMPARE(bob.events<client::SessionReset>().size(), 2U);
  QCOMPARE(notices(bob, "alice", store::MessageKind::message_missing), 0U);
  QCOMPARE(bob.texts_with("alice").size(), 32U);
}

// A relay that says in between that there is no alice.
void TestHealing::an_account_that_is_said_to_be_gone_does_not_shorten_the_hour() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  bool gone = false;
  int said_to_be_gone = 0;
  world.relay.judge_call = [&](const Address& caller, const wire::Call& call) -> std::optional<wire::Reply> {
    const bool asked = caller == bob.address() && std::holds_alternative<wire::FetchBundlesRequest>(call);
    if (!gone || !asked) return std::nullopt;
    ++said_to_be_gone;
    return wire::CallFailure{wire::CallFailureCode::unknown_user, Duration{0}};
  };
  for (int number = 0; number < 10; ++number) {
    world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
      if (delivery.sender.user == name("alice")) delivery.envelope.ciphertext.back() ^= 1;
    };
    QVERIFY(alice.say("bob", std::to_string(number)).ok());
    world.run_for(seconds{30});
    // Damaged, and from a device that nobody has heard of: its keys are asked for at once.
    gone = true;
    world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
      if (delivery.sender.user == name("alice"))
        delivery.sender.device.value += 87 + static_cast<unsigned>(number);
    };
    QVERIFY(alice.say("bob", "from elsewhere").ok());
    world.run_for(seconds{30});
    gone = false;
  }
  QVERIFY(said_to_be_gone > 5);
  QCOMPARE(bob.events<client::SessionReset>().size(), 1U);
}

void TestHealing::forged_first_messages_of_strangers_leave_no_trace() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  const auto before = bob.dump();
  world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    delivery.envelope.ciphertext[delivery.envelope.ciphertext.size() / 2] ^= 1;
  };
  QVERIFY(alice.say("bob", "genuine").ok());
  world.exchange();
  QCOMPARE(bob.events<client::MessageUndecryptable>().size(), 1U);
  QCOMPARE(bob.dump(), before);
  QVERIFY(bob.events<client::IdentityChanged>().empty());
  // Alice can still be reached, and reaches bob.
  world.relay.tamper_delivery = nullptr;
  QVERIFY(alice.say("bob", "again").ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), Texts{"again"});
}

void TestHealing::a_first_message_for_a_prekey_that_is_gone_comes_again() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  // The relay hands out a one-time prekey that bob has used already.
  const auto used = world.relay.device(bob.address()).one_time.front();
  QVERIFY(bob.store().begin().ok());
  Bytes key;
  for (int shift = 24; shift >= 0; shift -= 8)
    key.push_back(static_cast<std::uint8_t>(used.id.value >> shift));
  QVERIFY(bob.store().erase(store::Table::prekey, key).ok());
  QVERIFY(bob.store().commit().ok());
  QVERIFY(alice.say("bob", "first").ok());
  QVERIFY(alice.say("bob", "second").ok());
  world.settle(minutes{1});
  auto texts = bob.texts_with("alice");
  std::sort(texts.begin(), texts.end());
  QCOMPARE(texts, (Texts{"first", "second"}));
  QCOMPARE(bob.events<client::SessionReset>().size(), 1U);
}

void TestHealing::a_changed_identity_blocks_sending_until_it_is_accepted() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  const auto number = *alice.engine().safety_number(name("bob"));
  auto& other_bob = world.register_again("bob");
  QVERIFY(alice.say("bob", "is it you?").ok());
  world.run_for(minutes{5});
  QCOMPARE(alice.events<client::IdentityChanged>().size(), 1U);
  QVERIFY(alice.conversation("bob")->blocked_by_identity_change);
  QCOMPARE(notices(alice, "bob", store::MessageKind::identity_changed), 1U);
  QVERIFY(other_bob.texts_with("alice").empty());
  QCOMPARE(alice.messages_with("bob").back().kind, store::MessageKind::identity_changed);
  QVERIFY(*alice.engine().safety_number(name("bob")) != number);
  QVERIFY(
      alice.handle(client::AcceptIdentity{name("bob"), **alice.engine().safety_number(name("bob"))}).ok());
  world.settle();
  QVERIFY(!alice.conversation("bob")->blocked_by_identity_change);
  QCOMPARE(other_bob.texts_with("alice"), Texts{"is it you?"});
  QCOMPARE(alice.handle(client::AcceptIdentity{name("bob"), ""}).error().code, ErrorCode::invalid_state);
}

void TestHealing::messages_under_a_changed_identity_are_shown_after_acceptance() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  auto& other_bob = world.register_again("bob");
  QVERIFY(other_bob.say("alice", "it is me").ok());
  QVERIFY(other_bob.say("alice", "really").ok());
  world.settle();
  QCOMPARE(alice.texts_with("bob"), (Texts{"hi", "hi"}));
  QVERIFY(alice.conversation("bob")->blocked_by_identity_change);
  alice.crash();
  world.settle();
  QVERIFY(
      alice.handle(client::AcceptIdentity{name("bob"), **alice.engine().safety_number(name("bob"))}).ok());
  world.settle();
  QCOMPARE(alice.texts_with("bob"), (Texts{"hi", "hi", "it is me", "really"}));
}

// 64 are kept here, the others at the relay.
void TestHealing::what_finds_no_room_under_a_changed_identity_comes_after_acceptance() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  auto& other_bob = world.register_again("bob");
  for (int number = 0; number < 70; ++number) QVERIFY(other_bob.say("alice", "it is me").ok());
  world.settle();
  QCOMPARE(world.relay.device(alice.address()).mailbox.size(), 6U);
  alice.go_offline();
  world.settle();
  QVERIFY(
      alice.handle(client::AcceptIdentity{name("bob"), **alice.engine().safety_number(name("bob"))}).ok());
  world.run_for(minutes{2});
  alice.go_online();
  world.run_for(minutes{3});
  QCOMPARE(alice.texts_with("bob").size(), std::size_t{72});
  QVERIFY(world.relay.device(alice.address()).mailbox.empty());
}

void TestHealing::what_finds_no_room_of_a_stranger_is_dropped() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& mallory = world.ready_user("mallory");
  QVERIFY(mallory.say("alice", "hi").ok());
  world.settle();
  auto& another = world.register_again("mallory");
  for (int number = 0; number < 70; ++number) QVERIFY(another.say("alice", "let me in").ok());
  world.settle();
  QVERIFY(world.relay.device(alice.address()).mailbox.empty());
  QCOMPARE(alice.texts_with("mallory"), Texts{"hi"});
}

void TestHealing::many_changes_of_identity_give_one_notice() {
  World world;
  auto& alice = world.ready_user("alice");
  auto* bob = &world.ready_user("bob");
  make_friends(world, alice, *bob);
  for (int change = 0; change < 3; ++change) {
    bob = &world.register_again("bob");
    QVERIFY(bob->say("alice", "me").ok());
    world.settle();
  }
  QCOMPARE(notices(alice, "bob", store::MessageKind::identity_changed), 1U);
  QCOMPARE(alice.events<client::IdentityChanged>().size(), 1U);
}

void TestHealing::the_accepted_identity_showing_again_ends_the_block() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  const auto genuine = world.relay.accounts["bob"];
  bob.go_offline();
  auto& other_bob = world.register_again("bob");
  QVERIFY(other_bob.say("alice", "trust me").ok());
  world.settle();
  QVERIFY(alice.conversation("bob")->blocked_by_identity_change);
  world.relay.accounts["bob"] = genuine;
  bob.go_online();
  QVERIFY(bob.say("alice", "I am back").ok());
  world.settle(minutes{2});
  QCOMPARE(alice.texts_with("bob").size(), 2U);
}

void TestHealing::messages_moved_to_another_sender_are_dropped() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& mallory = world.ready_user("mallory");
  auto& bob = world.ready_user("bob");
  make_friends(world, mallory, bob);
  // Mallory has a second name with the same identity key: what she writes under one arrives under the other.
  static_cast<void>(alice);
  world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (delivery.sender.user == name("mallory")) delivery.sender.user = name("alice");
  };
  const auto before = bob.dump();
  QVERIFY(mallory.say("bob", "I am alice").ok());
  world.exchange();
  QVERIFY(bob.texts_with("alice").empty());
  QCOMPARE(bob.dump(), before);
}

void TestHealing::messages_moved_to_another_id_are_dropped() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (delivery.sender.user == name("alice")) delivery.message.bytes[0] ^= 1;
  };
  const auto before = bob.dump();
  QVERIFY(alice.say("bob", "moved").ok());
  world.exchange();
  const auto events = bob.events<client::MessageUndecryptable>();
  QCOMPARE(events.size(), 1U);
  QCOMPARE(events.front().code, ErrorCode::context_mismatch);
  QCOMPARE(bob.dump(), before);
}

QTEST_GUILESS_MAIN(TestHealing)
#include "test_healing.moc"
