// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using client::OffRecordState;
using std::chrono::minutes;
using std::chrono::seconds;
using Texts = std::vector<std::string>;
using Said = std::vector<client::OffRecordMessage>;

namespace {

constexpr const char* canary = "zqxjzvkwq";

Said said_with(Device& device, const std::string& with) {
  return device.engine().timeline(name(with), std::nullopt, 50)->off_record;
}

Texts texts_off_record(Device& device, const std::string& with) {
  Texts texts;
  for (const auto& said : said_with(device, with)) texts.push_back(said.body);
  return texts;
}

/// In every record, in every spelling that a record may have.
bool has_canary(Device& device) {
  const auto dump = device.dump();
  return dump.find(canary) != std::string::npos || dump.find(to_hex(bytes_of(canary))) != std::string::npos;
}

/// Two who know each other, and whose receipts have gone their way.
struct Confidants : Pair {
  Confidants() { world.run_for(minutes{1}); }

  Status off_record(Device& from, const std::string& to, const std::string& text) {
    return from.handle(client::SendOffRecord{name(to), text});
  }
  /// Alice's, to bob.
  void whisper(const std::string& text) {
    static_cast<void>(off_record(alice, "bob", text));
    world.settle(seconds{5});
  }
  OffRecordState fate() { return said_with(alice, "bob").back().state; }
  MessageId last() { return said_with(alice, "bob").back().id; }
  Status retry() { return alice.handle(client::RetryMessage{name("bob"), last()}); }
  bool is_off(Device& device, const std::string& with) { return device.conversation(with)->off_record; }

  /// The relay says "accepted" to what this device sends live, and lets it go by.
  void swallow_of(Device& device) {
    const auto who = device.address();
    world.relay.judge = [who](const Address& sender,
                              const wire::Submit& submit) -> std::optional<wire::SubmitReply> {
      if (!(sender == who) || submit.keeping != wire::Keeping::live_only) return std::nullopt;
      return wire::SubmitReply{submit.message, submit.recipient, wire::SubmitOutcome::accepted, {}, {},
                               Duration{0}};
    };
  }
  std::size_t live_submissions_of(Device& device) {
    std::size_t count = 0;
    for (const auto& [who, submit] : world.relay.submissions) {
      if (who == device.address() && submit.keeping == wire::Keeping::live_only) ++count;
    }
    return count;
  }
};

}  // namespace

class TestOffRecord : public QObject {
  Q_OBJECT

 private slots:
  void it_is_shown_live_and_its_author_is_told();
  void both_sides_are_off_the_record_from_then_on();
  void no_byte_of_it_is_handed_to_a_store_or_kept_by_the_relay();
  void it_goes_with_the_program();
  void whoever_ends_it_forgets_it_and_the_other_does_not();
  void who_is_away_does_not_get_it_and_its_author_is_told();
  void it_can_be_tried_again();
  void an_author_without_a_link_is_told_at_once();
  void a_link_lost_before_the_answer_leaves_it_unconfirmed();
  void a_relay_that_claims_to_have_delivered_is_not_believed();
  void tried_again_after_it_arrived_it_is_shown_once_and_confirmed();
  void a_relay_that_repeats_it_is_not_answered_for_ever();
  void every_linked_device_of_the_other_shows_it();
  void one_linked_device_of_two_is_enough();
  void own_other_devices_get_no_copy();
  void a_stranger_s_is_dropped_without_a_trace();
  void none_goes_to_a_stranger();
  void somebody_who_is_blocked_is_not_heard_and_all_is_forgotten();
  void none_goes_to_a_group_or_to_oneself();
  void nothing_goes_on_the_record_meanwhile();
  void what_was_begun_to_be_written_is_no_draft_any_more();
  void the_other_cannot_make_a_draft_go();
  void nothing_on_the_record_can_quote_or_change_it();
  void it_stands_behind_what_was_said_before_it();
  void it_is_unread_until_it_is_looked_at();
  void what_could_not_be_kept_of_the_session_is_not_sent();
  void messages_go_on_after_many_that_were_not_delivered();
  void the_oldest_go_when_there_are_too_many();
  void logging_out_forgets_it();
};

