// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "printing.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::minutes;

namespace {

/// A stranger has written to bob.
struct Asked {
  World world;
  Device& stranger = world.ready_user("stranger");
  Device& bob = world.ready_user("bob");

  Asked() {
    static_cast<void>(stranger.say("bob", "do you know me?"));
    world.run_for(minutes{1});
  }
  store::MessageState state_of_first() { return stranger.messages_with("bob").front().state; }
  void say(const std::string& text) {
    static_cast<void>(stranger.say("bob", text));
    world.run_for(minutes{1});
  }
};

}  // namespace

class TestRequests : public QObject {
  Q_OBJECT

 private slots:
  void what_a_stranger_writes_is_a_request();
  void a_request_that_is_accepted_is_none_any_more_and_its_receipts_go_out();
  void an_answer_accepts_a_request();
  void an_answer_on_another_device_accepts_it_too();
  void whom_one_writes_to_first_makes_no_request();
  void who_is_blocked_is_not_heard_and_not_told();
  void a_blocked_user_changes_nothing();
  void messages_go_on_after_a_block_is_lifted();
  void nothing_is_sent_to_who_is_blocked();
  void what_waits_for_somebody_goes_nowhere_after_a_block();
  void a_block_outlives_a_restart();
  void an_unreadable_message_of_a_blocked_user_leaves_no_notice();
  void a_changed_key_of_a_blocked_user_leaves_no_notice();
  void nobody_blocks_themselves();
};

void TestRequests::what_a_stranger_writes_is_a_request() {
  Asked asked;
  QCOMPARE(asked.bob.texts_with("stranger"), Texts{"do you know me?"});
  QVERIFY(asked.bob.conversation("stranger")->request);
  QVERIFY(!asked.stranger.conversation("bob")->request);
  QCOMPARE(asked.state_of_first(), store::MessageState::accepted);
}

void TestRequests::a_request_that_is_accepted_is_none_any_more_and_its_receipts_go_out() {
  Asked asked;
  QVERIFY(asked.bob.handle(client::AcceptRequest{name("stranger")}).ok());
  asked.world.run_for(minutes{1});
  QVERIFY(!asked.bob.conversation("stranger")->request);
  QCOMPARE(asked.state_of_first(), store::MessageState::delivered);
}

void TestRequests::an_answer_accepts_a_request() {
  Asked asked;
  static_cast<void>(asked.bob.say("stranger", "yes"));
  QVERIFY(!asked.bob.conversation("stranger")->request);
  Asked other;
  QVERIFY(
      other.bob.handle(client::React{name("stranger"), other.bob.messages_with("stranger").front().id, "a"})
          .ok());
  QVERIFY(!other.bob.conversation("stranger")->request);
}

void TestRequests::an_answer_on_another_device_accepts_it_too() {
  World world;
  auto& stranger = world.ready_user("stranger");
  auto& bob = world.register_user("bob");
  auto& tablet = world.log_in("bob", "tablet");
  world.settle();
  static_cast<void>(stranger.say("bob", "do you know me?"));
  world.run_for(minutes{1});
  QVERIFY(tablet.conversation("stranger")->request);
  static_cast<void>(bob.say("stranger", "yes"));
  world.run_for(minutes{1});
  QVERIFY(!tablet.conversation("stranger")->request);
}

void TestRequests::whom_one_writes_to_first_makes_no_request() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(bob.handle(client::OpenConversation{name("alice")}).ok());
  QVERIFY(!bob.conversation("alice")->request);
  static_cast<void>(bob.say("alice", "hi"));
  world.settle();
  static_cast<void>(alice.say("bob", "hi"));
  world.settle();
  QVERIFY(!bob.conversation("alice")->request);
}

void TestRequests::who_is_blocked_is_not_heard_and_not_told() {
  Asked asked;
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  QVERIFY(asked.bob.conversation("stranger")->user_blocked);
  asked.bob.forget_events();
  asked.say("answer me");
  QCOMPARE(asked.bob.texts_with("stranger"), Texts{"do you know me?"});
  QVERIFY(asked.bob.events<client::MessageArrived>().empty());
  QCOMPARE(asked.state_of_first(), store::MessageState::accepted);
  // The relay does not keep what nobody will read.
  QVERIFY(asked.world.relay.device(asked.bob.address()).mailbox.empty());
}

void TestRequests::a_blocked_user_changes_nothing() {
  Asked asked;
  static_cast<void>(asked.bob.say("stranger", "yes"));
  asked.world.run_for(minutes{1});
  const auto own = asked.bob.messages_with("stranger").front().id;
  const auto theirs = asked.stranger.messages_with("bob").front().id;
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  const auto before = asked.bob.messages_with("stranger");
  QVERIFY(asked.stranger.handle(client::EditMessage{name("bob"), theirs, "something else"}).ok());
  QVERIFY(asked.stranger.handle(client::React{name("bob"), own, "x"}).ok());
  QVERIFY(asked.stranger.handle(client::SetDuration{name("bob"), Lasting{30}}).ok());
  QVERIFY(asked.stranger.handle(client::DeleteMessage{name("bob"), theirs}).ok());
  asked.world.run_for(minutes{1});
  const auto after = asked.bob.messages_with("stranger");
  QCOMPARE(after.size(), before.size());
  for (std::size_t at = 0; at < after.size(); ++at) QCOMPARE(after[at].body, before[at].body);
  QVERIFY(asked.bob.conversation("stranger")->lasting.for_good());
  QVERIFY(asked.bob.engine().timeline(name("stranger"), {}, 50)->reactions.empty());
}

