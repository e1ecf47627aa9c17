// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>

#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr const char* canary = "zqxjzvkwq";
constexpr Lasting one_minute{60};
constexpr hours a_year{365 * 24};

Status say_for(Device& from, const std::string& to, const std::string& text, Lasting lasting) {
  return from.handle(client::SendText{name(to), text, {}, lasting});
}

void read_all(Device& device, const std::string& with) {
  const auto newest = device.messages_with(with).back().position;
  static_cast<void>(device.handle(client::MarkRead{name(with), newest}));
}

/// The key under which the engine keeps what is set for a conversation.
Bytes with_letter(char letter, const Username& user) {
  Bytes key{static_cast<std::uint8_t>(letter)};
  append(key, bytes_of(user.text()));
  key.push_back(0);
  return key;
}

bool has_canary(Device& device) { return device.dump().find(canary) != std::string::npos; }

/// A message of an hour, sent and read; then both start again.
void send_and_start_again(Pair& pair) {
  static_cast<void>(say_for(pair.alice, "bob", "for an hour", Lasting{3'600}));
  pair.world.settle();
  read_all(pair.bob, "alice");
  pair.world.run_for(minutes{5});
  pair.alice.crash();
  pair.bob.crash();
  pair.world.settle();
}

}  // namespace

class TestDurations : public QObject {
  Q_OBJECT

 private slots:
  void a_message_goes_when_its_time_is_over_on_both_sides();
  void nothing_of_it_remains();
  void what_is_not_read_waits();
  void what_is_not_sent_waits();
  void a_receipt_that_overtakes_the_relays_answer_starts_the_time();
  void own_devices_count_from_the_sending();
  void a_clock_that_is_set_back_lengthens_nothing_data();
  void a_clock_that_is_set_back_lengthens_nothing();
  void a_clock_that_is_set_back_while_the_program_is_off_ends_the_time();
  void a_clock_that_lags_a_little_ends_nothing();
  void a_clock_may_lag_five_minutes_and_no_more_data();
  void a_clock_may_lag_five_minutes_and_no_more();
  void time_goes_on_while_the_program_is_off();
  void a_clock_that_leaps_hides_early_at_most();
  void a_clock_that_leapt_and_was_put_right_ends_nothing_later();
  void a_clock_that_was_wrong_while_nothing_ran_ends_nothing_later();
  void a_clock_that_leapt_in_the_same_run_ends_nothing_later();
  void a_deleted_message_leaves_no_place_when_its_time_is_over();
  void a_message_whose_deletion_overtook_it_leaves_no_place_either();
  void a_message_deleted_before_it_was_sent_leaves_no_place_either();
  void an_edit_does_not_bring_an_ended_message_back();
  void a_setting_holds_for_both_and_for_own_devices();
  void settings_that_cross_end_alike_data();
  void settings_that_cross_end_alike();
  void a_peer_who_uses_all_revisions_up_does_not_decide_for_ever();
  void a_message_may_differ_from_the_setting();
  void a_duration_beyond_a_year_is_refused();
};

void TestDurations::a_message_goes_when_its_time_is_over_on_both_sides() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "for a minute", one_minute).ok());
  pair.world.settle();
  QCOMPARE(pair.bob.messages_with("alice").back().lasting, one_minute);
  read_all(pair.bob, "alice");
  pair.world.run_for(seconds{45});
  QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"for a minute"});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"for a minute"});
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself"}));
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
}

/// Attack E8: history, search, answers, drafts, waiting changes, the outbox.
void TestDurations::nothing_of_it_remains() {
  Pair pair;
  QVERIFY(pair.alice.handle(client::SaveDraft{name("bob"), canary}).ok());
  QVERIFY(say_for(pair.alice, "bob", canary, one_minute).ok());
  pair.world.settle();
  const auto id = pair.bob.messages_with("alice").back().id;
  QVERIFY(pair.bob.handle(client::SendText{name("alice"), "what is that?", id}).ok());
  QVERIFY(pair.bob.handle(client::React{name("alice"), id, "😮"}).ok());
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), id, std::string{"edited "} + canary}).ok());
  pair.world.settle();
  QVERIFY(has_canary(pair.alice) && has_canary(pair.bob));  // the control
  read_all(pair.bob, "alice");
  pair.world.run_for(minutes{2});
  for (auto* device : {&pair.alice, &pair.bob}) {
    const auto* with = device == &pair.alice ? "bob" : "alice";
    QVERIFY(!has_canary(*device));
    QVERIFY(device->engine().search(canary, 10)->empty());
    QVERIFY(device->engine().timeline(name(with), std::nullopt, 50)->quoted.empty());
    QVERIFY(device->engine().timeline(name(with), std::nullopt, 50)->reactions.empty());
    QCOMPARE(*device->store().count(store::Table::timer), 0U);
    QCOMPARE(*device->store().count(store::Table::reaction), 0U);
  }
}

