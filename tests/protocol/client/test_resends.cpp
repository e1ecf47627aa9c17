// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay has taken and a device could not read comes again, whatever else goes wrong meanwhile; and
// it comes again to nobody but whom it was said to.
#include <QtTest>

#include <algorithm>

#include "another_bob.hpp"
#include "friends.hpp"
#include "group_scene.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::hours;
using store::MessageKind;

class TestResends : public QObject {
  Q_OBJECT

 private slots:
  void what_was_said_to_one_identity_does_not_go_to_the_next();
  void an_edit_of_what_one_identity_has_does_not_go_to_the_next();
  void what_waits_for_an_accepted_identity_comes_again_to_it();
  void hundreds_that_cannot_be_read_come_again();
  void each_device_may_ask();
  void a_relay_that_has_no_keys_for_an_hour_is_asked_again();
  void what_went_to_the_relay_late_comes_again_late();
  void what_is_too_old_does_not_come_again();
  void an_unanswered_friend_is_read_after_a_backup_was_put_back();
  void a_key_of_a_group_and_the_question_for_it_may_both_be_lost();
};

namespace {

bool has(Device& device, const std::string& user, const std::string& text) {
  const auto texts = device.texts_with(user);
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

void TestResends::what_was_said_to_one_identity_does_not_go_to_the_next() {
  AnotherBob scene;
  auto& other = scene.arrive();
  scene.hand_garbage_to(other);
  QVERIFY(other.events<client::MessageUndecryptable>().size() > 0);
  QVERIFY(!has(other, "alice", "a secret"));
  QVERIFY(has(other, "alice", "welcome"));
}

void TestResends::an_edit_of_what_one_identity_has_does_not_go_to_the_next() {
  AnotherBob scene;
  auto& other = scene.world.register_again("bob");
  QVERIFY(other.say("alice", "it is me").ok());
  scene.world.settle();
  QVERIFY(scene.alice.handle(client::EditMessage{name("bob"), scene.secret, "a better secret"}).ok());
  scene.world.settle();
  scene.accept();
  QVERIFY(has(other, "alice", "welcome"));
  QVERIFY(other.dump().find(to_hex(bytes_of("a better secret"))) == std::string::npos);
  QVERIFY(has(scene.alice, "bob", "a better secret"));
}

void TestResends::what_waits_for_an_accepted_identity_comes_again_to_it() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  auto& other = world.register_again("bob");
  QVERIFY(other.say("alice", "it is me").ok());
  world.settle();
  QVERIFY(alice.say("bob", "is it you?").ok());
  world.settle();
  break_next_from(world, "alice");
  const auto number = alice.engine().safety_number(name("bob"));
  QVERIFY(alice.handle(client::AcceptIdentity{name("bob"), **number}).ok());
  world.run_for(hours{3});
  QVERIFY(other.events<client::MessageUndecryptable>().size() > 0);
  QVERIFY(has(other, "alice", "is it you?"));
}

void TestResends::hundreds_that_cannot_be_read_come_again() {
  constexpr std::size_t count = 200;
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  bob.go_offline();
  forget_session(bob, alice.address());
  for (std::size_t i = 0; i < count; ++i) QVERIFY(alice.say("bob", std::to_string(i)).ok());
  world.settle();
  bob.go_online();
  world.run_for(hours{3});
  QCOMPARE(bob.texts_with("alice").size(), count + 2);
  QCOMPARE(notices(bob, "alice", MessageKind::message_missing), 0U);
}

void TestResends::each_device_may_ask() {
  World world;
  auto& alice = world.ready_user("alice");
  std::vector<Device*> bobs{&world.ready_user("bob")};
  for (const auto* label : {"laptop", "phone", "tablet"}) bobs.push_back(&world.log_in("bob", label));
  world.settle();
  make_friends(world, alice, *bobs.front());
  for (auto* bob : bobs) QVERIFY(bob->say("alice", bob->label()).ok());
  world.settle();
  for (auto* bob : bobs) {
    bob->go_offline();
    forget_session(*bob, alice.address());
  }
  QVERIFY(alice.say("bob", "important").ok());
  world.settle();
  // One after the other, so that each of them asks when the others have been served.
  for (auto* bob : bobs) {
    bob->go_online();
    world.run_for(hours{2});
  }
  for (auto* bob : bobs) QVERIFY2(has(*bob, "alice", "important"), bob->label().c_str());
}

void TestResends::a_relay_that_has_no_keys_for_an_hour_is_asked_again() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  break_next_from(world, "alice");
  world.relay.tamper_bundles = [&](wire::Bundles& bundles) {
    if (!(bundles.username == name("alice"))) return;
    bundles.devices.clear();
    world.relay.tamper_bundles = nullptr;
  };
  QVERIFY(alice.say("bob", "important").ok());
  world.run_for(hours{3});
  QVERIFY(world.relay.tamper_bundles == nullptr);
  QVERIFY(has(bob, "alice", "important"));
  QCOMPARE(notices(bob, "alice", MessageKind::message_missing), 0U);
}

void TestResends::what_went_to_the_relay_late_comes_again_late() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  alice.go_offline();
  QVERIFY(alice.say("bob", "said on a journey").ok());
  world.run_for(hours{24 * 8});
  forget_session(bob, alice.address());
  alice.go_online();
  world.run_for(hours{3});
  QVERIFY(has(bob, "alice", "said on a journey"));
}

void TestResends::what_is_too_old_does_not_come_again() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  make_friends(world, alice, bob);
  bob.go_offline();
  forget_session(bob, alice.address());
  QVERIFY(alice.say("bob", "a week ago").ok());
  world.run_for(hours{24 * 8});
  bob.go_online();
  world.run_for(hours{3});
  QVERIFY(!has(bob, "alice", "a week ago"));
  QCOMPARE(notices(bob, "alice", MessageKind::message_missing), 1U);
}

void TestResends::an_unanswered_friend_is_read_after_a_backup_was_put_back() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(alice.say("bob", "hi").ok());
  world.settle();
  store::MemoryStore backup;
  backup.copy_from(bob.store());
  QVERIFY(alice.say("bob", "one").ok());
  world.settle();
  bob.restore(backup);
  QVERIFY(alice.say("bob", "two").ok());
  world.run_for(hours{3});
  QVERIFY(has(bob, "alice", "two"));
}

void TestResends::a_key_of_a_group_and_the_question_for_it_may_both_be_lost() {
  GroupScene scene;
  auto& world = scene.world;
  // What is said to the whole group arrives; what goes from one to the other, as keys do, is broken for a
  // while.
  world.relay.tamper_delivery = [](wire::Delivery& delivery) {
    if (delivery.envelope.type != wire::EnvelopeType::sender_key) delivery.envelope.ciphertext.back() ^= 1;
  };
  scene.say(scene.alice, "one");
  world.run_for(std::chrono::seconds{10});
  QVERIFY(scene.texts(scene.bob).empty());
  world.relay.tamper_delivery = nullptr;
  world.run_for(hours{6});
  for (auto* device : {&scene.bob, &scene.carol}) QCOMPARE(scene.texts(*device), Texts{"one"});
}

QTEST_GUILESS_MAIN(TestResends)
#include "test_resends.moc"
