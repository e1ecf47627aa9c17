// SPDX-License-Identifier: GPL-3.0-or-later
// What a relay drops between two people is counted and told (attack A14), and nothing else is.
#include <QtTest>

#include <functional>
#include <utility>

#include "friends.hpp"
#include "pair.hpp"
#include "printing.hpp"
#include "sotto/wire/content.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

/// What the conversation says of missing texts: a number for each place, empty for one that can't be read.
Texts missing(Device& device, const std::string& with) {
  Texts counts;
  for (const auto& message : device.messages_with(with))
    if (message.kind == store::MessageKind::message_missing) counts.push_back(message.body);
  return counts;
}

/// A relay that says it has taken what alice submits while this lives, and hasn't.
class Swallowing {
 public:
  explicit Swallowing(World& world) : relay_{world.relay} {
    relay_.judge = [](const Address& sender, const wire::Submit& submit) -> std::optional<wire::SubmitReply> {
      if (!(sender.user == name("alice"))) return std::nullopt;
      return wire::SubmitReply{submit.message, submit.recipient, wire::SubmitOutcome::accepted, {}, {},
                               Duration{0}};
    };
  }
  ~Swallowing() { relay_.judge = nullptr; }
  Swallowing(const Swallowing&) = delete;
  Swallowing& operator=(const Swallowing&) = delete;

 private:
  FakeRelay& relay_;
};

void lose(Pair& pair, int count) {
  const Swallowing relay{pair.world};
  for (int number = 0; number < count; ++number) pair.say(pair.alice, "bob", "lost");
}

/// By alice to bob, while no time passes.
void say_without_waiting(Pair& pair, const Texts& texts) {
  for (const auto& text : texts) {
    if (!pair.alice.say("bob", text)) qFatal("alice should be able to say it");
    pair.world.exchange();
  }
}

/// Keeps alice's texts from bob until it is told to let them go.
class Keeping {
 public:
  explicit Keeping(Pair& pair) : pair_{pair} {
    pair.world.relay.says = [this](const wire::Frame& frame) {
      const auto* deliver = std::get_if<wire::Deliver>(&frame);
      if (deliver == nullptr || !is_kept(deliver->deliveries.front())) return true;
      kept_.push_back(*deliver);
      return false;
    };
  }
  /// Each on its own, the last one first.
  void let_go_backwards(
      const std::function<void()>& after_each = [] {}, Duration between = {}) {
    pair_.world.relay.says = nullptr;
    for (auto deliver = kept_.rbegin(); deliver != kept_.rend(); ++deliver) {
      pair_.world.relay.inject(pair_.bob.address(), *deliver);
      pair_.world.exchange();
      pair_.world.run_for(between);
      after_each();
    }
  }

 private:
  bool is_kept(const wire::Delivery& delivery) const {
    return delivery.sender == pair_.alice.address() && delivery.envelope.device == pair_.bob.address().device;
  }

  Pair& pair_;
  std::vector<wire::Deliver> kept_;
};

}  // namespace

class TestMissingTexts : public QObject {
  Q_OBJECT

 private slots:
  void what_never_came_is_told_in_its_place();
  void the_next_gap_is_told_for_itself();
  void what_comes_late_is_not_missing_any_more();
  void what_comes_late_behind_what_was_read_stands_at_the_end();
  void nothing_late_stands_in_front_of_what_somebody_else_said();
  void what_another_device_read_does_not_cover_what_comes_late();
  void what_passes_is_not_missed();
  void what_cannot_be_read_is_told_once();
  void what_is_said_again_is_no_gap_at_other_devices();
  void what_is_taken_back_before_it_goes_is_no_gap();
  void what_is_taken_back_behind_a_change_of_devices_is_no_gap();
  void what_was_on_its_way_meanwhile_is_no_gap();
  void whose_request_is_accepted_is_counted_on();
  void what_is_forged_hides_nothing_that_is_dropped();
  void what_fails_is_no_gap();
  void what_was_blocked_is_not_missed_later();
  void a_relay_that_holds_up_while_blocked_is_not_told_of();
  void an_old_copy_of_the_sender_begins_another_count();
  void an_old_copy_of_the_receiver_misses_nothing();
  void what_an_old_copy_misses_is_not_told_any_more();
  void what_was_missing_before_another_count_can_still_come();
  void what_was_missing_before_a_block_can_still_come();
  void a_new_device_misses_nothing();
  void a_number_comes_through_and_none_as_well();
};

