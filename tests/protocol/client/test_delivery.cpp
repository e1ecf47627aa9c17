// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>
#include <array>

#include "flood.hpp"
#include "printing.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::hours;
using std::chrono::minutes;

class TestDelivery : public QObject {
  Q_OBJECT

 private slots:
  void a_submission_without_an_answer_goes_out_again_under_its_id();
  void a_silent_connection_is_replaced();
  void an_idle_connection_whose_other_end_is_gone_is_replaced();
  void an_idle_connection_whose_other_end_answers_is_kept();
  void what_is_delivered_twice_is_shown_once();
  void what_was_delivered_before_a_crash_is_shown_once();
  void reordered_messages_are_all_shown();
  void nothing_is_acknowledged_before_it_is_committed();
  void what_is_throttled_of_a_contact_is_left_and_comes_again();
  void what_is_throttled_of_a_stranger_is_dropped();
  void what_is_throttled_of_a_blocked_user_is_dropped();
  void a_full_mailbox_is_tried_again_without_hurry();
  void r22_a_relay_that_can_do_nothing_is_not_asked_more_often();
  void a_user_that_does_not_exist_fails_for_good();
  void a_failed_message_can_be_sent_again();
  void a_text_that_is_too_long_is_refused_at_once();
  void a_text_that_is_no_text_is_refused_at_once();
  void a_long_queue_goes_out_in_order();
  void what_waits_for_its_next_try_is_not_overtaken_on_a_new_link();
  void what_a_failed_store_could_not_take_in_is_not_overtaken();
  void no_receipt_goes_to_strangers_until_they_are_answered();
  void receipts_go_out_in_batches();
  void a_receipt_of_somebody_else_changes_nothing();
  void profiles_are_fetched_once_and_name_conversations();
  void drafts_contact_names_and_read_marks_are_kept();
};

void TestDelivery::a_submission_without_an_answer_goes_out_again_under_its_id() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "first").ok());
  world.settle();
  // The relay takes the message, then dies before it has said so.
  world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::SubmitReply>(frame);
  };
  world.relay.submissions.clear();
  QVERIFY(alice.say("bob", "second").ok());
  world.exchange();
  world.kill_relay();
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::waiting);
  world.relay.says = nullptr;
  world.revive_relay();
  world.settle(minutes{1});
  QCOMPARE(world.relay.submissions.size(), 2U);
  const auto& once = world.relay.submissions[0].second;
  const auto& again = world.relay.submissions[1].second;
  QCOMPARE(once.message, again.message);
  QCOMPARE(once.envelopes.front().ciphertext, again.envelopes.front().ciphertext);
  QCOMPARE(bob.texts_with("alice"), (Texts{"first", "second"}));
  QVERIFY(alice.messages_with("bob").back().state != store::MessageState::waiting);
}

void TestDelivery::a_silent_connection_is_replaced() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "first").ok());
  world.settle();
  const auto before = world.relay.connections;
  bool deaf = true;
  world.relay.hears = [&](const wire::Frame&) { return !deaf; };
  QVERIFY(alice.say("bob", "second").ok());
  world.run_for(std::chrono::seconds{29});
  QCOMPARE(world.relay.connections, before);
  deaf = false;
  world.run_for(minutes{1});
  QVERIFY(world.relay.connections > before);
  QCOMPARE(bob.texts_with("alice"), (Texts{"first", "second"}));
}

void TestDelivery::an_idle_connection_whose_other_end_is_gone_is_replaced() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "first").ok());
  world.settle();
  const auto before = world.relay.connections;
  // No end of the connection ever comes: the relay has lost its power, or a router its table.
  bool gone = true;
  world.relay.hears = [&](const wire::Frame&) { return !gone; };
  world.run_for(minutes{2});
  QVERIFY(world.relay.connections > before);
  gone = false;
  world.run_for(minutes{2});
  QVERIFY(world.relay.is_connected(bob.address()));
}

