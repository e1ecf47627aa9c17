// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::minutes;
using store::MessageKind;

namespace {

store::Message message_at(Device& device, const std::string& with, const MessageId& id) {
  return (*device.store().find_message(name(with), id)).value();
}

std::vector<client::ReactionView> reactions_at(Device& device, const std::string& with) {
  return device.engine().timeline(name(with), std::nullopt, 50)->reactions;
}

std::string emoji_at(Device& device, const std::string& with) {
  std::string all;
  for (const auto& reaction : reactions_at(device, with)) all += reaction.by.text() + reaction.emoji;
  return all;
}

/// Delivers what waits for a device in another order, as a relay may.
void turn_round_mailbox(World& world, Device& device) {
  auto& mailbox = world.relay.device(device.address()).mailbox;
  std::reverse(mailbox.begin(), mailbox.end());
}

client::EditMessage edit(const std::string& with, const MessageId& id, const std::string& text) {
  return {name(with), id, text};
}
client::DeleteMessage deletion(const std::string& with, const MessageId& id) { return {name(with), id}; }
client::React reaction(const std::string& with, const MessageId& id, const std::string& emoji) {
  return {name(with), id, emoji};
}

/// Edits so many messages of one person, on a device of bob's that came after them.
Device& edit_what_a_new_phone_lacks(Pair& pair, Device& author, int count,
                                    const std::function<void(Device&)>& prepare) {
  std::vector<MessageId> ids;
  for (int number = 0; number < count; ++number) {
    ids.push_back(pair.say(author, "bob", "original " + std::to_string(number)));
  }
  // Nor does it get them out of the archive.
  pair.world.relay.accounts.at("bob").archive = {};
  auto& phone = pair.world.log_in("bob", "bob phone");
  prepare(phone);
  for (const auto& id : ids) {
    static_cast<void>(author.handle(edit("bob", id, "changed")));
    pair.world.run_for(std::chrono::seconds{1});
  }
  return phone;
}

}  // namespace

class TestChanges : public QObject {
  Q_OBJECT

 private slots:
  void an_answer_names_its_message_on_both_sides();
  void an_answer_to_a_deleted_message_shows_nothing_of_it();
  void an_edit_replaces_the_text_on_both_sides_and_in_the_search();
  void a_deleted_message_leaves_its_place_only();
  void a_refused_message_is_deleted_without_a_trace();
  void a_reaction_is_shown_replaced_and_taken_back();
  void what_is_changed_offline_arrives_as_it_stands_in_the_end();
  void changes_that_overtake_their_message_wait_for_it();
  void a_deletion_that_overtakes_its_message_and_its_edits_wins();
  void an_older_change_that_comes_late_does_not_count();
  void edits_that_cross_end_alike_on_every_device();
  void reactions_that_cross_end_alike_on_every_device();
  void own_devices_get_copies_of_changes();
  void a_note_to_oneself_can_be_changed();
  void only_the_author_may_change_a_message();
  void what_is_not_there_or_not_a_text_cannot_be_changed();
  void a_change_of_an_unknown_message_is_never_answered();
  void early_changes_are_kept_in_a_small_room();
  void a_stranger_gets_a_smaller_room();
  void early_changes_are_not_kept_for_ever();
  void a_reaction_that_overtakes_a_deleted_message_is_not_kept();
  void a_change_that_does_not_fit_is_told();
  void a_change_that_is_refused_is_told_data();
  void a_change_that_is_refused_is_told();
  void a_deletion_of_what_nobody_got_is_not_told();
  void a_failed_reaction_to_what_was_deleted_since_is_not_told();
  void a_change_that_could_not_be_decrypted_comes_again();
  void a_crash_at_every_step_of_an_edit_loses_nothing();
};

void TestChanges::an_answer_names_its_message_on_both_sides() {
  Pair pair;
  const auto question = pair.say(pair.alice, "bob", "tea or coffee?");
  QVERIFY(pair.bob.handle(client::SendText{name("alice"), "tea", question}).ok());
  pair.world.settle();
  for (auto* device : {&pair.alice, &pair.bob}) {
    const auto* with = device == &pair.alice ? "bob" : "alice";
    QVERIFY(device->messages_with(with).back().quoted == question);
    const auto page = *device->engine().timeline(name(with), std::nullopt, 10);
    QCOMPARE(page.quoted.size(), 1U);
    QCOMPARE(page.quoted.front().body, std::string{"tea or coffee?"});
  }
}

