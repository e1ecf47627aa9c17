// SPDX-License-Identifier: GPL-3.0-or-later
// What a new login gets back of a secure group, and that it goes on from there.
#include <QtTest>
#include <algorithm>
#include <utility>

#include "attached.hpp"
#include "group_scene.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;
using store::MessageKind;
using store::MessageState;
using store::Table;
using Texts = std::vector<std::string>;

class TestGroupHistory : public QObject {
  Q_OBJECT

 private slots:
  void a_new_login_has_what_was_said();
  void a_new_login_goes_on_talking();
  void what_happened_stands_where_it_happened();
  void what_happened_in_a_group_that_was_left_stands_where_it_happened();
  void what_happens_during_a_restore_stands_at_the_end();
  void what_was_said_first_reaches_a_new_login();
  void a_group_that_was_left_is_restored();
  void what_lasts_is_not_restored();
  void what_the_archive_has_is_not_put_in_again();
};

namespace {

MessageId tell(GroupScene& scene, Device& from, const std::string& text,
               std::optional<MessageId> quoted = {}) {
  GroupScene::check(from.handle(client::SendText{scene.group, text, quoted}));
  const auto id = from.messages_in(scene.group).back().id;
  scene.world.settle();
  return id;
}

/// A group in which much has happened: carol has left it, mallory has come.
struct OldGroup : GroupScene {
  OldGroup() {
    edit(alice, edited, "first");
    react(carol, greeting, "+1");
    change(bob, client::DeleteMessage{group, deleted});
    farewell = tell(*this, carol, "I am off");
    act(carol, client::LeaveGroup{});
    react(bob, farewell, ":(");
    picture = send(alice, sent, farewell);
    theirs = send(bob, received, {});
    let_in(mallory, {&alice, &bob});
    tell(*this, mallory, "I am new here");
    act(alice, client::RenameGroup{"Go club"});
    world.settle(minutes{1});
  }
  void change(Device& by, client::Input input) {
    check(by.handle(std::move(input)));
    world.settle();
  }
  void edit(Device& by, const MessageId& id, const std::string& text) {
    change(by, client::EditMessage{group, id, text});
  }
  void react(Device& by, const MessageId& id, const std::string& emoji) {
    change(by, client::React{group, id, emoji});
  }
  MessageId send(Device& from, const Bytes& file, std::optional<MessageId> quoted) {
    auto intent = sending(group, file.size());
    intent.caption = "a photograph";
    intent.quoted = quoted;
    const auto id = attach(from, intent, file);
    world.settle();
    return id;
  }
  Device& log_in_again() {
    auto& phone = world.log_in("alice", "phone");
    world.settle(minutes{1});
    return phone;
  }

