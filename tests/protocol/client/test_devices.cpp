// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "printing.hpp"
#include "world.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::minutes;

class TestDevices : public QObject {
  Q_OBJECT

 private slots:
  void a_new_device_gets_new_messages_and_copies_of_sent_ones();
  void a_new_device_of_the_recipient_is_found_in_mid_conversation();
  void a_revoked_device_gets_nothing_more_and_erases_everything();
  void devices_are_listed_by_their_names();
  void a_note_to_oneself_reaches_the_other_device();
  void crossing_first_messages_end_in_one_conversation();
  void first_messages_that_cross_still_work_days_later();
  void a_device_that_the_relay_invents_gets_nothing();
  void logging_out_erases_everything_and_tells_the_relay();
  void a_newer_connection_elsewhere_keeps_this_one_offline();
  void a_connection_that_was_given_up_displaces_its_successor_for_a_moment();
};

void TestDevices::a_new_device_gets_new_messages_and_copies_of_sent_ones() {
  World world;
  auto& laptop = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(laptop.say("bob", "before").ok());
  world.settle();
  auto& phone = world.log_in("alice", "alice phone");
  auto& tablet = world.log_in("alice", "alice tablet");
  QVERIFY(phone.engine().account().has_value());
  QCOMPARE(phone.texts_with("bob"), Texts{"before"});  // out of the archive
  QVERIFY(bob.say("alice", "to all").ok());
  world.settle();
  QCOMPARE(laptop.texts_with("bob"), (Texts{"before", "to all"}));
  QCOMPARE(phone.texts_with("bob"), (Texts{"before", "to all"}));
  QCOMPARE(tablet.texts_with("bob"), (Texts{"before", "to all"}));
  QVERIFY(phone.say("bob", "from the phone").ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), (Texts{"before", "to all", "from the phone"}));
  QCOMPARE(laptop.texts_with("bob").back(), std::string{"from the phone"});
  QCOMPARE(tablet.texts_with("bob").back(), std::string{"from the phone"});
  QCOMPARE(laptop.messages_with("bob").back().sender, name("alice"));
  QVERIFY(laptop.say("bob", "from the laptop").ok());
  world.settle();
  QCOMPARE(phone.texts_with("bob").back(), std::string{"from the laptop"});
  for (auto* device : {&laptop, &phone, &tablet, &bob}) {
    QVERIFY(device->events<client::MessageUndecryptable>().empty());
  }
}

void TestDevices::a_new_device_of_the_recipient_is_found_in_mid_conversation() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "one").ok());
  world.settle();
  auto& phone = world.log_in("bob", "bob phone");
  const auto fetches = world.relay.bundle_fetches["bob"];
  QVERIFY(alice.say("bob", "two").ok());
  QVERIFY(alice.say("bob", "three").ok());
  world.settle();
  QCOMPARE(bob.texts_with("alice"), (Texts{"one", "two", "three"}));
  QCOMPARE(phone.texts_with("alice"), (Texts{"two", "three"}));
  QCOMPARE(world.relay.bundle_fetches["bob"], fetches + 1);
}

void TestDevices::a_revoked_device_gets_nothing_more_and_erases_everything() {
  World world;
  auto& laptop = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  auto& phone = world.log_in("alice", "alice phone");
  QVERIFY(bob.say("alice", "both").ok());
  world.settle();
  QVERIFY(laptop.handle(client::RevokeDevice{phone.address().device}).ok());
  world.settle();
  QVERIFY(!phone.engine().account());
  QCOMPARE(phone.events<client::LoggedOut>().front().reason, client::LogoutReason::revoked);
  QCOMPARE(phone.dump(), std::string{});
  QVERIFY(bob.say("alice", "only the laptop").ok());
  world.settle();
  QVERIFY(laptop.say("bob", "yes").ok());
  world.settle();
  QCOMPARE(laptop.texts_with("bob"), (Texts{"both", "only the laptop", "yes"}));
  QCOMPARE(bob.texts_with("alice").back(), std::string{"yes"});
}