void TestOffRecord::it_is_shown_live_and_its_author_is_told() {
  Confidants pair;
  QVERIFY(pair.off_record(pair.alice, "bob", "between us").ok());
  QVERIFY(pair.fate() == OffRecordState::sending);
  pair.world.settle(seconds{5});
  QCOMPARE(texts_off_record(pair.bob, "alice"), Texts{"between us"});
  QVERIFY(said_with(pair.bob, "alice").front().state == OffRecordState::received);
  QVERIFY(pair.fate() == OffRecordState::delivered);
  QCOMPARE(pair.bob.events<client::OffRecordArrived>().size(), std::size_t{1});
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself"}));
}

void TestOffRecord::both_sides_are_off_the_record_from_then_on() {
  Confidants pair;
  QVERIFY(!pair.is_off(pair.alice, "bob") && pair.alice.conversation("bob")->may_go_off_record);
  pair.whisper("between us");
  QVERIFY(pair.is_off(pair.alice, "bob"));
  QVERIFY(pair.is_off(pair.bob, "alice"));
  QVERIFY(pair.off_record(pair.bob, "alice", "of course").ok());
  pair.world.settle(seconds{5});
  QCOMPARE(texts_off_record(pair.alice, "bob"), (Texts{"between us", "of course"}));
}

/// Attack E8. Memory and SQLCipher stand behind the same interface: what it was never given is in no file, no
/// log and no index.
void TestOffRecord::no_byte_of_it_is_handed_to_a_store_or_kept_by_the_relay() {
  Confidants pair;
  for (auto* device : {&pair.alice, &pair.bob}) device->faults().listen_for(canary);
  const auto archived = [&] {
    return pair.world.relay.accounts["alice"].archive.entries.size() +
           pair.world.relay.accounts["bob"].archive.entries.size();
  };
  const auto before = archived();
  QVERIFY(pair.off_record(pair.alice, "bob", std::string{"the word is "} + canary).ok());
  QVERIFY(pair.off_record(pair.bob, "alice", std::string{canary} + ", I see").ok());
  pair.world.run_for(minutes{5});
  pair.bob.go_offline();
  pair.whisper(std::string{"are you there? "} + canary);
  QVERIFY(pair.fate() == OffRecordState::not_delivered);
  pair.world.run_for(minutes{5});
  for (auto* device : {&pair.alice, &pair.bob}) {
    QVERIFY(!device->faults().has_heard());
    QVERIFY(!has_canary(*device));
    QVERIFY(device->engine().search(canary, 10)->empty());
    QCOMPARE(*device->store().count(store::Table::outbox), std::uint64_t{0});
    QVERIFY(pair.world.relay.device(device->address()).mailbox.empty());
  }
  QCOMPARE(archived(), before);
  // The control: on the record it is noticed.
  QVERIFY(pair.alice.handle(client::EndOffRecord{name("bob")}).ok());
  QVERIFY(pair.alice.say("bob", canary).ok());
  QVERIFY(pair.alice.faults().has_heard() && has_canary(pair.alice));
}

void TestOffRecord::it_goes_with_the_program() {
  Confidants pair;
  pair.whisper("between us");
  pair.alice.crash();
  pair.bob.crash();
  pair.world.settle();
  QVERIFY(said_with(pair.alice, "bob").empty() && said_with(pair.bob, "alice").empty());
  QVERIFY(!pair.is_off(pair.alice, "bob") && !pair.is_off(pair.bob, "alice"));
}