void TestMissingTexts::what_never_came_is_told_in_its_place() {
  Pair pair;
  lose(pair, 3);
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  pair.say(pair.alice, "bob", "next");
  const auto messages = pair.bob.messages_with("alice");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"3"});
  QCOMPARE(messages.back().body, std::string{"next"});
  QVERIFY(messages[messages.size() - 2].kind == store::MessageKind::message_missing);
  pair.say(pair.alice, "bob", "and on");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"3"});
}

void TestMissingTexts::the_next_gap_is_told_for_itself() {
  Pair pair;
  lose(pair, 1);
  pair.say(pair.alice, "bob", "between");
  lose(pair, 2);
  pair.bob.crash();
  pair.say(pair.alice, "bob", "after");
  QCOMPARE(missing(pair.bob, "alice"), (Texts{"1", "2"}));
}

void TestMissingTexts::what_comes_late_is_not_missing_any_more() {
  Pair pair;
  Keeping relay{pair};
  say_without_waiting(pair, {"1", "2", "3"});
  relay.let_go_backwards();
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "1", "2", "3"}));
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_comes_late_behind_what_was_read_stands_at_the_end() {
  Pair pair;
  Keeping relay{pair};
  say_without_waiting(pair, {"1", "2"});
  relay.let_go_backwards([&] {
    const auto newest = pair.bob.messages_with("alice").back();
    if (newest.body == "2")
      static_cast<void>(pair.bob.handle(client::MarkRead{name("alice"), newest.position}));
  });
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "2", "1"}));
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::nothing_late_stands_in_front_of_what_somebody_else_said() {
  Pair pair;
  Keeping relay{pair};
  say_without_waiting(pair, {"shall I pay?", "shall we meet?"});
  relay.let_go_backwards([&] {
    if (pair.bob.messages_with("alice").back().body == "shall we meet?")
      static_cast<void>(pair.bob.say("alice", "yes"));
  });
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice"),
           (Texts{"hi", "hi yourself", "shall we meet?", "yes", "shall I pay?"}));
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_another_device_read_does_not_cover_what_comes_late() {
  Pair pair;
  auto& phone = pair.world.log_in("bob", "phone");
  pair.world.settle();
  pair.say(pair.alice, "bob", "to both");
  Keeping relay{pair};
  say_without_waiting(pair, {"1", "2"});
  QCOMPARE(phone.texts_with("alice").back(), std::string{"2"});
  relay.let_go_backwards([] {}, std::chrono::milliseconds{10});
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "to both", "1", "2"}));
  QVERIFY(phone.handle(client::MarkRead{name("alice"), phone.messages_with("alice").back().position}).ok());
  pair.world.run_for(minutes{1});
  QCOMPARE((*pair.bob.store().conversations()).front().unread, std::uint64_t{2});
  // Nor what it has read before that came here.
  Keeping newest{pair};
  QVERIFY(pair.alice.say("bob", "3").ok());
  pair.world.exchange();
  QVERIFY(phone.handle(client::MarkRead{name("alice"), phone.messages_with("alice").back().position}).ok());
  pair.world.run_for(std::chrono::seconds{10});
  newest.let_go_backwards();
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"3"});
  QCOMPARE((*pair.bob.store().conversations()).front().unread, std::uint64_t{3});
}

void TestMissingTexts::what_passes_is_not_missed() {
  Pair pair;
  {
    const Swallowing relay{pair.world};
    QVERIFY(
        pair.alice.handle(client::React{name("bob"), pair.alice.messages_with("bob").front().id, "+"}).ok());
    pair.say(pair.bob, "alice", "a receipt of this gets lost");
  }
  pair.say(pair.alice, "bob", "next");
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_cannot_be_read_is_told_once() {
  Pair pair;
  break_next_from(pair.world, "alice");
  // The question for it doesn't get through yet.
  pair.world.relay.judge = [](const Address& sender, const wire::Submit& submit) {
    const bool waits = sender.user == name("bob");
    const wire::SubmitReply later{submit.message, submit.recipient, wire::SubmitOutcome::unavailable, {}, {},
                                  Duration{0}};
    return waits ? std::optional{later} : std::nullopt;
  };
  QVERIFY(pair.alice.say("bob", "broken").ok());
  QVERIFY(pair.alice.say("bob", "next").ok());
  pair.world.exchange();
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"next"});
  QCOMPARE(missing(pair.bob, "alice"), Texts{""});
  pair.world.relay.judge = nullptr;
  pair.world.settle(minutes{1});
  QCOMPARE(pair.bob.texts_with("alice").size(), 4U);
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  // The count goes on as before.
  lose(pair, 2);
  pair.say(pair.alice, "bob", "end");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"2"});
}