void TestDevices::devices_are_listed_by_their_names() {
  World world;
  auto& laptop = world.ready_user("alice");
  world.log_in("alice", "alice phone");
  QVERIFY(laptop.handle(client::ListDevices{}).ok());
  world.settle();
  const auto listed = laptop.events<client::DevicesListed>();
  QCOMPARE(listed.size(), 1U);
  QCOMPARE(listed.front().devices.size(), 2U);
  QCOMPARE(listed.front().devices[0].name, std::string{"alice laptop"});
  QVERIFY(listed.front().devices[0].current);
  QCOMPARE(listed.front().devices[1].name, std::string{"alice phone"});
  QVERIFY(listed.front().devices[0].listed && listed.front().devices[1].listed);
  // One that the relay invents is shown, and shown for what it is.
  world.relay.accounts["alice"].devices[DeviceId{77}];
  laptop.forget_events();
  QVERIFY(laptop.handle(client::ListDevices{}).ok());
  world.settle();
  const auto invented = laptop.events<client::DevicesListed>().front().devices.back();
  QCOMPARE(invented.device, DeviceId{77});
  QVERIFY(!invented.listed);
}

void TestDevices::a_note_to_oneself_reaches_the_other_device() {
  World world;
  auto& laptop = world.ready_user("alice");
  QVERIFY(laptop.say("alice", "alone").ok());
  world.settle();
  QCOMPARE(laptop.messages_with("alice").back().state, store::MessageState::accepted);
  auto& phone = world.log_in("alice", "alice phone");
  QVERIFY(laptop.say("alice", "milk").ok());
  world.settle();
  // The first one comes out of the archive.
  QCOMPARE(phone.texts_with("alice"), (Texts{"alone", "milk"}));
  QCOMPARE(laptop.texts_with("alice"), (Texts{"alone", "milk"}));
}

void TestDevices::crossing_first_messages_end_in_one_conversation() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  // Both submissions leave before either delivery arrives.
  bool hold = true;
  world.relay.says = [&](const wire::Frame& frame) {
    return !(hold && std::holds_alternative<wire::Deliver>(frame));
  };
  QVERIFY(alice.say("bob", "a1").ok());
  QVERIFY(bob.say("alice", "b1").ok());
  world.exchange();
  hold = false;
  world.relay.disconnect_all();
  world.settle(minutes{2});
  QCOMPARE(bob.texts_with("alice"), (Texts{"b1", "a1"}));
  QCOMPARE(alice.texts_with("bob"), (Texts{"a1", "b1"}));
  for (int round = 0; round < 5; ++round) {
    QVERIFY(alice.say("bob", "a").ok());
    QVERIFY(bob.say("alice", "b").ok());
    world.settle();
  }
  QCOMPARE(bob.texts_with("alice").size(), 12U);
  QCOMPARE(alice.texts_with("bob").size(), 12U);
  QVERIFY(alice.events<client::MessageUndecryptable>().empty());
  QVERIFY(bob.events<client::MessageUndecryptable>().empty());
}

void TestDevices::first_messages_that_cross_still_work_days_later() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  // Both submissions leave before either delivery arrives.
  bool hold = true;
  world.relay.says = [&](const wire::Frame& frame) {
    return !(hold && std::holds_alternative<wire::Deliver>(frame));
  };
  QVERIFY(alice.say("bob", "a1").ok());
  QVERIFY(bob.say("alice", "b1").ok());
  world.exchange();
  hold = false;
  world.relay.disconnect_all();
  world.settle(minutes{2});
  QCOMPARE(bob.texts_with("alice"), (Texts{"b1", "a1"}));
  QCOMPARE(alice.texts_with("bob"), (Texts{"a1", "b1"}));
  for (int day = 0; day < 5; ++day) {
    QVERIFY(alice.say("bob", "a").ok());
    world.settle();
    QVERIFY(bob.say("alice", "b").ok());
    world.run_for(std::chrono::hours{26});
  }
  QCOMPARE(bob.texts_with("alice").size(), 12U);
  QCOMPARE(alice.texts_with("bob").size(), 12U);
  QVERIFY(alice.events<client::MessageUndecryptable>().empty());
  QVERIFY(bob.events<client::MessageUndecryptable>().empty());
}

