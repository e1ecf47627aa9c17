// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <algorithm>

#include "group_scene.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;

/// What members notice of a relay, or of a member, that means harm. The attacks that a defence of its own
/// stops are in group_attacks.
class TestClientGroupAttacks : public QObject {
  Q_OBJECT

 private slots:
  void a_listed_group_without_a_log_is_not_believed();
  void yesterdays_log_is_refused_with_a_notice();
  void a_split_view_is_noticed_with_the_first_message();
  void a_hidden_change_is_noticed_with_the_first_message();
  void a_liar_who_is_removed_stops_nobody();
  void a_page_that_brings_nothing_is_not_asked_for_again_at_once();
  void letters_of_invented_senders_take_bounded_room();
  void a_device_whose_removal_is_kept_back_reads_no_more();
  void a_dropped_message_leaves_a_gap();
  void what_an_old_copy_says_closes_no_gap();
  void an_old_copy_misses_nothing();
  void doubled_and_reversed_messages_are_shown_once_each_in_order();
  void a_key_asked_for_again_does_not_turn_the_chain_back();
  void a_former_key_is_given_to_a_device_once();
  void an_unanswered_message_keeps_its_number_under_another_key();
  void a_message_is_shown_once_whichever_operation_of_the_store_fails_data();
  void a_message_is_shown_once_whichever_operation_of_the_store_fails();
};

namespace {

void hush_changes(GroupScene& scene) {
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::GroupChanged>(frame);
  };
}

std::vector<ErrorCode> distrust_of(Device& device) {
  std::vector<ErrorCode> codes;
  for (const auto& event : device.events<client::GroupDistrusted>()) codes.push_back(event.code);
  return codes;
}

bool has(const std::vector<ErrorCode>& codes, ErrorCode code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::size_t gaps(GroupScene& scene, Device& device) {
  const auto all = scene.messages(device);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& message) {
    return message.kind == store::MessageKind::message_missing;
  }));
}

/// The relay takes an entry back, and whoever speaks next speaks in another history.
void fork_between_alice_and_bob(GroupScene& scene) {
  scene.act(scene.alice, client::SetRole{name("bob"), group::Role::admin});
  hush_changes(scene);
  const auto honest = scene.world.relay.groups.logs.at(scene.group);
  scene.act(scene.alice, client::RenameGroup{"Alice's history"});
  scene.world.relay.groups.logs.at(scene.group) = honest;
  scene.act(scene.bob, client::RenameGroup{"Bob's history"});
}

}  // namespace

// B1: the list of an account's groups is the relay's word.
void TestClientGroupAttacks::a_listed_group_without_a_log_is_not_believed() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& mallory = world.ready_user("mallory");
  GroupScene::check(mallory.handle(client::CreateGroup{"Not alice's", 1, group::Role::member}));
  world.settle();
  const auto group = mallory.events<client::GroupCreated>().back().group;
  // The relay says that alice is in it and serves her the genuine log, in which she is not.
  auto& log = world.relay.groups.logs.at(group);
  log.state->members.emplace(name("alice"), log.state->members.begin()->second);
  world.relay.disconnect_all();
  world.settle(std::chrono::minutes{2});
  QVERIFY(alice.engine().groups()->empty());
  QVERIFY(alice.engine().conversations()->empty());
  QVERIFY(mallory.engine().group(group)->has_value());
}

// B6.
void TestClientGroupAttacks::yesterdays_log_is_refused_with_a_notice() {
  GroupScene scene;
  scene.act(scene.alice, client::RenameGroup{"Today"});
  auto& log = scene.world.relay.groups.logs.at(scene.group);
  log.entries.pop_back();
  --log.state->head.sequence;
  scene.world.relay.inject(scene.bob.address(), wire::GroupChanged{scene.group, log.entries.size() + 2});
  scene.world.settle();
  QVERIFY(has(distrust_of(scene.bob), ErrorCode::stale_state));
  QCOMPARE(scene.view(scene.bob).name, std::string{"Today"});
}

// B7.
void TestClientGroupAttacks::a_split_view_is_noticed_with_the_first_message() {
  GroupScene scene;
  fork_between_alice_and_bob(scene);
  QVERIFY(!has(distrust_of(scene.bob), ErrorCode::forked_log));
  scene.say_and_settle(scene.alice, "one");
  QVERIFY(has(distrust_of(scene.bob), ErrorCode::forked_log));
  QVERIFY(scene.view(scene.bob).forked);
  QVERIFY(scene.view(scene.bob).disputed_by == name("alice"));
}