void TestMissingTexts::what_is_said_again_is_no_gap_at_other_devices() {
  Pair pair;
  auto& phone = pair.world.log_in("bob", "phone");
  pair.world.settle();
  pair.say(pair.alice, "bob", "to both");
  break_next_from(pair.world, "alice");
  pair.say(pair.alice, "bob", "broken at one");
  for (const auto* text : {"one", "two"}) pair.say(pair.alice, "bob", text);
  QVERIFY(!pair.bob.events<client::SessionReset>().empty() || !phone.events<client::SessionReset>().empty());
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  QCOMPARE(missing(phone, "alice"), Texts{});
  lose(pair, 1);
  pair.say(pair.alice, "bob", "end");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
  QCOMPARE(missing(phone, "alice"), Texts{"1"});
}

void TestMissingTexts::what_is_taken_back_before_it_goes_is_no_gap() {
  Pair pair;
  pair.alice.go_offline();
  QVERIFY(pair.alice.say("bob", "taken back").ok());
  const auto id = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  pair.alice.go_online();
  pair.world.settle();
  pair.say(pair.alice, "bob", "next");
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"next"});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_is_taken_back_behind_a_change_of_devices_is_no_gap() {
  Pair pair;
  pair.alice.go_offline();
  QVERIFY(pair.alice.say("bob", "taken back").ok());
  const auto id = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.alice.say("bob", "stays").ok());
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  auto& phone = pair.world.log_in("bob", "phone");
  pair.world.settle();
  pair.alice.go_online();
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"stays"});
  QCOMPARE(phone.texts_with("alice").back(), std::string{"stays"});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_was_on_its_way_meanwhile_is_no_gap() {
  Pair pair;
  pair.alice.go_offline();
  QVERIFY(pair.alice.say("bob", "taken back").ok());
  const auto id = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.alice.say("bob", "stays").ok());
  const auto stays = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  auto& phone = pair.world.log_in("bob", "phone");
  pair.world.settle();
  bool refused = false;
  pair.world.relay.judge = [&](const Address&,
                               const wire::Submit& submit) -> std::optional<wire::SubmitReply> {
    if (!(submit.message == stays) || std::exchange(refused, true)) return std::nullopt;
    return wire::SubmitReply{submit.message, submit.recipient, wire::SubmitOutcome::rate_limited, {}, {},
                             Duration{0}};
  };
  pair.alice.go_online();
  pair.world.run_for(minutes{2});
  QVERIFY(refused);
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"stays"});
  QCOMPARE(phone.texts_with("alice").back(), std::string{"stays"});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::whose_request_is_accepted_is_counted_on() {
  Pair pair;
  lose(pair, 1);
  QVERIFY(pair.bob.handle(client::AcceptRequest{name("alice")}).ok());
  pair.say(pair.alice, "bob", "next");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
}

// Each forged message that can't be read is told, or accounts for nothing.
void TestMissingTexts::what_is_forged_hides_nothing_that_is_dropped() {
  Pair pair;
  pair.say(pair.bob, "alice", "an id that the relay knows");
  wire::SealedEnvelope garbage;
  garbage.device = pair.bob.address().device;
  garbage.ciphertext = Bytes(100, 0x33);
  const auto own = pair.bob.messages_with("alice").back().id;
  pair.world.relay.inject(pair.bob.address(),
                          wire::Deliver{{{DeliveryId{77}, own, pair.alice.address(), {}, garbage}}, 0});
  pair.world.exchange();
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  lose(pair, 1);
  pair.say(pair.alice, "bob", "next");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
}

void TestMissingTexts::what_fails_is_no_gap() {
  Pair pair;
  pair.world.relay.judge = [](const Address&, const wire::Submit& submit) {
    return std::optional{wire::SubmitReply{
        submit.message, submit.recipient, wire::SubmitOutcome::malformed, {}, {}, Duration{0}}};
  };
  pair.say(pair.alice, "bob", "refused");
  QVERIFY(pair.alice.messages_with("bob").back().state == store::MessageState::failed);
  pair.world.relay.judge = nullptr;
  pair.say(pair.alice, "bob", "next");
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_was_blocked_is_not_missed_later() {
  Pair pair;
  QVERIFY(pair.bob.handle(client::BlockUser{name("alice")}).ok());
  for (const auto* text : {"one", "two"}) pair.say(pair.alice, "bob", text);
  QVERIFY(pair.bob.handle(client::UnblockUser{name("alice")}).ok());
  pair.say(pair.alice, "bob", "heard");
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"heard"});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::a_relay_that_holds_up_while_blocked_is_not_told_of() {
  Pair pair;
  QVERIFY(pair.bob.handle(client::BlockUser{name("alice")}).ok());
  lose(pair, 2);
  pair.say(pair.alice, "bob", "not shown");
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  QVERIFY(pair.bob.handle(client::UnblockUser{name("alice")}).ok());
  pair.say(pair.alice, "bob", "heard");
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  lose(pair, 1);
  pair.say(pair.alice, "bob", "next");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
}