void TestChanges::an_answer_to_a_deleted_message_shows_nothing_of_it() {
  Pair pair;
  const auto question = pair.say(pair.alice, "bob", "tea or coffee?");
  QVERIFY(pair.bob.handle(client::SendText{name("alice"), "tea", question}).ok());
  pair.world.settle();
  QVERIFY(pair.alice.handle(deletion("bob", question)).ok());
  pair.world.settle();
  QVERIFY(pair.bob.engine().timeline(name("alice"), std::nullopt, 10)->quoted.empty());
  QVERIFY(pair.bob.dump().find("coffee") == std::string::npos);
  QVERIFY(pair.alice.dump().find("coffee") == std::string::npos);
}

void TestChanges::an_edit_replaces_the_text_on_both_sides_and_in_the_search() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "see you at tenn");
  const auto position = message_at(pair.bob, "alice", id).position;
  QVERIFY(pair.alice.handle(edit("bob", id, "see you at eleven")).ok());
  pair.world.settle();
  for (auto* device : {&pair.alice, &pair.bob}) {
    const auto* with = device == &pair.alice ? "bob" : "alice";
    QCOMPARE(device->texts_with(with).back(), std::string{"see you at eleven"});
    QCOMPARE(message_at(*device, with, id).revision.value, 1U);
    QVERIFY(device->engine().search("tenn", 10)->empty());
    QCOMPARE(device->engine().search("eleven", 10)->size(), 1U);
  }
  QVERIFY(message_at(pair.bob, "alice", id).position == position);
  QVERIFY(!pair.bob.events<client::MessageChanged>().empty());
}

void TestChanges::a_deleted_message_leaves_its_place_only() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "zqxjz, and nobody should have read that");
  QVERIFY(pair.bob.handle(reaction("alice", id, "😮")).ok());
  pair.world.settle();
  const auto unread = pair.bob.conversation("alice")->unread;
  QVERIFY(pair.alice.handle(deletion("bob", id)).ok());
  pair.world.settle();
  for (auto* device : {&pair.alice, &pair.bob}) {
    const auto* with = device == &pair.alice ? "bob" : "alice";
    QCOMPARE(message_at(*device, with, id).kind, MessageKind::deleted);
    QVERIFY(device->dump().find("zqxjz") == std::string::npos);
    QVERIFY(device->engine().search("zqxjz", 10)->empty());
    QVERIFY(reactions_at(*device, with).empty());
  }
  QCOMPARE(pair.bob.conversation("alice")->unread, unread - 1);
}

void TestChanges::a_refused_message_is_deleted_without_a_trace() {
  Pair pair;
  const auto id = pair.say(pair.alice, "nobody", "hello?");
  QCOMPARE(message_at(pair.alice, "nobody", id).state, store::MessageState::failed);
  QCOMPARE(pair.alice.handle(edit("nobody", id, "hello!")).error().code, ErrorCode::invalid_state);
  QVERIFY(pair.alice.handle(deletion("nobody", id)).ok());
  QVERIFY(pair.alice.messages_with("nobody").empty());
}

void TestChanges::a_reaction_is_shown_replaced_and_taken_back() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "we won");
  QVERIFY(pair.bob.handle(reaction("alice", id, "🎉")).ok());
  QVERIFY(pair.alice.handle(reaction("bob", id, "😀")).ok());
  pair.world.settle();
  QCOMPARE(emoji_at(pair.alice, "bob"), std::string{"alice😀bob🎉"});
  QCOMPARE(emoji_at(pair.bob, "alice"), emoji_at(pair.alice, "bob"));
  QVERIFY(pair.bob.handle(reaction("alice", id, "❤️")).ok());
  pair.world.settle();
  QCOMPARE(emoji_at(pair.alice, "bob"), std::string{"alice😀bob❤️"});
  QVERIFY(pair.bob.handle(reaction("alice", id, "")).ok());
  pair.world.settle();
  QCOMPARE(emoji_at(pair.alice, "bob"), std::string{"alice😀"});
  QCOMPARE(emoji_at(pair.bob, "alice"), std::string{"alice😀"});
}