void TestDurations::what_is_not_read_waits() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "later", one_minute).ok());
  pair.world.run_for(hours{2});
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself"}));
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"later"});
  read_all(pair.bob, "alice");
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::what_is_not_sent_waits() {
  Pair pair;
  pair.alice.go_offline();
  QVERIFY(say_for(pair.alice, "bob", "offline", one_minute).ok());
  pair.world.run_for(hours{1});
  QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"offline"});
  pair.alice.go_online();
  pair.world.run_for(minutes{10});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"offline"});
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::a_receipt_that_overtakes_the_relays_answer_starts_the_time() {
  Pair pair;
  pair.world.relay.says = [](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::SubmitReply>(&frame);
    return reply == nullptr || reply->recipient == name("alice");
  };
  QVERIFY(say_for(pair.alice, "bob", "quick", one_minute).ok());
  pair.world.run_for(seconds{10});
  QCOMPARE(pair.alice.messages_with("bob").back().state, store::MessageState::delivered);
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::own_devices_count_from_the_sending() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  phone.go_offline();
  QVERIFY(say_for(pair.alice, "bob", canary, Lasting{3'600}).ok());
  pair.world.run_for(minutes{50});
  phone.go_online();
  pair.world.run_for(minutes{5});
  QVERIFY(has_canary(phone));
  pair.world.run_for(minutes{10});
  QVERIFY(!has_canary(phone));
}

void TestDurations::a_clock_that_is_set_back_lengthens_nothing_data() {
  QTest::addColumn<qint64>("hours_back");
  QTest::newRow("an hour, as in autumn") << qint64{1};
  QTest::newRow("ten years") << qint64{10 * 365 * 24};
}

/// Attack E9.
void TestDurations::a_clock_that_is_set_back_lengthens_nothing() {
  QFETCH(qint64, hours_back);
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "for a minute", one_minute).ok());
  pair.world.settle();
  read_all(pair.bob, "alice");
  for (int time = 0; time < 4; ++time) {
    pair.world.run_for(seconds{20});
    pair.world.set_wall_clock(pair.world.wall() - hours{hours_back});
  }
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::a_clock_that_is_set_back_while_the_program_is_off_ends_the_time() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "for an hour", Lasting{3'600}).ok());
  pair.world.settle();
  read_all(pair.bob, "alice");
  pair.world.run_for(minutes{10});
  pair.world.set_wall_clock(pair.world.wall() - hours{1});
  pair.bob.crash();
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::a_clock_that_lags_a_little_ends_nothing() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "for an hour", Lasting{3'600}).ok());
  pair.world.settle();
  read_all(pair.bob, "alice");
  pair.world.run_for(minutes{10});
  pair.world.set_wall_clock(pair.world.wall() - seconds{20});
  pair.bob.crash();
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"for an hour"});
  pair.world.run_for(minutes{51});
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::a_clock_may_lag_five_minutes_and_no_more_data() {
  QTest::addColumn<qint64>("milliseconds");
  QTest::addColumn<bool>("ends");
  QTest::newRow("five minutes") << qint64{300'000} << false;
  QTest::newRow("a millisecond more") << qint64{300'001} << true;
}

/// From what the wall clock showed when it was written down: here as the timer starts. Decision 0025.
void TestDurations::a_clock_may_lag_five_minutes_and_no_more() {
  QFETCH(qint64, milliseconds);
  QFETCH(bool, ends);
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "for an hour", Lasting{3'600}).ok());
  pair.world.settle();
  pair.world.run_for(minutes{10});
  read_all(pair.bob, "alice");
  pair.world.set_wall_clock(pair.world.wall() - Duration{milliseconds});
  pair.bob.crash();
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{ends ? "hi yourself" : "for an hour"});
}

void TestDurations::time_goes_on_while_the_program_is_off() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "for an hour", Lasting{3'600}).ok());
  pair.world.settle();
  read_all(pair.bob, "alice");
  pair.world.set_clock(pair.world.now() + hours{2});
  pair.bob.crash();
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::a_clock_that_leaps_hides_early_at_most() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "for an hour", Lasting{3'600}).ok());
  QVERIFY(pair.alice.say("bob", "for good").ok());
  pair.world.settle();
  read_all(pair.bob, "alice");
  pair.world.set_wall_clock(pair.world.wall() + hours{10 * 365 * 24});
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "for good"}));
}

void TestDurations::a_clock_that_leapt_and_was_put_right_ends_nothing_later() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "first", Lasting{3'600}).ok());
  pair.world.settle();
  read_all(pair.bob, "alice");
  pair.world.set_wall_clock(pair.world.wall() + a_year);
  pair.world.run_for(minutes{2});
  pair.world.set_wall_clock(pair.world.wall() - a_year);
  pair.alice.crash();
  pair.bob.crash();
  pair.world.settle();
  send_and_start_again(pair);
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself", "for an hour"}));
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "for an hour"}));
  pair.world.run_for(hours{1});
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself"}));
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself"}));
}