void TestDelivery::an_idle_connection_whose_other_end_answers_is_kept() {
  World world;
  world.ready_user("bob");
  const auto before = world.relay.connections;
  world.run_for(minutes{60});
  QCOMPARE(world.relay.connections, before);
}

void TestDelivery::what_is_delivered_twice_is_shown_once() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  std::vector<wire::Delivery> seen;
  world.relay.tamper_delivery = [&](wire::Delivery& delivery) { seen.push_back(delivery); };
  QVERIFY(alice.say("bob", "once").ok());
  world.settle();
  const auto before = bob.dump();
  for (const auto& delivery : std::vector<wire::Delivery>{seen}) {
    world.relay.inject(bob.address(), wire::Deliver{{delivery}, 0});
  }
  world.settle();
  QCOMPARE(bob.texts_with("alice"), Texts{"once"});
  QCOMPARE(bob.dump(), before);
}

void TestDelivery::what_was_delivered_before_a_crash_is_shown_once() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  // The acknowledgement is lost with the connection.
  world.relay.hears = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::Acknowledge>(frame);
  };
  QVERIFY(alice.say("bob", "once").ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), Texts{"once"});
  bob.crash();
  world.relay.hears = nullptr;
  world.settle();
  QCOMPARE(bob.texts_with("alice"), Texts{"once"});
  QVERIFY(world.relay.device(bob.address()).mailbox.empty());
}

void TestDelivery::reordered_messages_are_all_shown() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  bob.go_offline();
  for (const auto* text : {"a", "b", "c", "d", "e"}) QVERIFY(alice.say("bob", text).ok());
  world.settle();
  auto& mailbox = world.relay.device(bob.address()).mailbox;
  std::reverse(mailbox.begin(), mailbox.end());
  bob.go_online();
  world.settle(std::chrono::minutes{2});
  QCOMPARE(bob.texts_with("alice"), (Texts{"e", "d", "c", "b", "a"}));
  QVERIFY(bob.events<client::MessageUndecryptable>().empty());
}

void TestDelivery::nothing_is_acknowledged_before_it_is_committed() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  bob.faults().fail_from(1);
  QVERIFY(alice.say("bob", "kept").ok());
  world.exchange();
  QCOMPARE(world.relay.device(bob.address()).mailbox.size(), 1U);
  QVERIFY(bob.texts_with("alice").empty());
  bob.faults().heal();
  world.settle(minutes{1});
  QCOMPARE(bob.texts_with("alice"), Texts{"kept"});
  QVERIFY(world.relay.device(bob.address()).mailbox.empty());
}

void TestDelivery::what_is_throttled_of_a_contact_is_left_and_comes_again() {
  Flood flood;
  QVERIFY(flood.bob.say("alice", "hi yourself").ok());
  flood.world.settle();
  std::size_t left = 0;
  flood.world.relay.hears = [&](const wire::Frame& frame) {
    if (const auto* named = std::get_if<wire::Acknowledge>(&frame)) left += named->left.size();
    return true;
  };
  flood.send(12);
  QCOMPARE(flood.waiting(), 2U);
  QCOMPARE(left, 2U);
  // After a minute the relay is asked again.
  flood.world.run_for(minutes{3});
  QCOMPARE(flood.waiting(), 0U);
}

void TestDelivery::what_is_throttled_of_a_stranger_is_dropped() {
  Flood flood;
  flood.send(20);
  QCOMPARE(flood.waiting(), 0U);
  QCOMPARE(flood.bob.texts_with("alice"), Texts{"hi"});
}

void TestDelivery::what_is_throttled_of_a_blocked_user_is_dropped() {
  Flood flood;
  QVERIFY(flood.bob.say("alice", "hi yourself").ok());
  flood.world.settle();
  QVERIFY(flood.bob.handle(client::BlockUser{name("alice")}).ok());
  flood.send(20);
  QCOMPARE(flood.waiting(), 0U);
}