void TestChanges::what_is_changed_offline_arrives_as_it_stands_in_the_end() {
  Pair pair;
  pair.alice.go_offline();
  const auto kept = pair.say(pair.alice, "bob", "first");
  const auto gone = pair.say(pair.alice, "bob", "zqxjz");
  QVERIFY(pair.alice.handle(edit("bob", kept, "second")).ok());
  QVERIFY(pair.alice.handle(edit("bob", kept, "third")).ok());
  QVERIFY(pair.alice.handle(deletion("bob", gone)).ok());
  pair.alice.go_online();
  pair.world.settle(minutes{1});
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "third"}));
  QCOMPARE(message_at(pair.bob, "alice", kept).revision.value, 2U);
}

void TestChanges::changes_that_overtake_their_message_wait_for_it() {
  Pair pair;
  pair.bob.go_offline();
  const auto id = pair.say(pair.alice, "bob", "first");
  QVERIFY(pair.alice.handle(edit("bob", id, "second")).ok());
  QVERIFY(pair.alice.handle(reaction("bob", id, "👍")).ok());
  pair.world.settle();
  turn_round_mailbox(pair.world, pair.bob);
  pair.bob.go_online();
  pair.world.settle(minutes{1});
  QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "second"}));
  QCOMPARE(emoji_at(pair.bob, "alice"), std::string{"alice👍"});
  QCOMPARE(*pair.bob.store().count(store::Table::early), 0U);
}

void TestChanges::a_deletion_that_overtakes_its_message_and_its_edits_wins() {
  Pair pair;
  pair.bob.go_offline();
  const auto id = pair.say(pair.alice, "bob", "zqxjz one");
  QVERIFY(pair.alice.handle(edit("bob", id, "zqxjz two")).ok());
  pair.world.settle();
  QVERIFY(pair.alice.handle(deletion("bob", id)).ok());
  pair.world.settle();
  turn_round_mailbox(pair.world, pair.bob);
  pair.bob.go_online();
  pair.world.settle(minutes{1});
  QCOMPARE(message_at(pair.bob, "alice", id).kind, MessageKind::deleted);
  QVERIFY(pair.bob.dump().find("zqxjz") == std::string::npos);
  QCOMPARE(*pair.bob.store().count(store::Table::early), 0U);
  for (const auto& arrived : pair.bob.events<client::MessageArrived>()) QVERIFY(!(arrived.message == id));
}

void TestChanges::an_older_change_that_comes_late_does_not_count() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "one");
  pair.bob.go_offline();
  QVERIFY(pair.alice.handle(edit("bob", id, "two")).ok());
  pair.world.settle();
  QVERIFY(pair.alice.handle(edit("bob", id, "three")).ok());
  QVERIFY(pair.alice.handle(reaction("bob", id, "👍")).ok());
  pair.world.settle();
  QVERIFY(pair.alice.handle(reaction("bob", id, "")).ok());
  pair.world.settle();
  turn_round_mailbox(pair.world, pair.bob);
  pair.bob.go_online();
  pair.world.settle(minutes{1});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"three"});
  QCOMPARE(emoji_at(pair.bob, "alice"), std::string{});
}

void TestChanges::edits_that_cross_end_alike_on_every_device() {
  for (const bool turned : {false, true}) {
    Pair pair;
    auto& phone = pair.world.log_in("alice", "alice phone");
    const auto id = pair.say(pair.alice, "bob", "one");
    pair.bob.go_offline();
    pair.alice.go_offline();
    phone.go_offline();
    QVERIFY(pair.alice.handle(edit("bob", id, "from the laptop")).ok());
    QVERIFY(phone.handle(edit("bob", id, "from the phone")).ok());
    pair.alice.go_online();
    pair.world.settle(minutes{1});
    phone.go_online();
    pair.world.settle(minutes{1});
    if (turned) turn_round_mailbox(pair.world, pair.bob);
    pair.bob.go_online();
    pair.world.settle(minutes{1});
    // Equal revisions: the larger text counts.
    QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"from the phone"});
    QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"from the phone"});
    QCOMPARE(phone.texts_with("bob").back(), std::string{"from the phone"});
  }
}

