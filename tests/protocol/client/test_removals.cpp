// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <map>

#include "printing.hpp"
#include "returned_device.hpp"
#include "stolen_phone.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;
using std::chrono::minutes;

/// bob takes a device out of his account and says nothing: whoever encrypts to him hears of it all the same
/// (attacks B14, C1).
class TestRemovals : public QObject {
  Q_OBJECT

 private slots:
  void the_next_message_to_a_group_is_not_for_the_phone_data();
  void the_next_message_to_a_group_is_not_for_the_phone();
  void the_next_message_to_a_contact_is_not_for_the_phone();
  void ones_own_other_devices_use_another_key_too();
  void it_is_told_after_a_crash_data();
  void it_is_told_after_a_crash();
  void nothing_is_shown_and_nothing_comes_back();
  void strangers_and_the_blocked_hear_nothing_unless_they_are_in_a_group();
  void who_comes_into_a_group_later_is_told_then();
};

namespace {

/// Who was told something by this account since, and how often.
std::map<std::string, int> told_by(const FakeRelay& relay, const char* user, std::size_t since) {
  std::map<std::string, int> told;
  for (auto at = since; at < relay.submissions.size(); ++at) {
    const auto& [from, submit] = relay.submissions[at];
    if (from.user == name(user)) ++told[submit.recipient.text()];
  }
  return told;
}

using Told = std::map<std::string, int>;

/// The relay says that the phone is gone, keeps it, and shows nobody the list that takes it out.
void pretend_to_revoke(FakeRelay& relay) {
  relay.judge_call = [](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    const bool takes_out = std::holds_alternative<wire::RevokeDeviceRequest>(call) ||
                           std::holds_alternative<wire::PublishDeviceListRequest>(call);
    return takes_out ? std::optional<wire::Reply>{wire::Done{}} : std::nullopt;
  };
}

}  // namespace

void TestRemovals::the_next_message_to_a_group_is_not_for_the_phone_data() {
  QTest::addColumn<bool>("honest");
  QTest::newRow("the relay is honest") << true;
  QTest::newRow("the relay keeps the phone and hides the list") << false;
}

void TestRemovals::the_next_message_to_a_group_is_not_for_the_phone() {
  QFETCH(bool, honest);
  GroupScene scene;
  StolenPhone stolen{scene};
  auto& relay = scene.world.relay;
  QVERIFY2(stolen.opens_last(relay.group_submissions), "the thief has the keys");
  if (!honest) pretend_to_revoke(relay);
  stolen.revoke();
  for (auto* member : {&scene.alice, &scene.carol}) {
    scene.say(*member, member->label() + " says");
    scene.world.run_for(minutes{1});
    QCOMPARE(relay.group_submissions.back().first, member->address());
    QVERIFY(!stolen.opens_last(relay.group_submissions));
  }
  for (auto* member : {&scene.alice, &scene.carol}) {
    const auto texts = scene.texts(*member);
    QCOMPARE((Texts{texts.end() - 2, texts.end()}), (Texts{"alice says", "carol says"}));
  }
  QCOMPARE(relay.accounts["bob"].devices.count(stolen.gone), std::size_t{honest ? 0U : 1U});
  QVERIFY(!stolen.shows("alice says"));
  QVERIFY(!stolen.shows("carol says"));
}

void TestRemovals::the_next_message_to_a_contact_is_not_for_the_phone() {
  ReturnedDevice scene;
  QVERIFY(scene.laptop.handle(client::RevokeDevice{scene.gone}).ok());
  scene.world.settle();
  scene.bring_back();
  scene.write(scene.bob, "alice", "only the laptop");
  QVERIFY(!scene.got_something());
  scene.world.relay.accounts["alice"].devices.erase(scene.gone);
  scene.world.run_for(minutes{10});
  QCOMPARE(scene.laptop.texts_with("bob").back(), std::string{"only the laptop"});
}

void TestRemovals::ones_own_other_devices_use_another_key_too() {
  GroupScene scene;
  auto& tablet = scene.world.log_in("bob", "bob tablet");
  StolenPhone stolen{scene, {&tablet}};
  QVERIFY2(stolen.opens_last(scene.world.relay.group_submissions), "the thief has the tablet's key");
  stolen.revoke();
  scene.say(tablet, "without the phone");
  scene.world.run_for(minutes{1});
  QCOMPARE(scene.world.relay.group_submissions.back().first, tablet.address());
  QVERIFY(!stolen.opens_last(scene.world.relay.group_submissions));
  QCOMPARE(scene.texts(scene.bob).back(), std::string{"without the phone"});
}

void TestRemovals::it_is_told_after_a_crash_data() {
  QTest::addColumn<bool>("answered");
  QTest::newRow("before the relay's answer") << false;
  QTest::newRow("before anything has left") << true;
}