void TestDevices::a_device_that_the_relay_invents_gets_nothing() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "one").ok());
  world.settle();
  // Mallory's device, with mallory's keys, is listed under bob's account.
  auto& mallory = world.ready_user("mallory");
  auto ghost = world.relay.device(mallory.address());
  const DeviceId invented{77};
  world.relay.accounts["bob"].devices[invented] = ghost;
  alice.forget_events();
  QVERIFY(alice.say("bob", "two").ok());
  world.run_for(std::chrono::hours{2});
  for (const auto& [sender, submit] : world.relay.submissions) {
    for (const auto& envelope : submit.envelopes) QVERIFY(!(envelope.device == invented));
  }
  QVERIFY(world.relay.accounts["bob"].devices[invented].mailbox.empty());
  const auto refused = alice.events<client::DeviceRefused>();
  QVERIFY(!refused.empty());
  QCOMPARE(refused.front().device, invented);
  QCOMPARE(refused.front().code, ErrorCode::invalid_signature);
  QVERIFY2(world.relay.bundle_fetches["bob"] < 200, "not a hot loop");
  world.relay.accounts["bob"].devices.erase(invented);
  world.run_for(minutes{10});
  QCOMPARE(bob.texts_with("alice"), (Texts{"one", "two"}));
}

void TestDevices::logging_out_erases_everything_and_tells_the_relay() {
  World world;
  auto& alice = world.ready_user("alice");
  world.ready_user("bob");
  QVERIFY(alice.say("bob", "secret").ok());
  world.settle();
  QVERIFY(alice.handle(client::LogOut{}).ok());
  QVERIFY(!alice.engine().account());
  world.settle();
  QCOMPARE(alice.dump(), std::string{});
  QCOMPARE(alice.engine().link(), client::LinkState::offline);
  QVERIFY(world.relay.accounts["alice"].devices.empty());
  QCOMPARE(alice.events<client::LoggedOut>().front().reason, client::LogoutReason::asked);
  QCOMPARE(alice.say("bob", "x").error().code, ErrorCode::not_logged_in);
  // The same device may be used by the next account.
  QVERIFY(alice.handle(client::LogIn{name("alice"), password_of("alice"), "again"}).ok());
  world.settle();
  QVERIFY(alice.engine().account().has_value());
}

void TestDevices::a_newer_connection_elsewhere_keeps_this_one_offline() {
  World world;
  auto& alice = world.ready_user("alice");
  world.relay.inject(alice.address(), wire::Goodbye{wire::GoodbyeReason::displaced, Duration{0}});
  const auto before = world.relay.connections;
  world.run_for(std::chrono::hours{1});
  QCOMPARE(alice.events<client::Displaced>().size(), 1U);
  QCOMPARE(alice.engine().link(), client::LinkState::offline);
  QCOMPARE(world.relay.connections, before);
  QVERIFY(alice.engine().account().has_value());
}

void TestDevices::a_connection_that_was_given_up_displaces_its_successor_for_a_moment() {
  World world;
  auto& alice = world.ready_user("alice");
  alice.go_offline();
  world.relay.hears = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::Authenticate>(frame);
  };
  alice.go_online();
  world.run_for(std::chrono::seconds{10});
  alice.go_offline();
  world.relay.hears = nullptr;
  alice.go_online();
  world.run_for(std::chrono::seconds{30});
  QCOMPARE(alice.engine().link(), client::LinkState::online);

  const wire::Goodbye displaced{wire::GoodbyeReason::displaced, Duration{0}};
  world.relay.inject(alice.address(), displaced);
  world.run_for(std::chrono::seconds{30});
  QCOMPARE(alice.engine().link(), client::LinkState::online);
  QVERIFY(alice.events<client::Displaced>().empty());

  // Once. The next one is somebody else.
  world.relay.inject(alice.address(), displaced);
  world.run_for(std::chrono::hours{1});
  QCOMPARE(alice.engine().link(), client::LinkState::offline);
  QCOMPARE(alice.events<client::Displaced>().size(), 1U);
}

QTEST_GUILESS_MAIN(TestDevices)
#include "test_devices.moc"