void TestChanges::reactions_that_cross_end_alike_on_every_device() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  const auto id = pair.say(pair.bob, "alice", "so?");
  pair.alice.go_offline();
  phone.go_offline();
  QVERIFY(pair.alice.handle(reaction("bob", id, "👍")).ok());
  QVERIFY(phone.handle(reaction("bob", id, "👎")).ok());
  pair.alice.go_online();
  phone.go_online();
  pair.world.settle(minutes{1});
  QCOMPARE(emoji_at(pair.bob, "alice"), std::string{"alice👎"});
  QCOMPARE(emoji_at(pair.alice, "bob"), std::string{"alice👎"});
  QCOMPARE(emoji_at(phone, "bob"), std::string{"alice👎"});
}

void TestChanges::own_devices_get_copies_of_changes() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  const auto edited = pair.say(pair.alice, "bob", "one");
  const auto gone = pair.say(pair.alice, "bob", "two");
  const auto theirs = pair.say(pair.bob, "alice", "three");
  QVERIFY(phone.handle(edit("bob", edited, "one, edited on the phone")).ok());
  QVERIFY(phone.handle(deletion("bob", gone)).ok());
  QVERIFY(phone.handle(reaction("bob", theirs, "👍")).ok());
  QVERIFY(phone.handle(client::SendText{name("bob"), "answer", theirs}).ok());
  pair.world.settle();
  QCOMPARE(message_at(pair.alice, "bob", edited).body, std::string{"one, edited on the phone"});
  QCOMPARE(message_at(pair.alice, "bob", gone).kind, MessageKind::deleted);
  QCOMPARE(emoji_at(pair.alice, "bob"), std::string{"alice👍"});
  QVERIFY(pair.alice.messages_with("bob").back().quoted == theirs);
}

void TestChanges::a_note_to_oneself_can_be_changed() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  const auto id = pair.say(pair.alice, "alice", "buy milk");
  QVERIFY(phone.handle(edit("alice", id, "buy oat milk")).ok());
  QVERIFY(phone.handle(reaction("alice", id, "✅")).ok());
  pair.world.settle();
  QCOMPARE(pair.alice.texts_with("alice"), Texts{"buy oat milk"});
  QCOMPARE(emoji_at(pair.alice, "alice"), std::string{"alice✅"});
  QVERIFY(pair.alice.handle(deletion("alice", id)).ok());
  pair.world.settle();
  QVERIFY(phone.texts_with("alice").empty());
}

void TestChanges::only_the_author_may_change_a_message() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "mine");
  QCOMPARE(pair.bob.handle(edit("alice", id, "yours")).error().code, ErrorCode::invalid_state);
  QCOMPARE(pair.bob.handle(deletion("alice", id)).error().code, ErrorCode::invalid_state);
  // A client of bob's own making says it all the same: his history holds the message as his.
  auto forged = message_at(pair.bob, "alice", id);
  QVERIFY(pair.bob.store().begin().ok());
  QVERIFY(pair.bob.store().erase_message(name("alice"), id).ok());
  forged.sender = name("bob");
  QVERIFY(pair.bob.store().append_message(forged).ok());
  QVERIFY(pair.bob.store().commit().ok());
  QVERIFY(pair.bob.handle(edit("alice", id, "yours")).ok());
  pair.world.settle();
  QCOMPARE(message_at(pair.alice, "bob", id).body, std::string{"mine"});
  QVERIFY(pair.bob.handle(deletion("alice", id)).ok());
  pair.world.settle();
  QCOMPARE(message_at(pair.alice, "bob", id).body, std::string{"mine"});
}

void TestChanges::what_is_not_there_or_not_a_text_cannot_be_changed() {
  Pair pair;
  const MessageId nothing{{9, 9, 9}};
  QCOMPARE(pair.alice.handle(edit("bob", nothing, "x")).error().code, ErrorCode::not_found);
  QCOMPARE(pair.alice.handle(deletion("bob", nothing)).error().code, ErrorCode::not_found);
  QCOMPARE(pair.alice.handle(reaction("bob", nothing, "x")).error().code, ErrorCode::not_found);
  const auto id = pair.say(pair.alice, "bob", "x");
  QCOMPARE(pair.alice.handle(edit("bob", id, "")).error().code, ErrorCode::malformed);
  QCOMPARE(pair.alice.handle(reaction("bob", id, std::string(wire::max_reaction + 1, 'x'))).error().code,
           ErrorCode::too_large);
  QVERIFY(pair.alice.handle(deletion("bob", id)).ok());
  QCOMPARE(pair.alice.handle(deletion("bob", id)).error().code, ErrorCode::invalid_state);
  QCOMPARE(pair.alice.handle(edit("bob", id, "y")).error().code, ErrorCode::invalid_state);
  QCOMPARE(pair.alice.handle(reaction("bob", id, "y")).error().code, ErrorCode::invalid_state);
}