void TestRemovals::it_is_told_after_a_crash() {
  QFETCH(bool, answered);
  GroupScene scene;
  StolenPhone stolen{scene};
  auto& relay = scene.world.relay;
  bool revoked = false;
  relay.hears = [&](const wire::Frame& frame) {
    const auto* request = std::get_if<wire::CallRequest>(&frame);
    revoked =
        revoked || (request != nullptr && std::holds_alternative<wire::RevokeDeviceRequest>(request->call));
    return !revoked || !std::holds_alternative<wire::Submit>(frame);
  };
  relay.says = [&](const wire::Frame& frame) {
    return answered || !revoked || !std::holds_alternative<wire::CallReply>(frame);
  };
  const auto before = relay.submissions.size();
  stolen.ask_to_revoke();
  scene.world.exchange();
  QVERIFY(revoked);
  QCOMPARE(relay.accounts["bob"].devices.count(stolen.gone), std::size_t{0});
  QCOMPARE(told_by(relay, "bob", before), Told{});
  scene.bob.crash();
  relay.hears = nullptr;
  relay.says = nullptr;
  scene.world.settle(minutes{1});
  QCOMPARE(told_by(relay, "bob", before), (Told{{"alice", 1}, {"carol", 1}}));
  scene.say_and_settle(scene.alice, "without the phone");
  QVERIFY(!stolen.opens_last(relay.group_submissions));
  QCOMPARE(scene.texts(scene.bob).back(), std::string{"without the phone"});
}

void TestRemovals::nothing_is_shown_and_nothing_comes_back() {
  GroupScene scene;
  StolenPhone stolen{scene};
  auto& relay = scene.world.relay;
  const auto conversations = [](Device& device) {
    std::string all;
    const auto known = *device.engine().conversations();
    for (const auto& conversation : known) {
      all += conversation.with.text() + " ";
      for (const auto& message : device.messages_in(conversation.with)) all += message.body + ";";
    }
    return all;
  };
  std::map<Device*, std::string> shown;
  for (auto* device : {&scene.alice, &scene.carol}) {
    shown[device] = conversations(*device);
    device->forget_events();
  }
  const auto before = relay.submissions.size();
  stolen.revoke();
  scene.world.run_for(minutes{5});
  QCOMPARE(told_by(relay, "bob", before), (Told{{"alice", 1}, {"carol", 1}}));
  for (auto* device : {&scene.alice, &scene.carol}) {
    QCOMPARE(conversations(*device), shown[device]);
    QVERIFY(device->events<client::MessageArrived>().empty());
    QVERIFY(device->events<client::ConversationChanged>().empty());
    QCOMPARE(told_by(relay, device->label().c_str(), before), Told{});
  }
}

void TestRemovals::strangers_and_the_blocked_hear_nothing_unless_they_are_in_a_group() {
  GroupScene scene;
  auto& relay = scene.world.relay;
  auto& dave = scene.world.ready_user("dave");
  StolenPhone stolen{scene};
  QVERIFY(scene.bob.say("dave", "hello").ok());
  scene.world.settle();
  for (auto* stranger : {&scene.mallory, &dave}) {
    QVERIFY(stranger->say("bob", "hello").ok());
    scene.world.settle();
  }
  for (const auto* blocked : {"carol", "dave"})
    QVERIFY(scene.bob.handle(client::BlockUser{name(blocked)}).ok());
  const auto before = relay.submissions.size();
  stolen.revoke();
  QCOMPARE(told_by(relay, "bob", before), (Told{{"alice", 1}, {"carol", 1}}));
  QVERIFY(scene.bob.handle(client::UnblockUser{name("dave")}).ok());
  scene.world.settle();
  QCOMPARE(told_by(relay, "bob", before), (Told{{"alice", 1}, {"carol", 1}, {"dave", 1}}));
}

void TestRemovals::who_comes_into_a_group_later_is_told_then() {
  GroupScene scene;
  StolenPhone stolen{scene};
  auto& relay = scene.world.relay;
  stolen.revoke();
  auto before = relay.submissions.size();
  scene.let_in(scene.mallory, {&scene.alice, &scene.carol});
  QCOMPARE(told_by(relay, "bob", before), (Told{{"mallory", 1}}));
  before = relay.submissions.size();
  GroupScene::check(scene.carol.handle(client::CreateGroup{"Another", 1, group::Role::member}));
  scene.world.settle();
  scene.group = scene.carol.events<client::GroupCreated>().back().group;
  scene.let_in(scene.bob, {&scene.carol});
  QCOMPARE(told_by(relay, "bob", before), (Told{{"carol", 1}}));
}

QTEST_GUILESS_MAIN(TestRemovals)
#include "test_removals.moc"