void TestDurations::a_clock_that_was_wrong_while_nothing_ran_ends_nothing_later() {
  Pair pair;
  pair.world.set_wall_clock(pair.world.wall() + a_year);
  send_and_start_again(pair);
  pair.world.run_for(hours{2});
  pair.world.set_wall_clock(pair.world.wall() - a_year);
  pair.alice.crash();
  pair.bob.crash();
  pair.world.settle();
  send_and_start_again(pair);
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself", "for an hour"}));
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "for an hour"}));
}

void TestDurations::a_clock_that_leapt_in_the_same_run_ends_nothing_later() {
  Pair pair;
  pair.world.set_wall_clock(pair.world.wall() + a_year);
  pair.world.run_for(minutes{2});
  QVERIFY(pair.alice.handle(client::SaveDraft{name("bob"), "x"}).ok());
  QVERIFY(pair.bob.handle(client::SaveDraft{name("alice"), "x"}).ok());
  pair.world.set_wall_clock(pair.world.wall() - a_year);
  send_and_start_again(pair);
  QCOMPARE(pair.alice.texts_with("bob"), (Texts{"hi", "hi yourself", "for an hour"}));
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "for an hour"}));
}

void TestDurations::a_deleted_message_leaves_no_place_when_its_time_is_over() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "oh", one_minute).ok());
  pair.world.settle();
  const auto before = pair.alice.messages_with("bob").size();
  QVERIFY(
      pair.alice.handle(client::DeleteMessage{name("bob"), pair.alice.messages_with("bob").back().id}).ok());
  pair.world.settle();
  QCOMPARE(pair.alice.messages_with("bob").size(), before);
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.alice.messages_with("bob").size(), before - 1);
}

void TestDurations::a_message_whose_deletion_overtook_it_leaves_no_place_either() {
  Pair pair;
  pair.bob.go_offline();
  QVERIFY(say_for(pair.alice, "bob", "oh", one_minute).ok());
  pair.world.settle(seconds{5});
  QVERIFY(
      pair.alice.handle(client::DeleteMessage{name("bob"), pair.alice.messages_with("bob").back().id}).ok());
  pair.world.settle(seconds{5});
  auto& mailbox = pair.world.relay.device(pair.bob.address()).mailbox;
  std::reverse(mailbox.begin(), mailbox.end());
  pair.bob.go_online();
  pair.world.settle();
  QCOMPARE(pair.bob.messages_with("alice").back().kind, store::MessageKind::deleted);
  read_all(pair.bob, "alice");
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.bob.messages_with("alice").back().kind, store::MessageKind::text);
}

void TestDurations::a_message_deleted_before_it_was_sent_leaves_no_place_either() {
  Pair pair;
  auto& carol = pair.world.ready_user("carol");
  // Nothing can be sealed for carol before her keys were fetched.
  pair.alice.go_offline();
  QVERIFY(say_for(pair.alice, "carol", "oh", one_minute).ok());
  const auto id = pair.alice.messages_with("carol").back().id;
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("carol"), id}).ok());
  pair.alice.go_online();
  pair.world.settle();
  QCOMPARE(pair.alice.messages_with("carol").back().state, store::MessageState::accepted);
  pair.world.run_for(minutes{2});
  QVERIFY(pair.alice.messages_with("carol").empty());
  QVERIFY(carol.messages_with("alice").empty());
}

void TestDurations::an_edit_does_not_bring_an_ended_message_back() {
  Pair pair;
  QVERIFY(say_for(pair.alice, "bob", "short", Lasting{5}).ok());
  pair.world.exchange();
  read_all(pair.bob, "alice");
  // Alice's edit is on its way for longer than the message lasts.
  pair.bob.go_offline();
  const auto id = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), id, canary}).ok());
  pair.world.run_for(minutes{1});
  pair.bob.go_online();
  pair.world.run_for(minutes{2});
  QVERIFY(!has_canary(pair.bob));
  QVERIFY(!has_canary(pair.alice));
}