/// Attack D1: reactions and the like must not tell whether somebody is there.
void TestChanges::a_change_of_an_unknown_message_is_never_answered() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "x");
  pair.world.settle(minutes{1});
  // Bob's device loses the message; what alice changes is unknown there.
  QVERIFY(pair.bob.store().begin().ok());
  QVERIFY(pair.bob.store().erase_message(name("alice"), id).ok());
  QVERIFY(pair.bob.store().commit().ok());
  const auto count_of_bob = [&] {
    return std::count_if(pair.world.relay.submissions.begin(), pair.world.relay.submissions.end(),
                         [](const auto& submission) { return submission.first.user == name("bob"); });
  };
  const auto before = count_of_bob();
  for (int number = 0; number < 20; ++number) {
    QVERIFY(pair.alice.handle(reaction("bob", id, number % 2 == 0 ? "👍" : "👎")).ok());
    QVERIFY(pair.alice.handle(edit("bob", id, "x" + std::to_string(number))).ok());
    pair.world.run_for(minutes{1});
  }
  QVERIFY(pair.alice.handle(deletion("bob", id)).ok());
  pair.world.run_for(minutes{5});
  QCOMPARE(count_of_bob(), before);
}

void TestChanges::early_changes_are_kept_in_a_small_room() {
  Pair pair;
  auto& phone = edit_what_a_new_phone_lacks(pair, pair.alice, 70, [&](Device& fresh) {
    QVERIFY(fresh.say("alice", "from my new phone").ok());
    pair.world.settle();
  });
  QCOMPARE(*phone.store().count(store::Table::early), 64U);
}

void TestChanges::a_stranger_gets_a_smaller_room() {
  Pair pair;
  auto& mallory = pair.world.ready_user("mallory");
  auto& phone = edit_what_a_new_phone_lacks(pair, mallory, 10, [](Device&) {});
  QCOMPARE(*phone.store().count(store::Table::early), 4U);
}

void TestChanges::early_changes_are_not_kept_for_ever() {
  Pair pair;
  auto& phone = edit_what_a_new_phone_lacks(pair, pair.alice, 3, [](Device&) {});
  QCOMPARE(*phone.store().count(store::Table::early), 3U);
  pair.world.set_clock(pair.world.now() + std::chrono::hours{6 * 24});
  phone.crash();
  pair.world.settle();
  QCOMPARE(*phone.store().count(store::Table::early), 3U);
  pair.world.set_clock(pair.world.now() + std::chrono::hours{2 * 24});
  phone.crash();
  pair.world.settle();
  QCOMPARE(*phone.store().count(store::Table::early), 0U);
}

void TestChanges::a_reaction_that_overtakes_a_deleted_message_is_not_kept() {
  Pair pair;
  pair.bob.go_offline();
  const auto id = pair.say(pair.alice, "bob", "oh");
  QVERIFY(pair.alice.handle(reaction("bob", id, "👍")).ok());
  pair.world.settle();
  QVERIFY(pair.alice.handle(deletion("bob", id)).ok());
  pair.world.settle();
  turn_round_mailbox(pair.world, pair.bob);
  pair.bob.go_online();
  pair.world.settle(minutes{1});
  QCOMPARE(message_at(pair.bob, "alice", id).kind, MessageKind::deleted);
  QCOMPARE(*pair.bob.store().count(store::Table::reaction), 0U);
  QCOMPARE(*pair.alice.store().count(store::Table::reaction), 0U);
}

