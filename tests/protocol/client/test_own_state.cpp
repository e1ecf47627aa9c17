// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <algorithm>

#include "group_scene.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;

/// What the devices of an account tell each other of a conversation.
class TestOwnState : public QObject {
  Q_OBJECT

 private slots:
  void what_was_read_on_one_device_is_read_on_the_other();
  void a_read_mark_waits_for_its_message();
  void what_the_archive_brings_late_does_not_read_what_came_after_it();
  void a_draft_is_on_both_devices();
  void a_draft_that_was_sent_is_gone_from_both();
  void drafts_that_cross_end_alike();
  void a_draft_that_is_typed_is_few_messages();
  void a_draft_that_did_not_change_is_not_told();
  void what_was_changed_offline_is_told_later();
  void a_read_duration_begins_on_both_devices();
  void a_group_has_a_read_mark_and_a_draft_as_well();
};

namespace {

/// Alice has two devices that know each other.
struct Household {
  World world;
  Device& laptop = world.ready_user("alice");
  Device& bob = world.ready_user("bob");
  Device& phone = world.log_in("alice", "alice phone");

  Household() {
    write(bob, "alice", "hi");
    write(laptop, "bob", "hi yourself");
    write(phone, "bob", "hi from the phone");
  }
  void write(Device& from, const std::string& to, const std::string& text) {
    static_cast<void>(from.say(to, text));
    world.settle();
  }
  void draft(Device& on, const std::string& text) {
    static_cast<void>(on.handle(client::SaveDraft{name("bob"), text}));
  }
  void read(Device& on) {
    const auto newest = on.conversation("bob")->last->position;
    static_cast<void>(on.handle(client::MarkRead{name("bob"), newest}));
  }
  [[nodiscard]] std::string draft_on(Device& device) { return device.conversation("bob")->draft; }
  [[nodiscard]] std::uint64_t unread_on(Device& device) { return device.conversation("bob")->unread; }
};

}  // namespace

void TestOwnState::what_was_read_on_one_device_is_read_on_the_other() {
  Household home;
  home.write(home.bob, "alice", "one");
  home.write(home.bob, "alice", "two");
  QCOMPARE(home.unread_on(home.laptop), 3U);
  home.read(home.phone);
  home.world.settle();
  QCOMPARE(home.unread_on(home.phone), 0U);
  QCOMPARE(home.unread_on(home.laptop), 0U);
  home.write(home.bob, "alice", "three");
  QCOMPARE(home.unread_on(home.laptop), 1U);
  QCOMPARE(home.unread_on(home.phone), 1U);
  for (auto* device : {&home.laptop, &home.phone, &home.bob}) {
    QVERIFY(device->events<client::MessageUndecryptable>().empty());
  }
}

void TestOwnState::a_read_mark_waits_for_its_message() {
  Household home;
  // Bob's messages are lost on their way to the laptop until it connects anew; the phone's are not.
  bool lost = true;
  const auto& laptop = home.laptop.address();
  home.world.relay.says = [&](const wire::Frame& frame) {
    const auto* deliver = std::get_if<wire::Deliver>(&frame);
    if (!lost || deliver == nullptr) return true;
    const auto& delivery = deliver->deliveries.front();
    return !(delivery.sender.user == name("bob") && delivery.envelope.device == laptop.device);
  };
  home.write(home.bob, "alice", "late");
  home.read(home.phone);
  home.world.settle();
  lost = false;
  home.world.relay.disconnect_all();
  home.world.settle(minutes{2});
  QCOMPARE(home.laptop.texts_with("bob").back(), std::string{"late"});
  QCOMPARE(home.unread_on(home.laptop), 0U);
}

void TestOwnState::what_the_archive_brings_late_does_not_read_what_came_after_it() {
  Household home;
  const auto laptop = home.laptop.address();
  bool lost = true;
  home.world.relay.says = [&](const wire::Frame& frame) {
    const auto* deliver = std::get_if<wire::Deliver>(&frame);
    return !lost || deliver == nullptr || deliver->deliveries.front().envelope.device != laptop.device;
  };
  home.write(home.bob, "alice", "lost on its way");
  home.world.relay.device(laptop).mailbox.clear();
  lost = false;
  home.read(home.phone);
  home.world.settle(std::chrono::seconds{5});
  QVERIFY(home.bob.handle(client::SendText{name("alice"), "unread", {}, Lasting{60}}).ok());
  home.world.settle(std::chrono::seconds{2});
  QCOMPARE(home.laptop.texts_with("bob").back(), std::string{"unread"});
  home.world.settle(minutes{5});
  QCOMPARE(home.laptop.texts_with("bob").back(), std::string{"lost on its way"});
  QCOMPARE(home.unread_on(home.laptop), 1U);
  const auto texts = home.laptop.texts_with("bob");
  QVERIFY(std::count(texts.begin(), texts.end(), "unread") == 1);
}