void TestDurations::a_setting_holds_for_both_and_for_own_devices() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  QVERIFY(pair.alice.handle(client::SetDuration{name("bob"), one_minute}).ok());
  pair.world.settle();
  QCOMPARE(pair.alice.conversation("bob")->lasting, one_minute);
  QCOMPARE(pair.bob.conversation("alice")->lasting, one_minute);
  QCOMPARE(phone.conversation("bob")->lasting, one_minute);
  const auto notice = pair.bob.messages_with("alice").back();
  QCOMPARE(notice.kind, store::MessageKind::duration_set);
  QCOMPARE(notice.sender, name("alice"));
  QCOMPARE(notice.body, std::string{"60"});
  QVERIFY(pair.bob.say("alice", "short-lived").ok());
  pair.world.settle();
  QCOMPARE(pair.alice.messages_with("bob").back().lasting, one_minute);
  QVERIFY(pair.bob.handle(client::SetDuration{name("alice"), Lasting{}}).ok());
  pair.world.settle();
  QVERIFY(pair.alice.conversation("bob")->lasting.for_good());
  QCOMPARE(pair.bob.conversation("alice")->unread, 1U);  // notices don't count
}

void TestDurations::settings_that_cross_end_alike_data() {
  QTest::addColumn<quint32>("one");
  QTest::addColumn<quint32>("other");
  QTest::addColumn<quint32>("longer");
  QTest::newRow("a minute and an hour") << 60U << 3'600U << 3'600U;
  QTest::newRow("an hour and a minute") << 3'600U << 60U << 3'600U;
  QTest::newRow("a minute and for good") << 60U << 0U << 0U;
  QTest::newRow("for good and a minute") << 0U << 60U << 0U;
}

void TestDurations::settings_that_cross_end_alike() {
  QFETCH(quint32, one);
  QFETCH(quint32, other);
  QFETCH(quint32, longer);
  Pair pair;
  QVERIFY(pair.alice.handle(client::SetDuration{name("bob"), Lasting{30}}).ok());
  pair.world.settle();
  pair.alice.go_offline();
  pair.bob.go_offline();
  QVERIFY(pair.alice.handle(client::SetDuration{name("bob"), Lasting{one}}).ok());
  QVERIFY(pair.bob.handle(client::SetDuration{name("alice"), Lasting{other}}).ok());
  pair.alice.go_online();
  pair.bob.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(pair.alice.conversation("bob")->lasting, Lasting{longer});
  QCOMPARE(pair.bob.conversation("alice")->lasting, Lasting{longer});
}

void TestDurations::a_peer_who_uses_all_revisions_up_does_not_decide_for_ever() {
  Pair pair;
  // A client of bob's own making: the next setting has the last revision that there is.
  const auto key = with_letter('d', name("alice"));
  Bytes record{1, 0xFF, 0xFF, 0xFF, 0xFE, 0, 0, 0, 0};
  QVERIFY(pair.bob.store().begin().ok());
  QVERIFY(pair.bob.store().put(store::Table::setting, key, record).ok());
  QVERIFY(pair.bob.store().commit().ok());
  QVERIFY(pair.bob.handle(client::SetDuration{name("alice"), Lasting{5}}).ok());
  pair.world.settle();
  QCOMPARE(pair.alice.conversation("bob")->lasting, Lasting{5});
  QVERIFY(pair.alice.handle(client::SetDuration{name("bob"), one_minute}).ok());
  QCOMPARE(pair.alice.conversation("bob")->lasting, one_minute);
  QVERIFY(pair.alice.handle(client::SetDuration{name("bob"), Lasting{1}}).ok());
  QCOMPARE(pair.alice.conversation("bob")->lasting, Lasting{1});
  QVERIFY(pair.alice.say("bob", "short").ok());
  QCOMPARE(pair.alice.messages_with("bob").back().lasting, Lasting{1});
}

void TestDurations::a_message_may_differ_from_the_setting() {
  Pair pair;
  QVERIFY(pair.alice.handle(client::SetDuration{name("bob"), one_minute}).ok());
  QVERIFY(say_for(pair.alice, "bob", "for good", Lasting{}).ok());
  pair.world.settle();
  read_all(pair.bob, "alice");
  pair.world.run_for(minutes{5});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"for good"});
}

void TestDurations::a_duration_beyond_a_year_is_refused() {
  Pair pair;
  const Lasting too_long{wire::max_duration_s + 1};
  QCOMPARE(say_for(pair.alice, "bob", "x", too_long).error().code, ErrorCode::too_large);
  QCOMPARE(pair.alice.handle(client::SetDuration{name("bob"), too_long}).error().code, ErrorCode::too_large);
}

QTEST_GUILESS_MAIN(TestDurations)
#include "test_durations.moc"