void TestDelivery::a_full_mailbox_is_tried_again_without_hurry() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  bool full = true;
  world.relay.judge = [&](const Address&, const wire::Submit& submit) -> std::optional<wire::SubmitReply> {
    if (!full) return std::nullopt;
    return wire::SubmitReply{submit.message, submit.recipient, wire::SubmitOutcome::mailbox_full, {}, {},
                             Duration{0}};
  };
  QVERIFY(alice.say("bob", "patience").ok());
  world.run_for(hours{1});
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::waiting);
  QVERIFY2(world.relay.submissions.size() < 250, "a minute apart on average, not a hot loop");
  QVERIFY(world.relay.submissions.size() > 30);
  full = false;
  world.run_for(minutes{3});
  QCOMPARE(bob.texts_with("alice"), Texts{"patience"});
}

namespace {

/// What the relay hears of alice in ten minutes in which she writes to three people twice a minute.
int asked_in_ten_minutes(bool can_do_nothing) {
  World world;
  auto& alice = world.ready_user("alice");
  const std::array others{"bob", "carol", "dave"};
  for (const auto* other : others) {
    world.ready_user(other);
    static_cast<void>(alice.say(other, "hello"));
  }
  world.settle();
  if (can_do_nothing)
    world.relay.judge = [](const Address&, const wire::Submit& submit) {
      return std::optional{wire::SubmitReply{
          submit.message, submit.recipient, wire::SubmitOutcome::unavailable, {}, {}, Duration{0}}};
    };
  int asked = 0;
  world.relay.hears = [&asked](const wire::Frame& frame) {
    if (std::holds_alternative<wire::Submit>(frame)) ++asked;
    return true;
  };
  for (int half_minute = 0; half_minute < 20; ++half_minute) {
    for (const auto* other : others) static_cast<void>(alice.say(other, "on"));
    world.run_for(std::chrono::seconds{30});
  }
  return asked;
}

}  // namespace

void TestDelivery::r22_a_relay_that_can_do_nothing_is_not_asked_more_often() {
  const int normally = asked_in_ten_minutes(false);
  const int in_trouble = asked_in_ten_minutes(true);
  QVERIFY(normally >= 60);
  QVERIFY2(in_trouble <= 2 * normally, std::to_string(in_trouble).c_str());
  QVERIFY(in_trouble > 0);
}

void TestDelivery::a_user_that_does_not_exist_fails_for_good() {
  World world;
  auto& alice = world.ready_user("alice");
  QVERIFY(alice.say("nobody", "hello?").ok());
  world.run_for(hours{1});
  QCOMPARE(alice.messages_with("nobody").back().state, store::MessageState::failed);
  QVERIFY(world.relay.submissions.empty());
  QCOMPARE(world.relay.bundle_fetches["nobody"], 1);
}

void TestDelivery::a_failed_message_can_be_sent_again() {
  World world;
  auto& alice = world.ready_user("alice");
  QVERIFY(alice.say("bob", "hello?").ok());
  world.settle();
  const auto failed = alice.messages_with("bob").back();
  QCOMPARE(failed.state, store::MessageState::failed);
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.handle(client::RetryMessage{name("bob"), failed.id}).ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), Texts{"hello?"});
  QCOMPARE(alice.texts_with("bob"), Texts{"hello?"});
  QCOMPARE(alice.handle(client::RetryMessage{name("bob"), failed.id}).error().code, ErrorCode::invalid_state);
}

void TestDelivery::a_text_that_is_too_long_is_refused_at_once() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  const std::string longest(wire::max_text, 'x');
  QCOMPARE(alice.say("bob", longest + "x").error().code, ErrorCode::too_large);
  QCOMPARE(alice.say("bob", "").error().code, ErrorCode::malformed);
  QVERIFY(alice.messages_with("bob").empty());
  QVERIFY(alice.say("bob", longest).ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), Texts{longest});
}