/// A sign that might get lost would promise what nobody can hold.
void TestOffRecord::whoever_ends_it_forgets_it_and_the_other_does_not() {
  Confidants pair;
  pair.whisper("between us");
  QVERIFY(pair.alice.handle(client::EndOffRecord{name("bob")}).ok());
  pair.world.settle(seconds{5});
  QVERIFY(said_with(pair.alice, "bob").empty() && !pair.is_off(pair.alice, "bob"));
  QVERIFY(pair.is_off(pair.bob, "alice"));
  QCOMPARE(texts_off_record(pair.bob, "alice"), Texts{"between us"});
}

void TestOffRecord::who_is_away_does_not_get_it_and_its_author_is_told() {
  Confidants pair;
  pair.bob.go_offline();
  pair.world.run_for(minutes{1});
  pair.whisper("are you there?");
  QVERIFY(pair.fate() == OffRecordState::not_delivered);
  pair.bob.go_online();
  pair.world.run_for(minutes{5});
  QVERIFY(said_with(pair.bob, "alice").empty());
  QCOMPARE(texts_off_record(pair.alice, "bob"), Texts{"are you there?"});
}

void TestOffRecord::it_can_be_tried_again() {
  Confidants pair;
  pair.bob.go_offline();
  pair.world.run_for(minutes{1});
  pair.whisper("are you there?");
  pair.bob.go_online();
  pair.world.run_for(minutes{1});
  QVERIFY(pair.retry().ok());
  QVERIFY(pair.fate() == OffRecordState::sending);
  pair.world.settle(seconds{5});
  QVERIFY(pair.fate() == OffRecordState::delivered);
  QCOMPARE(texts_off_record(pair.bob, "alice"), Texts{"are you there?"});
  QCOMPARE(pair.retry().error().code, ErrorCode::invalid_state);
}

void TestOffRecord::an_author_without_a_link_is_told_at_once() {
  Confidants pair;
  pair.alice.go_offline();
  QVERIFY(pair.off_record(pair.alice, "bob", "hello?").ok());
  QVERIFY(pair.fate() == OffRecordState::not_delivered);
  pair.alice.go_online();
  pair.world.run_for(minutes{5});
  QVERIFY(said_with(pair.bob, "alice").empty());
}

void TestOffRecord::a_link_lost_before_the_answer_leaves_it_unconfirmed() {
  Confidants pair;
  QVERIFY(pair.off_record(pair.alice, "bob", "did you get it?").ok());
  pair.alice.go_offline();
  QVERIFY(pair.fate() == OffRecordState::unconfirmed);
}

void TestOffRecord::a_relay_that_claims_to_have_delivered_is_not_believed() {
  Confidants pair;
  pair.swallow_of(pair.alice);
  pair.whisper("did you get it?");
  QVERIFY(pair.fate() == OffRecordState::sending);
  pair.world.run_for(minutes{1});
  QVERIFY(pair.fate() == OffRecordState::unconfirmed);
  QVERIFY(said_with(pair.bob, "alice").empty());
}

void TestOffRecord::tried_again_after_it_arrived_it_is_shown_once_and_confirmed() {
  Confidants pair;
  pair.swallow_of(pair.bob);
  pair.whisper("did you get it?");
  pair.world.run_for(minutes{1});
  QVERIFY(pair.fate() == OffRecordState::unconfirmed);
  QCOMPARE(texts_off_record(pair.bob, "alice"), Texts{"did you get it?"});
  pair.world.relay.judge = nullptr;
  QVERIFY(pair.retry().ok());
  pair.world.settle(seconds{5});
  QVERIFY(pair.fate() == OffRecordState::delivered);
  QCOMPARE(texts_off_record(pair.bob, "alice"), Texts{"did you get it?"});
}

void TestOffRecord::a_relay_that_repeats_it_is_not_answered_for_ever() {
  Confidants pair;
  std::vector<wire::Delivery> delivered;
  pair.world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (delivery.sender.user == name("alice")) delivered.push_back(delivery);
  };
  pair.whisper("once");
  QCOMPARE(delivered.size(), std::size_t{1});
  for (int again = 0; again < 10; ++again) {
    pair.world.relay.inject(pair.bob.address(), wire::Deliver{{delivered.front()}, 0});
    pair.world.settle(seconds{5});
  }
  QCOMPARE(texts_off_record(pair.bob, "alice"), Texts{"once"});
  QCOMPARE(pair.live_submissions_of(pair.bob), std::size_t{3});
}

