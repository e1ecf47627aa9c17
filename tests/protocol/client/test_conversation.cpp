// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "printing.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;

class TestConversation : public QObject {
  Q_OBJECT

 private slots:
  void registering_leads_online_with_published_keys();
  void two_people_write_to_each_other();
  void what_is_written_to_somebody_offline_arrives_when_they_come();
  void what_is_written_offline_goes_out_when_online();
  void a_log_in_with_the_wrong_password_fails();
  void a_delivered_message_is_shown_as_delivered();
};

void TestConversation::registering_leads_online_with_published_keys() {
  World world;
  auto& alice = world.register_user("alice");
  QVERIFY(alice.engine().account().has_value());
  QCOMPARE(alice.engine().link(), client::LinkState::online);
  QCOMPARE(alice.events<client::LoggedIn>().size(), 1U);
  QCOMPARE(world.relay.device(alice.address()).one_time.size(), 100U);
}

void TestConversation::two_people_write_to_each_other() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "hello").ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), Texts{"hello"});
  QVERIFY(bob.say("alice", "good day").ok());
  QVERIFY(bob.say("alice", "how are you?").ok());
  world.settle();
  QCOMPARE(alice.texts_with("bob"), (Texts{"hello", "good day", "how are you?"}));
  QVERIFY(alice.say("bob", "well").ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), (Texts{"hello", "good day", "how are you?", "well"}));
  QVERIFY(alice.events<client::MessageUndecryptable>().empty());
  QVERIFY(bob.events<client::MessageUndecryptable>().empty());
}

void TestConversation::what_is_written_to_somebody_offline_arrives_when_they_come() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  bob.go_offline();
  QVERIFY(alice.say("bob", "one").ok());
  QVERIFY(alice.say("bob", "two").ok());
  world.settle();
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::accepted);
  QVERIFY(bob.texts_with("alice").empty());
  bob.go_online();
  world.settle(std::chrono::minutes{2});
  QCOMPARE(bob.texts_with("alice"), (Texts{"one", "two"}));
  QVERIFY(world.relay.device(bob.address()).mailbox.empty());
}

void TestConversation::what_is_written_offline_goes_out_when_online() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  alice.go_offline();
  QVERIFY(alice.say("bob", "later").ok());
  world.settle();
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::waiting);
  alice.go_online();
  world.settle(std::chrono::minutes{1});
  QCOMPARE(bob.texts_with("alice"), Texts{"later"});
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::accepted);
}

void TestConversation::a_log_in_with_the_wrong_password_fails() {
  World world;
  world.ready_user("alice");
  auto& thief = world.add_device("thief");
  QVERIFY(thief.handle(client::LogIn{name("alice"), password_of("mallory"), "x"}).ok());
  world.settle();
  const auto failures = thief.events<client::EntryFailed>();
  QCOMPARE(failures.size(), 1U);
  QCOMPARE(failures.front().code, ErrorCode::wrong_password);
  QVERIFY(!thief.engine().account());
  QCOMPARE(thief.dump(), std::string{});
}

void TestConversation::a_delivered_message_is_shown_as_delivered() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(bob.say("alice", "hello").ok());
  world.settle();
  QVERIFY(alice.say("bob", "hello yourself").ok());
  world.settle();
  QCOMPARE(alice.messages_with("bob").back().state, store::MessageState::delivered);
}

QTEST_GUILESS_MAIN(TestConversation)
#include "test_conversation.moc"