void TestDelivery::a_text_that_is_no_text_is_refused_at_once() {
  World world;
  auto& alice = world.ready_user("alice");
  world.ready_user("bob");
  for (const auto* wrong : {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "a\xe2\x82"}) {
    QCOMPARE(alice.say("bob", wrong).error().code, ErrorCode::malformed);
  }
  QCOMPARE(alice.say("bob", std::string{"a\0b", 3}).error().code, ErrorCode::malformed);
  QVERIFY(alice.say("bob", "grüß 漢字 👋").ok());
}

void TestDelivery::a_long_queue_goes_out_in_order() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  alice.go_offline();
  Texts said;
  for (int number = 0; number < 150; ++number) {
    said.push_back(std::to_string(number));
    QVERIFY(alice.say("bob", said.back()).ok());
  }
  alice.go_online();
  world.settle(minutes{1});
  QCOMPARE(bob.texts_with("alice"), said);
}

void TestDelivery::what_waits_for_its_next_try_is_not_overtaken_on_a_new_link() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "zero").ok());
  world.settle();
  // The first is refused for a while; the second is on its way, unanswered, when the link breaks.
  int submissions = 0;
  world.relay.hears = [&](const wire::Frame& frame) {
    return !std::holds_alternative<wire::Submit>(frame) || ++submissions != 2;
  };
  world.relay.judge = [&](const Address&, const wire::Submit& submit) -> std::optional<wire::SubmitReply> {
    if (submissions > 1) return std::nullopt;
    return wire::SubmitReply{submit.message,  submit.recipient, wire::SubmitOutcome::unavailable, {}, {},
                             Duration{10'000}};
  };
  QVERIFY(alice.say("bob", "one").ok());
  QVERIFY(alice.say("bob", "two").ok());
  world.exchange();
  world.kill_relay();
  world.revive_relay();
  world.settle(minutes{1});
  QCOMPARE(bob.texts_with("alice"), (Texts{"zero", "one", "two"}));
}

void TestDelivery::what_a_failed_store_could_not_take_in_is_not_overtaken() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "zero").ok());
  world.settle();
  bob.faults().fail_once_at(1);
  QVERIFY(alice.say("bob", "one").ok());
  world.exchange();
  QVERIFY(bob.faults().has_failed());
  QVERIFY(alice.say("bob", "two").ok());
  world.exchange();
  QCOMPARE(bob.texts_with("alice"), Texts{"zero"});
  world.settle(minutes{1});
  QCOMPARE(bob.texts_with("alice"), (Texts{"zero", "one", "two"}));
}

void TestDelivery::no_receipt_goes_to_strangers_until_they_are_answered() {
  World world;
  auto& mallory = world.ready_user("mallory");
  auto& bob = world.ready_user("bob");
  QVERIFY(mallory.say("bob", "are you there?").ok());
  world.run_for(minutes{10});
  const auto from_bob = [&] {
    return std::count_if(world.relay.submissions.begin(), world.relay.submissions.end(),
                         [](const auto& entry) { return entry.first.user == name("bob"); });
  };
  QCOMPARE(from_bob(), 0);
  QCOMPARE(mallory.messages_with("bob").back().state, store::MessageState::accepted);
  QVERIFY(bob.say("mallory", "yes").ok());
  world.run_for(minutes{1});
  QCOMPARE(mallory.messages_with("bob").front().state, store::MessageState::delivered);
}

void TestDelivery::receipts_go_out_in_batches() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(bob.say("alice", "go on").ok());
  world.run_for(minutes{1});
  world.relay.submissions.clear();
  for (int number = 0; number < 20; ++number) QVERIFY(alice.say("bob", "x").ok());
  world.run_for(minutes{1});
  std::size_t from_bob = 0;
  for (const auto& [sender, submit] : world.relay.submissions)
    from_bob += sender.user == name("bob") ? 1U : 0U;
  QCOMPARE(from_bob, 1U);
  for (const auto& message : alice.messages_with("bob")) {
    if (message.sender == name("alice")) QCOMPARE(message.state, store::MessageState::delivered);
  }
}