void TestRequests::messages_go_on_after_a_block_is_lifted() {
  Asked asked;
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  for (int number = 0; number < 5; ++number) asked.say("unheard");
  QVERIFY(asked.bob.handle(client::UnblockUser{name("stranger")}).ok());
  asked.say("sorry");
  QCOMPARE(asked.bob.texts_with("stranger"), (Texts{"do you know me?", "sorry"}));
  QVERIFY(asked.bob.events<client::SessionReset>().empty());
  QVERIFY(!asked.bob.conversation("stranger")->user_blocked);
}

void TestRequests::nothing_is_sent_to_who_is_blocked() {
  Asked asked;
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  const auto theirs = asked.bob.messages_with("stranger").front().id;
  QCOMPARE(asked.bob.say("stranger", "by mistake").error().code, ErrorCode::invalid_state);
  QCOMPARE(asked.bob.handle(client::React{name("stranger"), theirs, "a"}).error().code,
           ErrorCode::invalid_state);
  QCOMPARE(asked.bob.handle(client::SetDuration{name("stranger"), Lasting{60}}).error().code,
           ErrorCode::invalid_state);
  QVERIFY(asked.bob.handle(client::AcceptRequest{name("stranger")}).ok());
  QVERIFY(!asked.bob.conversation("stranger")->user_blocked);
  QVERIFY(asked.bob.say("stranger", "on purpose").ok());
}

void TestRequests::what_waits_for_somebody_goes_nowhere_after_a_block() {
  Asked asked;
  static_cast<void>(asked.bob.say("stranger", "yes"));
  asked.world.run_for(minutes{1});
  asked.bob.go_offline();
  QVERIFY(asked.bob.say("stranger", "still waiting").ok());
  const auto theirs = asked.bob.messages_with("stranger").front().id;
  QVERIFY(asked.bob.handle(client::React{name("stranger"), theirs, "a"}).ok());
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  QCOMPARE(asked.bob.messages_with("stranger").back().state, store::MessageState::failed);
  asked.bob.go_online();
  asked.world.run_for(minutes{5});
  QCOMPARE(asked.stranger.texts_with("bob"), (Texts{"do you know me?", "yes"}));
  QVERIFY(asked.stranger.engine().timeline(name("bob"), std::nullopt, 50)->reactions.empty());
  // It can be sent after all.
  QVERIFY(asked.bob.handle(client::UnblockUser{name("stranger")}).ok());
  const auto waiting = asked.bob.messages_with("stranger").back().id;
  QVERIFY(asked.bob.handle(client::RetryMessage{name("stranger"), waiting}).ok());
  asked.world.run_for(minutes{1});
  QCOMPARE(asked.stranger.texts_with("bob").back(), std::string{"still waiting"});
}

void TestRequests::a_block_outlives_a_restart() {
  Asked asked;
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  asked.bob.crash();
  asked.say("answer me");
  QCOMPARE(asked.bob.texts_with("stranger"), Texts{"do you know me?"});
}

void TestRequests::an_unreadable_message_of_a_blocked_user_leaves_no_notice() {
  Asked asked;
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  asked.world.relay.tamper_delivery = [](wire::Delivery& delivery) {
    delivery.envelope.ciphertext[delivery.envelope.ciphertext.size() / 2] ^= 1;
  };
  asked.say("broken");
  QCOMPARE(asked.bob.messages_with("stranger").size(), std::size_t{1});
  QVERIFY(asked.bob.events<client::SessionReset>().empty());
  QVERIFY(asked.bob.events<client::MessageUndecryptable>().empty());
}

void TestRequests::a_changed_key_of_a_blocked_user_leaves_no_notice() {
  Asked asked;
  QVERIFY(asked.bob.handle(client::BlockUser{name("stranger")}).ok());
  auto& again = asked.world.register_again("stranger");
  static_cast<void>(again.say("bob", "it is me"));
  asked.world.run_for(minutes{2});
  QCOMPARE(asked.bob.messages_with("stranger").size(), std::size_t{1});
  QVERIFY(asked.bob.events<client::IdentityChanged>().empty());
  QVERIFY(asked.bob.handle(client::UnblockUser{name("stranger")}).ok());
  static_cast<void>(again.say("bob", "and now?"));
  asked.world.run_for(minutes{2});
  QVERIFY(asked.bob.conversation("stranger")->blocked_by_identity_change);
}

void TestRequests::nobody_blocks_themselves() {
  Asked asked;
  QCOMPARE(asked.bob.handle(client::BlockUser{name("bob")}).error().code, ErrorCode::invalid_state);
  QCOMPARE(asked.bob.handle(client::AcceptRequest{name("bob")}).error().code, ErrorCode::invalid_state);
}

QTEST_GUILESS_MAIN(TestRequests)
#include "test_requests.moc"