// B2.
void TestClientGroupAttacks::a_hidden_change_is_noticed_with_the_first_message() {
  GroupScene scene;
  hush_changes(scene);
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  QCOMPARE(scene.view(scene.bob).members.size(), std::size_t{3});
  scene.say_and_settle(scene.alice, "one");
  QCOMPARE(scene.view(scene.bob).members.size(), std::size_t{2});
  QCOMPARE(scene.texts(scene.bob), Texts{"one"});
}

// A member can name what is not there; when they are out, the others go on.
void TestClientGroupAttacks::a_liar_who_is_removed_stops_nobody() {
  GroupScene scene;
  fork_between_alice_and_bob(scene);
  scene.say_and_settle(scene.bob, "from my history");
  QVERIFY(scene.view(scene.alice).forked);
  scene.world.relay.says = nullptr;
  auto& log = scene.world.relay.groups.logs.at(scene.group);
  // The relay is alice's again.
  log.entries.pop_back();
  const auto rows = scene.alice.store().scan(store::Table::group_entry, scene.group.view(), 100);
  log.entries.push_back(rows->back().value);
  log.state = group::MembershipLog::replay(scene.group, log.entries)->state();
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  QVERIFY(!scene.view(scene.alice).forked);
  const auto said = scene.world.relay.group_submissions.size();
  scene.say_and_settle(scene.alice, "without bob");
  QVERIFY(scene.world.relay.group_submissions.size() > said);
}

// A relay could keep a client busy for ever.
void TestClientGroupAttacks::a_page_that_brings_nothing_is_not_asked_for_again_at_once() {
  GroupScene scene;
  const auto& log = scene.world.relay.groups.logs.at(scene.group);
  int pages = 0;
  scene.world.relay.tamper_group_log = [&](const Address&, wire::GroupLogPage& page) {
    ++pages;
    page.first = 0;
    page.entries = log.entries;
    page.size = log.entries.size() + 1;
  };
  scene.world.relay.inject(scene.alice.address(), wire::GroupChanged{scene.group, log.entries.size() + 1});
  scene.world.settle();
  QCOMPARE(pages, 1);
}

// Who sent a letter is the relay's word as long as it cannot be opened.
void TestClientGroupAttacks::letters_of_invented_senders_take_bounded_room() {
  GroupScene scene;
  const auto to = scene.bob.address();
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::CallReply>(frame);
  };
  wire::SealedEnvelope envelope;
  envelope.device = to.device;
  envelope.type = wire::EnvelopeType::sender_key;
  envelope.ciphertext = wire::with_group(scene.group, Bytes(64, 3));
  for (std::uint32_t number = 1; number <= 1'100; ++number) {
    MessageId id{{static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(number >> 8)}};
    scene.world.relay.inject(
        to, wire::Deliver{{{DeliveryId{number}, id, {name("mallory"), DeviceId{number}}, {}, envelope}}, 0});
  }
  scene.world.settle(std::chrono::seconds{5});
  QCOMPARE(*scene.bob.store().count(store::Table::group_held), std::uint64_t{1'024});
}

// B12.
void TestClientGroupAttacks::a_device_whose_removal_is_kept_back_reads_no_more() {
  GroupScene scene;
  auto& relay = scene.world.relay;
  auto& phone = scene.world.log_in("bob", "bob phone");
  scene.say_and_settle(scene.alice, "the phone asks for the key");
  scene.world.run_for(std::chrono::minutes{2});
  scene.say_and_settle(scene.alice, "with the phone");
  QCOMPARE(scene.texts(phone).back(), std::string{"with the phone"});
  const auto gone = phone.address().device;
  const auto kept = relay.device(phone.address());
  const auto old_list = relay.accounts["bob"].device_list;
  phone.go_offline();
  relay.tamper_bundles = [&](wire::Bundles& bundles) {
    if (bundles.username == name("bob")) bundles.device_list = old_list;
  };
  QVERIFY(scene.bob.handle(client::RevokeDevice{gone}).ok());
  scene.world.settle();
  relay.accounts["bob"].devices[gone] = kept;
  scene.say(scene.alice, "without the phone");
  scene.world.run_for(std::chrono::minutes{1});
  QCOMPARE(scene.texts(scene.carol).back(), std::string{"without the phone"});
  relay.accounts["bob"].device_list = old_list;
  phone.go_online();
  scene.world.run_for(std::chrono::minutes{5});
  QVERIFY(phone.engine().account().has_value());
  QCOMPARE(scene.texts(phone).back(), std::string{"with the phone"});
}

void TestClientGroupAttacks::a_dropped_message_leaves_a_gap() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "one");
  scene.world.relay.tamper_recipients = [](const GroupId&, std::set<Username>& to) { to.erase(name("bob")); };
  scene.say_and_settle(scene.alice, "two");
  scene.world.relay.tamper_recipients = nullptr;
  QCOMPARE(gaps(scene, scene.bob), std::size_t{0});
  scene.say_and_settle(scene.alice, "three");
  QCOMPARE(scene.texts(scene.bob), (Texts{"one", "three"}));
  QCOMPARE(gaps(scene, scene.bob), std::size_t{1});
  QCOMPARE(gaps(scene, scene.carol), std::size_t{0});
}