void TestOffRecord::every_linked_device_of_the_other_shows_it() {
  Confidants pair;
  auto& phone = pair.world.log_in("bob", "bob phone");
  pair.world.run_for(minutes{1});
  pair.whisper("to both of you");
  pair.world.run_for(minutes{1});
  QCOMPARE(texts_off_record(pair.bob, "alice"), Texts{"to both of you"});
  QCOMPARE(texts_off_record(phone, "alice"), Texts{"to both of you"});
  QVERIFY(pair.fate() == OffRecordState::delivered);
}

void TestOffRecord::one_linked_device_of_two_is_enough() {
  Confidants pair;
  auto& phone = pair.world.log_in("bob", "bob phone");
  QVERIFY(pair.alice.say("bob", "so that she knows both").ok());
  pair.world.run_for(minutes{1});
  phone.go_offline();
  pair.world.run_for(minutes{1});
  pair.whisper("is anybody there?");
  QVERIFY(pair.fate() == OffRecordState::delivered);
  // A relay names the worst of what became of a submission.
  const wire::SubmitReply worst{pair.last(), name("bob"), wire::SubmitOutcome::not_delivered,
                                {},          {},          Duration{0}};
  pair.world.relay.inject(pair.alice.address(), worst);
  pair.world.settle(seconds{5});
  QVERIFY(pair.fate() == OffRecordState::delivered);
  phone.go_online();
  pair.world.run_for(minutes{1});
  QVERIFY(said_with(phone, "alice").empty());
}

void TestOffRecord::own_other_devices_get_no_copy() {
  Confidants pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  QVERIFY(pair.alice.say("bob", "so that all know each other").ok());
  pair.world.run_for(minutes{1});
  pair.whisper("from the laptop");
  QVERIFY(pair.fate() == OffRecordState::delivered);
  QVERIFY(said_with(phone, "bob").empty());
  QVERIFY(pair.off_record(pair.bob, "alice", "to all of you").ok());
  pair.world.run_for(minutes{1});
  QCOMPARE(texts_off_record(phone, "bob"), Texts{"to all of you"});
}

void TestOffRecord::a_stranger_s_is_dropped_without_a_trace() {
  World world;
  auto& stranger = world.ready_user("stranger");
  auto& bob = world.ready_user("bob");
  QVERIFY(stranger.say("bob", "do you know me?").ok());
  world.run_for(minutes{1});
  bob.faults().listen_for(canary);
  QVERIFY(stranger.handle(client::SendOffRecord{name("bob"), canary}).ok());
  world.run_for(minutes{1});
  QVERIFY(said_with(bob, "stranger").empty());
  QVERIFY(!bob.conversation("stranger")->off_record);
  QVERIFY(bob.events<client::OffRecordArrived>().empty());
  QVERIFY(!bob.faults().has_heard());
  QVERIFY(said_with(stranger, "bob").front().state == OffRecordState::unconfirmed);
}

void TestOffRecord::none_goes_to_a_stranger() {
  World world;
  auto& stranger = world.ready_user("stranger");
  auto& bob = world.ready_user("bob");
  QVERIFY(stranger.say("bob", "do you know me?").ok());
  world.run_for(minutes{1});
  QVERIFY(!bob.conversation("stranger")->may_go_off_record);
  const auto refused = bob.handle(client::SendOffRecord{name("stranger"), "no"});
  QCOMPARE(refused.error().code, ErrorCode::invalid_state);
  QCOMPARE(bob.handle(client::GoOffRecord{name("stranger")}).error().code, ErrorCode::invalid_state);
  QVERIFY(bob.handle(client::AcceptRequest{name("stranger")}).ok());
  QVERIFY(bob.conversation("stranger")->may_go_off_record);
}