void TestMissingTexts::an_old_copy_of_the_sender_begins_another_count() {
  Pair pair;
  store::MemoryStore backup;
  backup.copy_from(pair.alice.store());
  for (const auto* text : {"one", "two"}) pair.say(pair.alice, "bob", text);
  pair.alice.restore(backup);
  for (const auto* text : {"three", "four"}) pair.say(pair.alice, "bob", text);
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  lose(pair, 1);
  pair.say(pair.alice, "bob", "five");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
}

void TestMissingTexts::an_old_copy_of_the_receiver_misses_nothing() {
  Pair pair;
  store::MemoryStore backup;
  backup.copy_from(pair.bob.store());
  for (const auto* text : {"one", "two"}) pair.say(pair.alice, "bob", text);
  pair.bob.restore(backup);
  pair.say(pair.alice, "bob", "three");
  pair.world.run_for(hours{2});
  pair.say(pair.alice, "bob", "four");
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"four"});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_an_old_copy_misses_is_not_told_any_more() {
  Pair pair;
  store::MemoryStore backup;
  {
    Keeping relay{pair};
    say_without_waiting(pair, {"held up", "in time"});
    relay.let_go_backwards([&] {
      if (!missing(pair.bob, "alice").empty()) backup.copy_from(pair.bob.store());
    });
  }
  pair.world.settle();
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  pair.bob.restore(backup);
  pair.say(pair.alice, "bob", "next");
  pair.world.run_for(hours{2});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"next"});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::what_was_missing_before_another_count_can_still_come() {
  Pair pair;
  store::MemoryStore backup;
  backup.copy_from(pair.alice.store());
  Keeping relay{pair};
  say_without_waiting(pair, {"held up"});
  pair.world.relay.says = nullptr;
  pair.say(pair.alice, "bob", "in time");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
  pair.alice.restore(backup);
  pair.say(pair.alice, "bob", "from the copy");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
  relay.let_go_backwards();
  QCOMPARE(pair.bob.texts_with("alice").size(), std::size_t{5});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  // The count that goes on is the newer one.
  lose(pair, 1);
  pair.say(pair.alice, "bob", "next");
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
}

void TestMissingTexts::what_was_missing_before_a_block_can_still_come() {
  Pair pair;
  Keeping relay{pair};
  say_without_waiting(pair, {"held up"});
  pair.world.relay.says = nullptr;
  pair.say(pair.alice, "bob", "in time");
  QVERIFY(pair.bob.handle(client::BlockUser{name("alice")}).ok());
  QVERIFY(pair.bob.handle(client::UnblockUser{name("alice")}).ok());
  QCOMPARE(missing(pair.bob, "alice"), Texts{"1"});
  relay.let_go_backwards();
  QCOMPARE(pair.bob.texts_with("alice").size(), std::size_t{4});
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
}

void TestMissingTexts::a_new_device_misses_nothing() {
  Pair pair;
  for (const auto* text : {"one", "two"}) pair.say(pair.alice, "bob", text);
  auto& phone = pair.world.log_in("bob", "phone");
  pair.world.settle();
  pair.say(pair.alice, "bob", "to both");
  QVERIFY(!phone.texts_with("alice").empty());
  QCOMPARE(missing(phone, "alice"), Texts{});
  auto& tablet = pair.world.log_in("alice", "tablet");
  pair.world.settle();
  pair.say(tablet, "bob", "from the other");
  QCOMPARE(missing(pair.bob, "alice"), Texts{});
  QCOMPARE(missing(phone, "alice"), Texts{});
}

void TestMissingTexts::a_number_comes_through_and_none_as_well() {
  wire::Content content{wire::protocol_version,
                        wire::suite_hybrid,
                        {name("alice"), DeviceId{1}},
                        {name("bob"), DeviceId{1}},
                        *MessageId::parse(Bytes(MessageId::size, 7)),
                        1,
                        Instant{1},
                        wire::Text{"counted"}};
  content.text_number = {5, 2};
  const auto counted = wire::parse_padded(wire::serialise_padded(content));
  QVERIFY(counted.ok());
  QCOMPARE(counted->text_number.value, std::uint64_t{5});
  QCOMPARE(counted->text_number.voided, std::uint64_t{2});
  content.text_number = {};
  const auto uncounted = wire::parse_padded(wire::serialise_padded(content));
  QVERIFY(uncounted.ok());
  QCOMPARE(uncounted->text_number.value, std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestMissingTexts)
#include "test_missing_texts.moc"