void TestChanges::a_change_that_does_not_fit_is_told() {
  Pair pair;
  pair.world.log_in("bob", "bob phone");
  const auto id = pair.say(pair.alice, "bob", "short");
  // Once for each of bob's devices: more than a frame holds.
  QVERIFY(pair.alice.handle(edit("bob", id, std::string(wire::max_text, 'x'))).ok());
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"short"});
  const auto told = pair.alice.events<client::ChangeFailed>();
  QCOMPARE(told.size(), 1U);
  QVERIFY(told.front().conversation == ConversationId{name("bob")});
  QVERIFY(told.front().kind == client::ChangeKind::edit);
  QCOMPARE(told.front().code, ErrorCode::too_large);
}

void TestChanges::a_change_that_is_refused_is_told_data() {
  using client::ChangeKind;
  QTest::addColumn<int>("kind");
  QTest::newRow("edit") << static_cast<int>(ChangeKind::edit);
  QTest::newRow("deletion") << static_cast<int>(ChangeKind::deletion);
  QTest::newRow("reaction") << static_cast<int>(ChangeKind::reaction);
  QTest::newRow("duration") << static_cast<int>(ChangeKind::duration);
}

void TestChanges::a_change_that_is_refused_is_told() {
  QFETCH(int, kind);
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "one");
  pair.world.relay.judge = [](const Address&, const wire::Submit& submit) {
    return std::optional{wire::SubmitReply{
        submit.message, submit.recipient, wire::SubmitOutcome::malformed, {}, {}, Duration{0}}};
  };
  std::array<client::Input, 4> changes{edit("bob", id, "two"), deletion("bob", id), reaction("bob", id, "👍"),
                                       client::SetDuration{name("bob"), Lasting{60}}};
  QVERIFY(pair.alice.handle(std::move(changes.at(static_cast<std::size_t>(kind)))).ok());
  pair.world.settle();
  const auto told = pair.alice.events<client::ChangeFailed>();
  QCOMPARE(told.size(), 1U);
  QCOMPARE(static_cast<int>(told.front().kind), kind);
  QCOMPARE(told.front().code, ErrorCode::refused);
}

void TestChanges::a_deletion_of_what_nobody_got_is_not_told() {
  Pair pair;
  pair.alice.go_offline();
  const auto id = pair.say(pair.alice, "nobody", "hello?");
  QVERIFY(pair.alice.handle(deletion("nobody", id)).ok());
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QVERIFY(pair.alice.messages_with("nobody").empty());
  QVERIFY(pair.alice.events<client::ChangeFailed>().empty());
}

void TestChanges::a_failed_reaction_to_what_was_deleted_since_is_not_told() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "one");
  pair.alice.go_offline();
  QVERIFY(pair.alice.handle(reaction("bob", id, "👍")).ok());
  QVERIFY(pair.alice.handle(deletion("bob", id)).ok());
  pair.world.relay.judge = [](const Address&, const wire::Submit& submit) {
    return std::optional{wire::SubmitReply{
        submit.message, submit.recipient, wire::SubmitOutcome::malformed, {}, {}, Duration{0}}};
  };
  pair.alice.go_online();
  pair.world.settle();
  const auto told = pair.alice.events<client::ChangeFailed>();
  QCOMPARE(told.size(), 1U);
  QVERIFY(told.front().kind == client::ChangeKind::deletion);
}

void TestChanges::a_change_that_could_not_be_decrypted_comes_again() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "one");
  bool damage = true;
  pair.world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (damage && delivery.sender.user == name("alice")) delivery.envelope.ciphertext.back() ^= 1;
    damage = damage && !(delivery.sender.user == name("alice"));
  };
  QVERIFY(pair.alice.handle(edit("bob", id, "two")).ok());
  pair.world.exchange();
  QVERIFY(!damage);
  pair.world.settle(minutes{5});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"two"});
}

void TestChanges::a_crash_at_every_step_of_an_edit_loses_nothing() {
  for (std::uint64_t at = 1; at <= 40; ++at) {
    Pair pair;
    const auto id = pair.say(pair.alice, "bob", "one");
    pair.bob.faults().fail_once_at(at);
    QVERIFY(pair.alice.handle(edit("bob", id, "two")).ok());
    pair.world.exchange();
    const bool reached = pair.bob.faults().has_failed();
    pair.bob.crash();
    pair.world.settle(minutes{2});
    QCOMPARE(pair.bob.texts_with("alice"), (Texts{"hi", "hi yourself", "two"}));
    if (!reached) return;
  }
}

QTEST_GUILESS_MAIN(TestChanges)
#include "test_changes.moc"
