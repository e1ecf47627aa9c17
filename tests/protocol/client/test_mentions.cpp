// SPDX-License-Identifier: GPL-3.0-or-later
// Who is named in a text, from the writer's engine to the reader's, through edits, copies and the archive.
#include <QtTest>
#include <algorithm>

#include "group_scene.hpp"
#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Names = std::vector<std::string>;

namespace {

Names named_in(const store::Message& message) {
  Names names;
  for (const auto& mention : message.mentions) names.push_back(mention.user.text());
  return names;
}

store::Message last_with(Device& device, const std::string& with) {
  return device.messages_with(with).back();
}

std::uint64_t unread_mentions(Device& device, const ConversationId& with) {
  return (*device.engine().conversation(with))->unread_mentions;
}

/// Delivers what waits for a device in another order, as a relay may.
void turn_round_mailbox(World& world, Device& device) {
  auto& mailbox = world.relay.device(device.address()).mailbox;
  std::reverse(mailbox.begin(), mailbox.end());
}

}  // namespace

class TestMentions : public QObject {
  Q_OBJECT

 private slots:
  void a_member_who_is_named_is_told_apart_from_the_others();
  void only_members_are_named();
  void the_other_is_named_in_a_direct_conversation();
  void what_was_read_names_nobody_any_more();
  void an_edit_brings_its_own_mentions();
  void an_edit_that_overtakes_its_message_brings_them_too();
  void a_deleted_message_names_nobody();
  void own_devices_know_who_was_named();
  void what_is_restored_from_the_archive_names_whom_it_named();
  void an_archived_edit_keeps_its_mentions();
};

void TestMentions::a_member_who_is_named_is_told_apart_from_the_others() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "Your move, @Carol.");
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) {
    const auto message = scene.messages(*device).front();
    QVERIFY((message.mentions == Mentions{{11, 6, name("carol")}}));
    QCOMPARE(message.names_reader, device == &scene.carol);
    const std::uint64_t wanted = device == &scene.carol ? 1 : 0;
    QCOMPARE(unread_mentions(*device, scene.group), wanted);
  }
}

void TestMentions::only_members_are_named() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "@mallory isn't here, @bob is, and @nobody");
  QCOMPARE(named_in(scene.messages(scene.alice).front()), Names{"bob"});
  QCOMPARE(named_in(scene.messages(scene.bob).front()), Names{"bob"});
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  scene.say_and_settle(scene.alice, "@bob has left");
  QCOMPARE(named_in(scene.messages(scene.carol).front()), Names{});
}

void TestMentions::the_other_is_named_in_a_direct_conversation() {
  Pair pair;
  pair.say(pair.alice, "bob", "@bob and @alice and @carol");
  QCOMPARE(named_in(last_with(pair.alice, "bob")), (Names{"bob", "alice"}));
  QCOMPARE(named_in(last_with(pair.bob, "alice")), (Names{"bob", "alice"}));
  QVERIFY(last_with(pair.bob, "alice").names_reader);
  // Who names themselves isn't told of it.
  QVERIFY(!last_with(pair.alice, "bob").names_reader);
}

void TestMentions::what_was_read_names_nobody_any_more() {
  Pair pair;
  pair.say(pair.alice, "bob", "@bob");
  pair.say(pair.alice, "bob", "@bob!");
  QCOMPARE(unread_mentions(pair.bob, name("alice")), std::uint64_t{2});
  const auto up_to = last_with(pair.bob, "alice").position;
  QVERIFY(pair.bob.handle(client::MarkRead{name("alice"), up_to}).ok());
  QCOMPARE(unread_mentions(pair.bob, name("alice")), std::uint64_t{0});
}

void TestMentions::an_edit_brings_its_own_mentions() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "nobody yet");
  QCOMPARE(unread_mentions(pair.bob, name("alice")), std::uint64_t{0});
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), id, "now @bob"}).ok());
  pair.world.settle();
  QCOMPARE(named_in(last_with(pair.alice, "bob")), Names{"bob"});
  QCOMPARE(named_in(last_with(pair.bob, "alice")), Names{"bob"});
  QCOMPARE(unread_mentions(pair.bob, name("alice")), std::uint64_t{1});
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), id, "nobody again"}).ok());
  pair.world.settle();
  QCOMPARE(named_in(last_with(pair.bob, "alice")), Names{});
  QCOMPARE(unread_mentions(pair.bob, name("alice")), std::uint64_t{0});
}

void TestMentions::an_edit_that_overtakes_its_message_brings_them_too() {
  Pair pair;
  pair.bob.go_offline();
  const auto id = pair.say(pair.alice, "bob", "nobody yet");
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), id, "now @bob"}).ok());
  pair.world.settle();
  turn_round_mailbox(pair.world, pair.bob);
  pair.bob.go_online();
  pair.world.settle(std::chrono::minutes{1});
  QCOMPARE(last_with(pair.bob, "alice").body, std::string{"now @bob"});
  QCOMPARE(named_in(last_with(pair.bob, "alice")), Names{"bob"});
  QVERIFY(last_with(pair.bob, "alice").names_reader);
}

void TestMentions::a_deleted_message_names_nobody() {
  Pair pair;
  const auto id = pair.say(pair.alice, "bob", "@bob, forget it");
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  pair.world.settle();
  QCOMPARE(named_in(last_with(pair.bob, "alice")), Names{});
  QCOMPARE(unread_mentions(pair.bob, name("alice")), std::uint64_t{0});
}

void TestMentions::own_devices_know_who_was_named() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle();
  pair.say(pair.alice, "bob", "for @bob");
  QCOMPARE(named_in(last_with(phone, "bob")), Names{"bob"});
  pair.say(pair.bob, "alice", "for @alice");
  QVERIFY(last_with(phone, "bob").names_reader);
}

void TestMentions::what_is_restored_from_the_archive_names_whom_it_named() {
  Pair pair;
  pair.say(pair.bob, "alice", "for @Alice");
  pair.say(pair.bob, "alice", "for nobody");
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle();
  const auto messages = phone.messages_with("bob");
  QCOMPARE(named_in(messages.at(messages.size() - 2)), Names{"alice"});
  QVERIFY(messages.at(messages.size() - 2).names_reader);
  QCOMPARE(named_in(messages.back()), Names{});
  // What was read elsewhere calls for nobody here.
  QCOMPARE(unread_mentions(phone, name("bob")), std::uint64_t{0});
}

void TestMentions::an_archived_edit_keeps_its_mentions() {
  Pair pair;
  const auto id = pair.say(pair.bob, "alice", "for nobody");
  pair.world.run_for(std::chrono::minutes{1});
  QVERIFY(pair.bob.handle(client::EditMessage{name("alice"), id, "for @alice after all"}).ok());
  pair.world.run_for(std::chrono::minutes{1});
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle();
  QCOMPARE(last_with(phone, "bob").body, std::string{"for @alice after all"});
  QCOMPARE(named_in(last_with(phone, "bob")), Names{"alice"});
}

QTEST_GUILESS_MAIN(TestMentions)
#include "test_mentions.moc"