void TestDelivery::a_receipt_of_somebody_else_changes_nothing() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  bob.go_offline();
  QVERIFY(alice.say("bob", "secret").ok());
  world.settle();
  const auto id = alice.messages_with("bob").back().id;
  // Mallory's engine believes that this message came from alice and confirms it.
  auto& mallory = world.ready_user("mallory");
  QVERIFY(mallory.say("alice", "hi").ok());
  QVERIFY(alice.say("mallory", "hi").ok());
  world.settle();
  QVERIFY(mallory.store().begin().ok());
  Bytes key{'a'};
  append(key, bytes_of("alice"));
  key.push_back(0);
  append(key, id.view());
  const std::uint8_t marker = 1;
  QVERIFY(mallory.store().put(store::Table::receipt, key, ByteView{&marker, 1}).ok());
  QVERIFY(mallory.store().commit().ok());
  mallory.crash();
  world.run_for(minutes{1});
  const auto left = mallory.store().find(store::Table::receipt, key);
  QVERIFY(!left->has_value());
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::accepted);
  // The control: the same of the recipient.
  bob.go_online();
  QVERIFY(bob.say("alice", "hi").ok());
  world.run_for(minutes{1});
  const auto sent = alice.messages_with("bob");
  const auto found = std::find_if(sent.begin(), sent.end(), [&](const auto& one) { return one.id == id; });
  QVERIFY(found != sent.end());
  QCOMPARE(found->state, store::MessageState::delivered);
}

void TestDelivery::profiles_are_fetched_once_and_name_conversations() {
  World world;
  auto& alice = world.ready_user("alice");
  world.ready_user("bob");
  world.relay.accounts["bob"].display_name = "Bob Bobson";
  int asked = 0;
  world.relay.hears = [&](const wire::Frame& frame) {
    const auto* call = std::get_if<wire::CallRequest>(&frame);
    if (call != nullptr && std::holds_alternative<wire::ProfileRequest>(call->call) &&
        std::get<wire::ProfileRequest>(call->call).username == name("bob")) {
      ++asked;
    }
    return true;
  };
  QVERIFY(alice.handle(client::OpenConversation{name("bob")}).ok());
  world.settle();
  QCOMPARE(alice.conversation("bob")->title, std::string{"Bob Bobson"});
  QVERIFY(alice.say("bob", "hi").ok());
  world.settle();
  QCOMPARE(asked, 1);
}

void TestDelivery::drafts_contact_names_and_read_marks_are_kept() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(bob.say("alice", "one").ok());
  QVERIFY(bob.say("alice", "two").ok());
  world.settle();
  QCOMPARE(alice.conversation("bob")->unread, 2U);
  const auto first = alice.messages_with("bob").front().position;
  QVERIFY(alice.handle(client::MarkRead{name("bob"), first}).ok());
  QVERIFY(alice.handle(client::SaveDraft{name("bob"), "I was about to"}).ok());
  QVERIFY(alice.handle(client::SetContactName{name("bob"), "Bobby"}).ok());
  alice.crash();
  const auto view = *alice.conversation("bob");
  QCOMPARE(view.unread, 1U);
  QCOMPARE(view.draft, std::string{"I was about to"});
  QCOMPARE(view.title, std::string{"Bobby"});
  QVERIFY(alice.say("bob", "I was about to").ok());
  QCOMPARE(alice.conversation("bob")->draft, std::string{});
  const auto page = alice.engine().timeline(name("bob"), std::nullopt, 2);
  QCOMPARE(page->messages.size(), 2U);
  QVERIFY(page->more);
}

QTEST_GUILESS_MAIN(TestDelivery)
#include "test_delivery.moc"