void TestOffRecord::somebody_who_is_blocked_is_not_heard_and_all_is_forgotten() {
  Confidants pair;
  pair.whisper("between us");
  QVERIFY(pair.bob.handle(client::BlockUser{name("alice")}).ok());
  QVERIFY(said_with(pair.bob, "alice").empty());
  pair.whisper("why?");
  QVERIFY(said_with(pair.bob, "alice").empty());
  QVERIFY(pair.fate() != OffRecordState::delivered);
  QCOMPARE(pair.off_record(pair.bob, "alice", "no").error().code, ErrorCode::invalid_state);
}

void TestOffRecord::none_goes_to_a_group_or_to_oneself() {
  Confidants pair;
  GroupId group;
  group.bytes.fill(7);
  QCOMPARE(pair.alice.handle(client::SendOffRecord{group, "all of you"}).error().code,
           ErrorCode::not_permitted);
  QCOMPARE(pair.alice.handle(client::GoOffRecord{group}).error().code, ErrorCode::not_permitted);
  QCOMPARE(pair.off_record(pair.alice, "alice", "note").error().code, ErrorCode::invalid_state);
  QCOMPARE(pair.off_record(pair.alice, "bob", "").error().code, ErrorCode::malformed);
}

void TestOffRecord::nothing_goes_on_the_record_meanwhile() {
  Confidants pair;
  pair.alice.faults().listen_for(canary);
  QVERIFY(pair.alice.handle(client::GoOffRecord{name("bob")}).ok());
  QCOMPARE(pair.alice.say("bob", canary).error().code, ErrorCode::invalid_state);
  const client::SendAttachment file{name("bob"), 1, "plan.pdf", "application/pdf", 10, canary};
  QCOMPARE(pair.alice.handle(file).error().code, ErrorCode::invalid_state);
  QVERIFY(pair.alice.handle(client::SaveDraft{name("bob"), canary}).ok());
  QVERIFY(!pair.alice.faults().has_heard());
  QVERIFY(pair.alice.conversation("bob")->draft.empty());
  QVERIFY(pair.alice.handle(client::EndOffRecord{name("bob")}).ok());
  QVERIFY(pair.alice.say("bob", "on the record").ok());
}

void TestOffRecord::what_was_begun_to_be_written_is_no_draft_any_more() {
  Confidants pair;
  QVERIFY(pair.alice.handle(client::SaveDraft{name("bob"), canary}).ok());
  QVERIFY(has_canary(pair.alice));
  QVERIFY(pair.alice.handle(client::GoOffRecord{name("bob")}).ok());
  QVERIFY(!has_canary(pair.alice));
  QVERIFY(pair.alice.conversation("bob")->draft.empty());
}

void TestOffRecord::the_other_cannot_make_a_draft_go() {
  Confidants pair;
  QVERIFY(pair.bob.handle(client::SaveDraft{name("alice"), canary}).ok());
  pair.whisper("psst");
  QCOMPARE(pair.bob.conversation("alice")->draft, std::string{canary});
  QVERIFY(pair.off_record(pair.bob, "alice", canary).ok());
  QVERIFY(!has_canary(pair.bob));
}

void TestOffRecord::nothing_on_the_record_can_quote_or_change_it() {
  Confidants pair;
  pair.bob.faults().listen_for(canary);
  pair.whisper(canary);
  const auto id = pair.last();
  QCOMPARE(pair.bob.handle(client::React{name("alice"), id, "👍"}).error().code, ErrorCode::not_found);
  QCOMPARE(pair.alice.handle(client::EditMessage{name("bob"), id, "x"}).error().code, ErrorCode::not_found);
  QCOMPARE(pair.alice.handle(client::DeleteMessage{name("bob"), id}).error().code, ErrorCode::not_found);
  QVERIFY(pair.bob.handle(client::EndOffRecord{name("alice")}).ok());
  QVERIFY(pair.bob.handle(client::SendText{name("alice"), "what you said", id}).ok());
  pair.world.settle(seconds{5});
  QVERIFY(pair.bob.engine().timeline(name("alice"), std::nullopt, 50)->quoted.empty());
  QVERIFY(pair.alice.engine().timeline(name("bob"), std::nullopt, 50)->quoted.empty());
  QVERIFY(!pair.bob.faults().has_heard() && !has_canary(pair.alice));
}