// A11: what an old copy says has numbers of its own.
void TestClientGroupAttacks::what_an_old_copy_says_closes_no_gap() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "one");
  store::MemoryStore backup;
  backup.copy_from(scene.alice.store());
  scene.world.relay.tamper_recipients = [](const GroupId&, std::set<Username>& to) { to.erase(name("bob")); };
  scene.say_and_settle(scene.alice, "two");
  scene.world.relay.tamper_recipients = nullptr;
  scene.say_and_settle(scene.alice, "three");
  QCOMPARE(gaps(scene, scene.bob), std::size_t{1});
  scene.alice.restore(backup);
  scene.world.settle();
  scene.say(scene.alice, "four");
  scene.world.run_for(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.bob), (Texts{"one", "three", "four"}));
  QCOMPARE(gaps(scene, scene.bob), std::size_t{1});
}

// A11: what came since the copy is in the archive.
void TestClientGroupAttacks::an_old_copy_misses_nothing() {
  GroupScene scene;
  scene.say_and_settle(scene.bob, "one");
  scene.world.relay.tamper_recipients = [](const GroupId&, std::set<Username>& to) {
    to.erase(name("alice"));
  };
  scene.say_and_settle(scene.bob, "two");
  scene.world.relay.tamper_recipients = nullptr;
  scene.say_and_settle(scene.bob, "three");
  QCOMPARE(gaps(scene, scene.alice), std::size_t{1});
  store::MemoryStore backup;
  backup.copy_from(scene.alice.store());
  for (const auto* text : {"four", "five"}) scene.say_and_settle(scene.bob, text);
  scene.alice.restore(backup);
  scene.world.run_for(std::chrono::minutes{2});
  scene.say(scene.bob, "six");
  scene.world.run_for(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.alice), (Texts{"one", "three", "four", "five", "six"}));
  QCOMPARE(gaps(scene, scene.alice), std::size_t{0});
}

// B12.
void TestClientGroupAttacks::doubled_and_reversed_messages_are_shown_once_each_in_order() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "one");
  std::vector<wire::Delivery> kept;
  scene.world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    if (delivery.envelope.type == wire::EnvelopeType::sender_key) kept.push_back(delivery);
  };
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::Deliver>(frame);
  };
  for (const auto* text : {"two", "three"}) scene.say_and_settle(scene.alice, text);
  scene.world.relay.says = nullptr;
  scene.world.relay.tamper_delivery = nullptr;
  QVERIFY(!kept.empty());
  std::reverse(kept.begin(), kept.end());
  for (int twice = 0; twice < 2; ++twice) {
    for (const auto& delivery : kept) {
      if (delivery.envelope.device == scene.bob.address().device)
        scene.world.relay.inject(scene.bob.address(), wire::Deliver{{delivery}, 0});
    }
  }
  scene.world.settle();
  QCOMPARE(scene.texts(scene.bob), (Texts{"one", "two", "three"}));
  QCOMPARE(gaps(scene, scene.bob), std::size_t{0});
}