void TestOwnState::a_draft_is_on_both_devices() {
  Household home;
  home.draft(home.laptop, "dear bo");
  home.world.settle();
  QCOMPARE(home.draft_on(home.phone), std::string{"dear bo"});
  home.draft(home.phone, "dear bob");
  home.world.settle();
  QCOMPARE(home.draft_on(home.laptop), std::string{"dear bob"});
  home.draft(home.laptop, "");
  home.world.settle();
  QCOMPARE(home.draft_on(home.phone), std::string{});
  QVERIFY(home.bob.conversation("alice")->draft.empty());
}

void TestOwnState::a_draft_that_was_sent_is_gone_from_both() {
  Household home;
  home.draft(home.laptop, "dear bob");
  home.world.settle();
  home.write(home.phone, "bob", "dear bob");
  QCOMPARE(home.draft_on(home.phone), std::string{});
  QCOMPARE(home.draft_on(home.laptop), std::string{});
}

void TestOwnState::drafts_that_cross_end_alike() {
  Household home;
  home.draft(home.laptop, "from the laptop");
  home.draft(home.phone, "from the phone");
  home.world.settle();
  QCOMPARE(home.draft_on(home.laptop), home.draft_on(home.phone));
  QCOMPARE(home.draft_on(home.phone), std::string{"from the phone"});
}

void TestOwnState::a_draft_that_is_typed_is_few_messages() {
  Household home;
  const auto before = home.world.relay.submissions.size();
  std::string text;
  for (const char letter : std::string{"a long sentence that is typed slowly"}) {
    home.draft(home.laptop, text += letter);
    home.world.run_for(std::chrono::milliseconds{100});
  }
  home.world.settle();
  QCOMPARE(home.draft_on(home.phone), text);
  QVERIFY2(home.world.relay.submissions.size() - before <= 3, "not one for each letter");
}

void TestOwnState::a_draft_that_did_not_change_is_not_told() {
  Household home;
  home.draft(home.laptop, "dear bob");
  home.world.settle();
  const auto before = home.world.relay.submissions.size();
  home.draft(home.laptop, "dear bob");
  home.draft(home.phone, "dear bob");
  home.world.settle();
  QCOMPARE(home.world.relay.submissions.size(), before);
}

void TestOwnState::what_was_changed_offline_is_told_later() {
  Household home;
  home.laptop.go_offline();
  home.draft(home.laptop, "in a tunnel");
  home.read(home.laptop);
  home.world.settle();
  QCOMPARE(home.draft_on(home.phone), std::string{});
  home.laptop.crash();
  home.laptop.go_online();
  home.world.settle(minutes{2});
  QCOMPARE(home.draft_on(home.phone), std::string{"in a tunnel"});
  QCOMPARE(home.unread_on(home.phone), 0U);
}

void TestOwnState::a_read_duration_begins_on_both_devices() {
  Household home;
  static_cast<void>(home.bob.handle(client::SendText{name("alice"), "for a minute", {}, Lasting{60}}));
  home.world.settle();
  home.world.run_for(minutes{5});
  QCOMPARE(home.laptop.texts_with("bob").back(), std::string{"for a minute"});
  home.read(home.phone);
  home.world.run_for(minutes{2});
  QVERIFY(home.phone.texts_with("bob").back() != std::string{"for a minute"});
  QVERIFY(home.laptop.texts_with("bob").back() != std::string{"for a minute"});
}

void TestOwnState::a_group_has_a_read_mark_and_a_draft_as_well() {
  GroupScene scene;
  auto& phone = scene.world.log_in("alice", "alice phone");
  scene.world.settle(minutes{1});
  scene.say_and_settle(scene.bob, "e4");
  const auto of_group = [&](Device& device) { return **device.engine().conversation(scene.group); };
  for (auto* device : {&scene.alice, &phone}) QCOMPARE(of_group(*device).unread, 1U);
  GroupScene::check(phone.handle(client::MarkRead{scene.group, of_group(phone).last->position}));
  GroupScene::check(phone.handle(client::SaveDraft{scene.group, "e5"}));
  scene.world.settle(minutes{1});
  QCOMPARE(of_group(scene.alice).unread, 0U);
  QCOMPARE(of_group(scene.alice).draft, std::string{"e5"});
  QVERIFY(of_group(scene.bob).draft.empty());
  // A device that is alone with its account has nobody to tell, and goes on.
  GroupScene::check(scene.bob.handle(client::SaveDraft{scene.group, "Nf3"}));
  scene.world.settle(minutes{1});
  GroupScene::check(scene.bob.say("alice", "still here"));
  scene.world.settle();
  QCOMPARE(scene.alice.texts_with("bob"), (std::vector<std::string>{"still here"}));
}

QTEST_GUILESS_MAIN(TestOwnState)
#include "test_own_state.moc"