void TestOffRecord::it_stands_behind_what_was_said_before_it() {
  Confidants pair;
  pair.whisper("between us");
  QCOMPARE(said_with(pair.bob, "alice").front().after, pair.bob.messages_with("alice").back().position);
  QVERIFY(pair.alice.handle(client::EndOffRecord{name("bob")}).ok());
  const auto later = pair.say(pair.alice, "bob", "on the record");
  QVERIFY(pair.bob.messages_with("alice").back().id == later);
  QVERIFY(said_with(pair.bob, "alice").front().after < pair.bob.messages_with("alice").back().position);
  const auto oldest = pair.bob.messages_with("alice").front().position;
  const auto older = pair.bob.engine().timeline(name("alice"), store::Position{oldest.value + 1}, 50);
  QVERIFY(older->off_record.empty());
}

void TestOffRecord::it_is_unread_until_it_is_looked_at() {
  Confidants pair;
  const auto newest = pair.bob.messages_with("alice").back().position;
  QVERIFY(pair.bob.handle(client::MarkRead{name("alice"), newest}).ok());
  pair.whisper("psst");
  QCOMPARE(pair.bob.conversation("alice")->unread_off_record, std::uint64_t{1});
  QCOMPARE(pair.bob.conversation("alice")->unread, std::uint64_t{0});
  QVERIFY(pair.bob.handle(client::MarkRead{name("alice"), newest}).ok());
  QCOMPARE(pair.bob.conversation("alice")->unread_off_record, std::uint64_t{0});
}

/// Otherwise the next one would go out under the same key.
void TestOffRecord::what_could_not_be_kept_of_the_session_is_not_sent() {
  Confidants pair;
  pair.whisper("so that it has begun");
  const auto sent = pair.live_submissions_of(pair.alice);
  pair.alice.faults().fail_from(1);
  QVERIFY(!pair.off_record(pair.alice, "bob", "lost").ok());
  pair.alice.faults().heal();
  pair.world.settle(seconds{5});
  QCOMPARE(texts_off_record(pair.alice, "bob"), Texts{"so that it has begun"});
  QCOMPARE(pair.live_submissions_of(pair.alice), sent);
}

void TestOffRecord::messages_go_on_after_many_that_were_not_delivered() {
  Confidants pair;
  pair.bob.go_offline();
  pair.world.run_for(minutes{1});
  for (int number = 0; number < 20; ++number) pair.whisper("hello?");
  pair.bob.go_online();
  QVERIFY(pair.alice.handle(client::EndOffRecord{name("bob")}).ok());
  QVERIFY(pair.alice.say("bob", "after the hole").ok());
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"after the hole"});
  QVERIFY(pair.bob.events<client::SessionReset>().empty());
}

void TestOffRecord::the_oldest_go_when_there_are_too_many() {
  Confidants pair;
  pair.alice.go_offline();
  for (int number = 0; number <= 200; ++number) {
    static_cast<void>(pair.off_record(pair.alice, "bob", std::to_string(number)));
  }
  const auto texts = texts_off_record(pair.alice, "bob");
  QCOMPARE(texts.size(), std::size_t{200});
  QCOMPARE(texts.front(), std::string{"1"});
  QCOMPARE(texts.back(), std::string{"200"});
}

void TestOffRecord::logging_out_forgets_it() {
  Confidants pair;
  pair.whisper("between us");
  QVERIFY(pair.bob.handle(client::LogOut{}).ok());
  QVERIFY(said_with(pair.bob, "alice").empty());
}

QTEST_GUILESS_MAIN(TestOffRecord)
#include "test_off_record.moc"