  const Bytes sent = pattern(100'000);
  const Bytes received = pattern(1'000);
  MessageId greeting = tell(*this, alice, "hello");
  MessageId answer = tell(*this, bob, "hi", greeting);
  MessageId edited = tell(*this, alice, "frist");
  MessageId deleted = tell(*this, bob, "regretted");
  MessageId farewell;
  MessageId picture;
  MessageId theirs;
};

std::string line_of(const store::Message& message) {
  const auto quoted = message.quoted ? to_hex(message.quoted->view()) : std::string{};
  return std::to_string(static_cast<int>(message.kind)) + " " + message.sender.text() + ": " + message.body +
         " " + quoted;
}

enum class Notices : std::uint8_t { left_out, shown };

/// Oldest first.
Texts lines(GroupScene& scene, Device& device, Notices notices) {
  Texts all;
  for (const auto& message : device.messages_in(scene.group)) {
    const bool notice = message.kind == MessageKind::group_changed;
    if (!notice || notices == Notices::shown) all.push_back(line_of(message));
  }
  return all;
}

Texts reactions(GroupScene& scene, Device& device) {
  Texts all;
  const auto page = *device.engine().timeline(scene.group, std::nullopt, 100);
  for (const auto& one : page.reactions)
    all.push_back(to_hex(one.message.view()) + one.by.text() + one.emoji);
  std::sort(all.begin(), all.end());
  return all;
}

Texts quoted(GroupScene& scene, Device& device) {
  Texts all;
  const auto page = *device.engine().timeline(scene.group, std::nullopt, 100);
  for (const auto& one : page.quoted) all.push_back(one.body);
  return all;
}

}  // namespace

void TestGroupHistory::a_new_login_has_what_was_said() {
  OldGroup scene;
  auto& phone = scene.log_in_again();
  QVERIFY(phone.engine().history().is_complete());
  QCOMPARE(phone.engine().history().refused, std::uint64_t{0});
  const auto expected = lines(scene, scene.alice, Notices::left_out);
  QCOMPARE(lines(scene, phone, Notices::left_out), expected);
  QCOMPARE(expected.size(), std::size_t{8});
  QCOMPARE(reactions(scene, phone), reactions(scene, scene.alice));
  QCOMPARE(reactions(scene, phone).size(), std::size_t{2});
  QCOMPARE(quoted(scene, phone), quoted(scene, scene.alice));
  QCOMPARE(quoted(scene, phone), (Texts{"I am off", "hello"}));
  for (const auto& message : phone.messages_in(scene.group)) {
    if (message.kind != MessageKind::text) continue;
    const bool own = message.sender == name("alice");
    QVERIFY(message.state == (own ? MessageState::accepted : MessageState::restored));
  }
  QCOMPARE(phone.engine().search("first", 10)->size(), std::size_t{1});
  QVERIFY(phone.engine().search("frist", 10)->empty());
  QVERIFY(phone.engine().search("regretted", 10)->empty());
  const auto shown = *phone.engine().conversation(scene.group);
  QCOMPARE(shown->unread, std::uint64_t{0});
  QCOMPARE(shown->title, std::string{"Go club"});
  QVERIFY(phone.events<client::MessageArrived>().empty());
  QCOMPARE(scene.view(phone).members.size(), std::size_t{3});
  for (const auto& [id, file] :
       {std::pair{scene.picture, scene.sent}, std::pair{scene.theirs, scene.received}}) {
    QVERIFY(attachment_at(phone, scene.group, id).phase == client::AttachmentPhase::offered);
    QVERIFY(download(scene.world, phone, scene.group, id) == file);
  }
}

void TestGroupHistory::a_new_login_goes_on_talking() {
  OldGroup scene;
  auto& phone = scene.log_in_again();
  tell(scene, phone, "from the phone", scene.answer);
  tell(scene, scene.bob, "to the phone", scene.greeting);
  tell(scene, scene.mallory, "to all");
  const Texts said{"from the phone", "to the phone", "to all"};
  for (auto* device : {&phone, &scene.alice, &scene.bob, &scene.mallory}) {
    const auto all = scene.texts(*device);
    QVERIFY(all.size() >= said.size());
    QCOMPARE((Texts{all.end() - 3, all.end()}), said);
  }
  QCOMPARE(quoted(scene, scene.bob).front(), std::string{"hello"});
  QCOMPARE(quoted(scene, phone).front(), std::string{"hello"});
  scene.edit(phone, scene.edited, "first of all");
  scene.react(phone, scene.farewell, "!");
  scene.change(phone, client::DeleteMessage{scene.group, scene.picture});
  scene.world.settle(minutes{1});
  const auto expected = lines(scene, scene.alice, Notices::left_out);
  for (auto* device : {&phone, &scene.bob}) {
    QCOMPARE(lines(scene, *device, Notices::left_out), expected);
    QCOMPARE(reactions(scene, *device), reactions(scene, scene.alice));
    QVERIFY(device->events<client::ChangeFailed>().empty());
    QVERIFY(device->events<client::MessageUndecryptable>().empty());
  }
  QCOMPARE(scene.bob.engine().search("first of all", 10)->size(), std::size_t{1});
  QCOMPARE(reactions(scene, scene.bob).size(), std::size_t{3});
  // bob's file is the only one left.
  QCOMPARE(scene.world.relay.blobs.size(), std::size_t{1});
  for (auto* device : {&phone, &scene.alice, &scene.bob})
    QCOMPARE(*device->store().count(Table::attachment), std::uint64_t{1});
}

void TestGroupHistory::what_happened_stands_where_it_happened() {
  OldGroup scene;
  auto& phone = scene.log_in_again();
  const auto expected = lines(scene, scene.alice, Notices::shown);
  QVERIFY(expected.size() > lines(scene, scene.alice, Notices::left_out).size() + 4);
  QCOMPARE(lines(scene, phone, Notices::shown), expected);
  phone.crash();
  scene.world.settle(minutes{1});
  QCOMPARE(lines(scene, phone, Notices::shown), expected);
  scene.act(scene.alice, client::RenameGroup{"Shogi club"});
  QCOMPARE(lines(scene, phone, Notices::shown), lines(scene, scene.alice, Notices::shown));
}

/// Nothing but the archive says that there was one.
void TestGroupHistory::what_happened_in_a_group_that_was_left_stands_where_it_happened() {
  GroupScene scene;
  tell(scene, scene.alice, "stay!");
  scene.act(scene.alice, client::RenameGroup{"Go club"});
  tell(scene, scene.bob, "no");
  scene.act(scene.bob, client::LeaveGroup{});
  scene.world.settle(minutes{1});
  const auto expected = lines(scene, scene.bob, Notices::shown);
  auto& phone = scene.world.log_in("bob", "phone");
  scene.world.settle(minutes{1});
  QCOMPARE(lines(scene, phone, Notices::shown), expected);
}

void TestGroupHistory::what_happens_during_a_restore_stands_at_the_end() {
  OldGroup scene;
  bool held = true;
  scene.world.relay.judge_call = [&](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    if (!held || !std::holds_alternative<wire::FetchArchiveRequest>(call)) return std::nullopt;
    return wire::CallFailure{wire::CallFailureCode::unavailable, Duration{0}};
  };
  auto& phone = scene.log_in_again();
  scene.act(scene.alice, client::RenameGroup{"Shogi club"});
  tell(scene, scene.bob, "a good name");
  held = false;
  scene.world.run_for(minutes{5});
  QVERIFY(phone.engine().history().is_complete());
  QCOMPARE(lines(scene, phone, Notices::shown), lines(scene, scene.alice, Notices::shown));
}

/// The device before is lost, so nobody else puts it into the archive.
void TestGroupHistory::what_was_said_first_reaches_a_new_login() {
  GroupScene scene;
  tell(scene, scene.bob, "to carol's old telephone");
  scene.carol.go_offline();
  auto& phone = scene.world.log_in("carol", "phone");
  scene.world.settle(minutes{1});
  for (const auto* text : {"one", "two"}) tell(scene, scene.bob, text);
  scene.world.settle(minutes{2});
  QCOMPARE(scene.texts(phone), (Texts{"to carol's old telephone", "one", "two"}));
}

/// The relay's list of groups doesn't name it any more.
void TestGroupHistory::a_group_that_was_left_is_restored() {
  GroupScene scene;
  tell(scene, scene.alice, "stay!");
  tell(scene, scene.bob, "no");
  scene.act(scene.bob, client::LeaveGroup{});
  tell(scene, scene.alice, "he is gone");
  scene.world.settle(minutes{1});
  auto& phone = scene.world.log_in("bob", "phone");
  scene.world.settle(minutes{1});
  QCOMPARE(scene.texts(phone), (Texts{"stay!", "no"}));
  QCOMPARE((*phone.engine().conversation(scene.group))->title, std::string{"Chess club"});
  QVERIFY(scene.view(phone).standing == client::GroupStanding::former);
  tell(scene, phone, "may I?");
  QVERIFY(phone.messages_in(scene.group).back().state == MessageState::failed);
  QCOMPARE(scene.texts(scene.alice), (Texts{"stay!", "no", "he is gone"}));
}

void TestGroupHistory::what_lasts_is_not_restored() {
  GroupScene scene;
  tell(scene, scene.bob, "for good");
  GroupScene::check(scene.carol.handle(client::SetDuration{scene.group, Lasting{3'600}}));
  scene.world.settle();
  const auto id = tell(scene, scene.alice, "for an hour");
  GroupScene::check(scene.bob.handle(client::React{scene.group, id, "!"}));
  GroupScene::check(scene.alice.handle(client::EditMessage{scene.group, id, "for this hour"}));
  scene.world.settle(minutes{1});
  auto& phone = scene.world.log_in("alice", "phone");
  scene.world.settle(minutes{1});
  QCOMPARE(scene.texts(phone), Texts{"for good"});
  QCOMPARE((*phone.engine().conversation(scene.group))->lasting, Lasting{3'600});
  tell(scene, phone, "for an hour too");
  QCOMPARE(scene.messages(scene.bob).front().lasting, Lasting{3'600});
}

void TestGroupHistory::what_the_archive_has_is_not_put_in_again() {
  GroupScene scene;
  const auto id = tell(scene, scene.alice, "is bob here?");
  GroupScene::check(scene.alice.handle(client::EditMessage{scene.group, id, "is @bob here?"}));
  GroupScene::check(scene.bob.handle(client::React{scene.group, id, "!"}));
  scene.world.settle(minutes{1});
  QCOMPARE(scene.messages(scene.alice).front().mentions.size(), std::size_t{1});
  int appended = 0;
  scene.world.relay.hears = [&](const wire::Frame& frame) {
    const auto* request = std::get_if<wire::CallRequest>(&frame);
    const bool append =
        request != nullptr && std::holds_alternative<wire::AppendToArchiveRequest>(request->call);
    appended += append ? 1 : 0;
    return true;
  };
  // Everything is looked through once more.
  auto& store = scene.alice.store();
  QVERIFY(store.begin().ok());
  QVERIFY(store.erase(Table::archive, bytes_of("catching up")).ok());
  QVERIFY(store.commit().ok());
  scene.alice.crash();
  scene.world.settle(minutes{1});
  QVERIFY(store.find(Table::archive, bytes_of("catching up"))->has_value());
  QCOMPARE(appended, 0);
}

QTEST_GUILESS_MAIN(TestGroupHistory)
#include "test_group_history.moc"