// B10, M7: the sender's own re-send.
namespace {

/// A message under a key that does not exist makes bob ask for one.
void make_bob_ask(GroupScene& scene, std::uint8_t number) {
  const auto [from, submit] = scene.world.relay.group_submissions.back();
  wire::SealedEnvelope envelope;
  envelope.device = scene.bob.address().device;
  envelope.type = wire::EnvelopeType::sender_key;
  auto forged = submit.ciphertext;
  forged[2] ^= number;  // the key's id
  envelope.ciphertext = wire::with_group(submit.group, forged);
  scene.world.relay.put_into_mailbox(scene.bob.address(), {MessageId{{number}}, from, envelope});
  scene.world.settle();
}

}  // namespace

void TestClientGroupAttacks::a_key_asked_for_again_does_not_turn_the_chain_back() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "one");
  const auto key_rows = [&] {
    return scene.bob.store().scan(store::Table::sender_key, scene.group.view(), 10)->front().value;
  };
  const auto before = key_rows();
  const auto sent = scene.world.relay.submissions.size();
  make_bob_ask(scene, 1);
  QVERIFY2(scene.world.relay.submissions.size() >= sent + 2, "asked, and answered");
  QCOMPARE(key_rows(), before);
  scene.say_and_settle(scene.alice, "two");
  QCOMPARE(scene.texts(scene.bob), (Texts{"one", "two"}));
}

/// Whoever asks again and again, for whatever reason, costs one message each time, and not two.
void TestClientGroupAttacks::a_former_key_is_given_to_a_device_once() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "one");
  scene.let_in(scene.mallory, {&scene.bob, &scene.carol});
  scene.say_and_settle(scene.alice, "two");
  const auto answers = [&](std::uint8_t number) {
    const auto& all = scene.world.relay.submissions;
    const auto before = static_cast<std::ptrdiff_t>(all.size());
    make_bob_ask(scene, number);
    scene.world.run_for(std::chrono::minutes{2});
    return std::count_if(all.begin() + before, all.end(), [&](const auto& one) {
      return one.first == scene.alice.address() && one.second.recipient == name("bob");
    });
  };
  QCOMPARE(answers(1), std::ptrdiff_t{2});
  QCOMPARE(answers(2), std::ptrdiff_t{1});
  QCOMPARE(answers(3), std::ptrdiff_t{1});
  scene.say_and_settle(scene.alice, "three");
  QCOMPARE(scene.texts(scene.bob), (Texts{"one", "two", "three"}));
}

void TestClientGroupAttacks::an_unanswered_message_keeps_its_number_under_another_key() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "one");
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::GroupSubmitted>(frame);
  };
  scene.say(scene.alice, "two");
  scene.world.exchange();
  scene.act(scene.bob, client::LeaveGroup{});
  scene.world.relay.says = nullptr;
  scene.world.settle(std::chrono::minutes{3});
  scene.say_and_settle(scene.alice, "three");
  QCOMPARE(scene.texts(scene.carol), (Texts{"one", "two", "three"}));
  QCOMPARE(gaps(scene, scene.carol), std::size_t{0});
}

// A18, M6 in a group.
void TestClientGroupAttacks::a_message_is_shown_once_whichever_operation_of_the_store_fails_data() {
  QTest::addColumn<bool>("sender");
  QTest::newRow("the sender's") << true;
  QTest::newRow("the receiver's") << false;
}

void TestClientGroupAttacks::a_message_is_shown_once_whichever_operation_of_the_store_fails() {
  QFETCH(bool, sender);
  bool past_the_end = false;
  for (std::uint64_t n = 1; !past_the_end; ++n) {
    GroupScene scene;
    auto& victim = sender ? scene.alice : scene.bob;
    victim.faults().fail_from(n);
    bool said = false;
    for (int attempt = 0; attempt < 5 && !said; ++attempt) {
      said = scene.alice.handle(client::SendText{scene.group, "one"}).ok();
      scene.world.settle(std::chrono::minutes{1});
      past_the_end = !victim.faults().has_failed();
      if (!past_the_end) victim.crash();
      scene.world.settle(std::chrono::minutes{2});
    }
    victim.faults().heal();  // or looking at the conversation would be the operation that fails
    for (auto* device : {&scene.alice, &scene.bob, &scene.carol})
      QVERIFY2(scene.texts(*device) == Texts{"one"}, qPrintable(QString::number(n)));
  }
}

QTEST_GUILESS_MAIN(TestClientGroupAttacks)
#include "test_group_attacks.moc"
