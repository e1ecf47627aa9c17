// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said between two, said in a secure group: files, answers, changes, durations.
#include <QtTest>
#include <algorithm>
#include <utility>

#include "attached.hpp"
#include "group_scene.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using client::AttachmentPhase;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using store::MessageKind;
using store::Table;
using Texts = std::vector<std::string>;

class TestGroupContent : public QObject {
  Q_OBJECT

 private slots:
  void a_file_reaches_every_member_and_own_device_whole();
  void progress_is_told_on_both_sides();
  void a_file_goes_on_where_a_lost_link_left_it();
  void a_file_waits_for_a_member_who_was_away();
  void a_deleted_file_is_gone_at_all_data();
  void a_deleted_file_is_gone_at_all();
  void a_file_is_not_for_who_came_later();
  void a_file_is_not_for_who_was_removed();
  void an_answer_comes_with_what_it_answers();
  void changes_are_made_after_the_members_changed_data();
  void changes_are_made_after_the_members_changed();
  void only_its_author_changes_a_message();
  void a_reaction_outlasts_its_member_data();
  void a_reaction_outlasts_its_member();
  void a_message_ends_at_every_member_by_its_own_reading();
  void a_file_ends_with_its_message();
  void the_duration_of_the_group_holds_for_files();
  void what_comes_too_late_for_an_ended_message_leaves_nothing();
  void an_edit_waits_no_longer_than_its_message_lasts();
};

namespace {

constexpr Lasting one_minute{60};
constexpr const char* canary = "zqxjzvkwq";

MessageId say(GroupScene& scene, Device& from, const std::string& text, std::optional<MessageId> quoted = {},
              std::optional<Lasting> lasting = {}) {
  GroupScene::check(from.handle(client::SendText{scene.group, text, quoted, lasting}));
  const auto id = from.messages_in(scene.group).back().id;
  scene.world.settle();
  return id;
}

MessageId send_file(GroupScene& scene, Device& from, client::SendAttachment intent, const Bytes& file) {
  intent.to = scene.group;
  intent.size = file.size();
  const auto id = attach(from, intent, file);
  scene.world.settle();
  return id;
}

MessageId send_file(GroupScene& scene, Device& from, const Bytes& file) {
  return send_file(scene, from, sending(scene.group, file.size()), file);
}

client::AttachmentView attachment(GroupScene& scene, Device& device, const MessageId& id) {
  return attachment_at(device, scene.group, id);
}

std::optional<Bytes> download(GroupScene& scene, Device& device, const MessageId& id) {
  return download(scene.world, device, scene.group, id);
}

ErrorCode fetching(GroupScene& scene, Device& device, const MessageId& id) {
  return device.handle(client::FetchAttachment{scene.group, id}).error().code;
}

/// nullopt: there is no such text.
std::optional<std::string> text_at(GroupScene& scene, Device& device, const MessageId& id) {
  for (const auto& message : device.messages_in(scene.group)) {
    if (message.id == id && message.kind == MessageKind::text) return message.body;
  }
  return std::nullopt;
}

bool is_deleted(GroupScene& scene, Device& device, const MessageId& id) {
  const auto all = device.messages_in(scene.group);
  return std::any_of(all.begin(), all.end(), [&](const store::Message& message) {
    return message.id == id && message.kind == MessageKind::deleted && message.body.empty();
  });
}

Texts reactions(GroupScene& scene, Device& device) {
  Texts all;
  const auto page = *device.engine().timeline(scene.group, std::nullopt, 100);
  for (const auto& one : page.reactions) all.push_back(one.by.text() + " " + one.emoji);
  std::sort(all.begin(), all.end());
  return all;
}

void read_all(GroupScene& scene, Device& device) {
  const auto newest = device.messages_in(scene.group).back().position;
  GroupScene::check(device.handle(client::MarkRead{scene.group, newest}));
}

bool has_nothing_of_files(Device& device) {
  const auto tables = {Table::attachment, Table::attachment_chunk, Table::kept_file, Table::transfer,
                       Table::doomed_blob};
  return std::all_of(tables.begin(), tables.end(),
                     [&](Table table) { return *device.store().count(table) == 0; });
}

bool has_canary(Device& device) { return device.dump().find(canary) != std::string::npos; }
/// A change that waits for its message is in a record, of which a dump shows the bytes as digits.
bool waits(Device& device) { return device.dump().find(to_hex(bytes_of(canary))) != std::string::npos; }

void lose_link_after(World& world, Device& device, int parts) {
  world.relay.says = [&world, &device, parts, said = 0](const wire::Frame& frame) mutable {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    const bool part = reply != nullptr && std::holds_alternative<wire::BlobPart>(reply->reply);
    if (!part || ++said <= parts) return true;
    device.go_offline();
    return false;
  };
}

}  // namespace

// Files.

void TestGroupContent::a_file_reaches_every_member_and_own_device_whole() {
  GroupScene scene;
  auto& laptop = scene.world.log_in("alice", "laptop");
  scene.world.settle();
  const auto question = say(scene, scene.bob, "photographs?");
  const auto file = pattern(300'000);
  auto intent = sending(scene.group, file.size());
  intent.caption = "from the beach";
  intent.quoted = question;
  const auto id = send_file(scene, scene.alice, intent, file);
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol, &laptop}) {
    const auto page = *device->engine().timeline(scene.group, std::nullopt, 10);
    QCOMPARE(page.messages.front().id, id);
    QCOMPARE(page.messages.front().body, std::string{"from the beach"});
    QVERIFY(page.messages.front().quoted == question);
    QCOMPARE(page.quoted.size(), std::size_t{1});
    QCOMPARE(page.quoted.front().body, std::string{"photographs?"});
    const auto shown = attachment(scene, *device, id);
    QCOMPARE(shown.name, std::string{"holiday.png"});
    QCOMPARE(shown.media_type, std::string{"image/png"});
    QCOMPARE(shown.size, std::uint64_t{300'000});
  }
  QVERIFY(scene.messages(scene.alice).front().state == store::MessageState::accepted);
  QVERIFY(released(scene.alice, scene.group, id) == file);
  for (auto* device : {&scene.bob, &scene.carol, &laptop}) {
    QVERIFY(attachment(scene, *device, id).phase == AttachmentPhase::offered);
    QVERIFY(download(scene, *device, id) == file);
    QVERIFY(attachment(scene, *device, id).phase == AttachmentPhase::here);
  }
  QVERIFY(scene.mallory.messages_in(scene.group).empty());
}

void TestGroupContent::progress_is_told_on_both_sides() {
  GroupScene scene;
  const auto id = send_file(scene, scene.alice, pattern(200'000));
  std::uint64_t sent = 0;
  for (const auto& moved : scene.alice.events<client::AttachmentMoved>()) {
    QVERIFY(moved.conversation == ConversationId{scene.group} && moved.message == id);
    if (moved.phase != AttachmentPhase::uploading) continue;
    QVERIFY(moved.done >= sent);
    sent = moved.done;
  }
  QCOMPARE(sent, std::uint64_t{200'000});
  QVERIFY(download(scene, scene.carol, id));
  const auto moves = scene.carol.events<client::AttachmentMoved>();
  QCOMPARE(moves.size(), std::size_t{7});
  for (const auto& moved : moves)
    QVERIFY(moved.conversation == ConversationId{scene.group} && moved.message == id);
  QCOMPARE(moves.front().done, std::uint64_t{32'768});
  QCOMPARE(moves.back().done, std::uint64_t{200'000});
  QVERIFY(scene.bob.events<client::AttachmentMoved>().empty());
}

void TestGroupContent::a_file_goes_on_where_a_lost_link_left_it() {
  GroupScene scene;
  const auto file = pattern(1'000'000);
  const auto id = send_file(scene, scene.alice, file);
  lose_link_after(scene.world, scene.bob, 12);
  QVERIFY(!download(scene, scene.bob, id));
  QVERIFY(chunks_at(scene.bob) > 0);
  scene.world.relay.says = nullptr;
  scene.bob.crash();
  scene.bob.go_online();
  scene.world.settle(minutes{2});
  QVERIFY(released(scene.bob, scene.group, id) == file);
}

void TestGroupContent::a_file_waits_for_a_member_who_was_away() {
  GroupScene scene;
  scene.carol.go_offline();
  const auto file = pattern(1'000);
  const auto id = send_file(scene, scene.alice, file);
  scene.act(scene.alice, client::RenameGroup{"Go club"});
  scene.carol.go_online();
  scene.world.settle(minutes{2});
  QVERIFY(download(scene, scene.carol, id) == file);
}

void TestGroupContent::a_deleted_file_is_gone_at_all_data() {
  QTest::addColumn<bool>("elsewhere");
  QTest::newRow("by the device that has sent it") << false;
  QTest::newRow("by another device of its author") << true;
}

void TestGroupContent::a_deleted_file_is_gone_at_all() {
  QFETCH(bool, elsewhere);
  GroupScene scene;
  auto& laptop = scene.world.log_in("alice", "laptop");
  scene.world.settle();
  const auto id = send_file(scene, scene.alice, pattern(100'000));
  QVERIFY(download(scene, scene.bob, id));
  QVERIFY(download(scene, laptop, id));
  scene.carol.go_offline();
  QCOMPARE(scene.bob.handle(client::DeleteMessage{scene.group, id}).error().code, ErrorCode::invalid_state);
  auto& by = elsewhere ? laptop : scene.alice;
  GroupScene::check(by.handle(client::DeleteMessage{scene.group, id}));
  scene.world.settle(minutes{1});
  scene.carol.go_online();
  scene.world.settle(minutes{1});
  for (auto* device : {&scene.alice, &laptop, &scene.bob, &scene.carol}) {
    QVERIFY(is_deleted(scene, *device, id));
    QVERIFY(has_nothing_of_files(*device));
    QCOMPARE(fetching(scene, *device, id), ErrorCode::not_found);
  }
  QVERIFY(scene.world.relay.blobs.empty());
}

// B9. The relay gives a blob to whoever names it, and everything that was ever said.
void TestGroupContent::a_file_is_not_for_who_came_later() {
  GroupScene scene;
  const auto id = send_file(scene, scene.alice, pattern(1'000));
  const auto past = scene.world.relay.group_submissions;
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  for (const auto& [from, submit] : past) {
    wire::SealedEnvelope envelope;
    envelope.device = scene.mallory.address().device;
    envelope.type = wire::EnvelopeType::sender_key;
    envelope.ciphertext = wire::with_group(submit.group, submit.ciphertext);
    scene.world.relay.put_into_mailbox(scene.mallory.address(), {submit.message, from, envelope});
  }
  scene.world.settle(minutes{2});
  // What is said of it now names it, and says nothing of where it is.
  GroupScene::check(scene.bob.handle(client::React{scene.group, id, "!"}));
  say(scene, scene.bob, "how nice", id);
  QCOMPARE(scene.texts(scene.mallory), Texts{"how nice"});
  QCOMPARE(fetching(scene, scene.mallory, id), ErrorCode::not_found);
  QVERIFY(has_nothing_of_files(scene.mallory));
  const auto later = send_file(scene, scene.alice, pattern(2'000));
  QVERIFY(download(scene, scene.mallory, later) == pattern(2'000));
}

// B8.
void TestGroupContent::a_file_is_not_for_who_was_removed() {
  GroupScene scene;
  const auto before = send_file(scene, scene.alice, pattern(1'000));
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  scene.world.relay.tamper_recipients = [](const GroupId&, std::set<Username>& to) {
    to.insert(name("carol"));
  };
  const auto after = send_file(scene, scene.alice, pattern(2'000));
  QCOMPARE(fetching(scene, scene.carol, after), ErrorCode::not_found);
  QVERIFY(!text_at(scene, scene.carol, after));
  QVERIFY(download(scene, scene.bob, after) == pattern(2'000));
  // What was sent to them stays theirs.
  QVERIFY(download(scene, scene.carol, before) == pattern(1'000));
  QCOMPARE(*scene.carol.store().count(Table::attachment), std::uint64_t{1});
}

// Answers and changes.

void TestGroupContent::an_answer_comes_with_what_it_answers() {
  GroupScene scene;
  const auto question = say(scene, scene.alice, "who plays white?");
  const auto answer = say(scene, scene.bob, "me", question);
  const auto thanks = say(scene, scene.carol, "then I play black", answer);
  GroupScene::check(scene.bob.handle(client::EditMessage{scene.group, answer, "I do"}));
  scene.world.settle();
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) {
    const auto page = *device->engine().timeline(scene.group, std::nullopt, 2);
    QCOMPARE(page.messages.size(), std::size_t{2});
    QVERIFY(page.messages[0].id == thanks && page.messages[0].quoted == answer);
    QVERIFY(page.messages[1].id == answer && page.messages[1].quoted == question);
    QCOMPARE(page.quoted.size(), std::size_t{2});
    QCOMPARE(page.quoted[0].body, std::string{"I do"});
    QCOMPARE(page.quoted[1].body, std::string{"who plays white?"});
  }
  GroupScene::check(scene.alice.handle(client::DeleteMessage{scene.group, question}));
  scene.world.settle();
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) {
    const auto page = *device->engine().timeline(scene.group, std::nullopt, 2);
    QCOMPARE(page.quoted.size(), std::size_t{1});
    QCOMPARE(text_at(scene, *device, answer), std::optional<std::string>{"I do"});
  }
}

void TestGroupContent::changes_are_made_after_the_members_changed_data() {
  QTest::addColumn<bool>("comes");
  QTest::addColumn<bool>("away");
  QTest::newRow("somebody has come") << true << false;
  QTest::newRow("somebody has left") << false << false;
  QTest::newRow("somebody has come, and bob was away") << true << true;
  QTest::newRow("somebody has left, and bob was away") << false << true;
}

void TestGroupContent::changes_are_made_after_the_members_changed() {
  QFETCH(bool, comes);
  QFETCH(bool, away);
  GroupScene scene;
  const auto edited = say(scene, scene.alice, "teh knight");
  const auto deleted = say(scene, scene.alice, "the bishop");
  const auto epoch = scene.view(scene.alice).epoch;
  // Who approves is there.
  auto& other = away ? scene.carol : scene.bob;
  if (away) scene.bob.go_offline();
  if (comes) {
    scene.let_in(scene.mallory, {&scene.alice, &scene.carol});
  } else {
    scene.act(scene.carol, client::LeaveGroup{});
  }
  QVERIFY(scene.view(scene.alice).epoch > epoch);
  GroupScene::check(scene.alice.handle(client::EditMessage{scene.group, edited, "the knight"}));
  GroupScene::check(scene.alice.handle(client::DeleteMessage{scene.group, deleted}));
  if (comes || !away) GroupScene::check(other.handle(client::React{scene.group, edited, "+1"}));
  scene.world.settle();
  scene.bob.go_online();
  scene.world.settle(minutes{2});
  const auto by = comes || !away ? Texts{other.label() + " +1"} : Texts{};
  for (auto* device : {&scene.alice, &scene.bob}) {
    QCOMPARE(text_at(scene, *device, edited), std::optional<std::string>{"the knight"});
    QVERIFY(is_deleted(scene, *device, deleted));
    QCOMPARE(reactions(scene, *device), by);
    QVERIFY(device->events<client::ChangeFailed>().empty());
    QVERIFY(device->events<client::MessageUndecryptable>().empty());
  }
  if (comes) {
    QCOMPARE(text_at(scene, scene.carol, edited), std::optional<std::string>{"the knight"});
    QVERIFY(scene.texts(scene.mallory).empty());
    QVERIFY(reactions(scene, scene.mallory).empty());
  } else {
    QCOMPARE(text_at(scene, scene.carol, edited), std::optional<std::string>{"teh knight"});
    QCOMPARE(text_at(scene, scene.carol, deleted), std::optional<std::string>{"the bishop"});
  }
}

void TestGroupContent::only_its_author_changes_a_message() {
  GroupScene scene;
  const auto id = say(scene, scene.alice, "mine");
  const auto refused = [&](client::Input input) { return scene.bob.handle(std::move(input)).error().code; };
  QCOMPARE(refused(client::EditMessage{scene.group, id, "yours"}), ErrorCode::invalid_state);
  QCOMPARE(refused(client::DeleteMessage{scene.group, id}), ErrorCode::invalid_state);
  // A client of bob's own making has an own message under this id.
  auto own = scene.bob.messages_in(scene.group).back();
  QVERIFY(own.id == id);
  own.sender = name("bob");
  own.state = store::MessageState::accepted;
  auto& store = scene.bob.store();
  QVERIFY(store.begin().ok() && store.erase_message(scene.group, id).ok() && store.append_message(own).ok() &&
          store.commit().ok());
  GroupScene::check(scene.bob.handle(client::EditMessage{scene.group, id, "yours"}));
  scene.world.settle();
  GroupScene::check(scene.bob.handle(client::DeleteMessage{scene.group, id}));
  scene.world.settle();
  for (auto* device : {&scene.alice, &scene.carol})
    QCOMPARE(text_at(scene, *device, id), std::optional<std::string>{"mine"});
}

void TestGroupContent::a_reaction_outlasts_its_member_data() {
  QTest::addColumn<bool>("away");
  QTest::newRow("bob saw it come") << false;
  QTest::newRow("bob was away") << true;
}

void TestGroupContent::a_reaction_outlasts_its_member() {
  QFETCH(bool, away);
  GroupScene scene;
  const auto id = say(scene, scene.alice, "shall we?");
  if (away) scene.bob.go_offline();
  GroupScene::check(scene.carol.handle(client::React{scene.group, id, "+1"}));
  scene.world.settle();
  scene.act(scene.carol, client::LeaveGroup{});
  scene.bob.go_online();
  scene.world.settle(minutes{2});
  GroupScene::check(scene.bob.handle(client::React{scene.group, id, "-1"}));
  scene.world.settle();
  for (auto* device : {&scene.alice, &scene.bob})
    QCOMPARE(reactions(scene, *device), (Texts{"bob -1", "carol +1"}));
  QCOMPARE(reactions(scene, scene.carol), Texts{"carol +1"});
  // Nor can they take it back any more.
  GroupScene::check(scene.carol.handle(client::React{scene.group, id, ""}));
  scene.world.settle();
  QCOMPARE(scene.carol.events<client::ChangeFailed>().size(), std::size_t{1});
  QCOMPARE(reactions(scene, scene.alice), (Texts{"bob -1", "carol +1"}));
}

// Durations.

void TestGroupContent::a_message_ends_at_every_member_by_its_own_reading() {
  GroupScene scene;
  auto& laptop = scene.world.log_in("alice", "laptop");
  scene.world.settle();
  scene.carol.go_offline();
  say(scene, scene.alice, canary, {}, one_minute);
  GroupScene::check(scene.bob.handle(client::React{scene.group, scene.messages(scene.bob).front().id, "!"}));
  read_all(scene, scene.bob);
  scene.world.run_for(seconds{30});
  for (auto* device : {&scene.alice, &laptop, &scene.bob}) QVERIFY(has_canary(*device));  // the control
  scene.world.run_for(minutes{2});
  for (auto* device : {&scene.alice, &laptop, &scene.bob}) {
    QVERIFY(!has_canary(*device));
    QVERIFY(device->engine().search(canary, 10)->empty());
    QCOMPARE(*device->store().count(Table::timer), std::uint64_t{0});
    QCOMPARE(*device->store().count(Table::reaction), std::uint64_t{0});
  }
  scene.world.run_for(hours{5});
  scene.carol.go_online();
  scene.world.settle(minutes{2});
  QCOMPARE(scene.texts(scene.carol), Texts{canary});
  scene.world.run_for(hours{1});
  QVERIFY(has_canary(scene.carol));
  read_all(scene, scene.carol);
  scene.world.run_for(minutes{2});
  QVERIFY(!has_canary(scene.carol));
}

void TestGroupContent::a_file_ends_with_its_message() {
  GroupScene scene;
  auto intent = sending(scene.group, 0);
  intent.name = std::string{canary} + ".png";
  intent.caption = canary;
  intent.lasting = Lasting{3'600};
  const auto id = send_file(scene, scene.alice, intent, pattern(100'000));
  QVERIFY(download(scene, scene.bob, id));
  QCOMPARE(attachment(scene, scene.carol, id).name, std::string{canary} + ".png");
  // One in the middle of a download.
  lose_link_after(scene.world, scene.carol, 2);
  QVERIFY(!download(scene, scene.carol, id));
  scene.world.relay.says = nullptr;
  for (auto* device : {&scene.bob, &scene.carol}) read_all(scene, *device);
  scene.world.run_for(hours{2});
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) {
    QVERIFY(!text_at(scene, *device, id));
    QVERIFY(!has_canary(*device));
    for (const auto table : {Table::attachment, Table::attachment_chunk, Table::kept_file, Table::transfer})
      QCOMPARE(*device->store().count(table), std::uint64_t{0});
  }
  // Late readers can have it for a while; then it leaves the relay too.
  QCOMPARE(scene.world.relay.blobs.size(), std::size_t{1});
  scene.world.set_clock(scene.world.now() + hours{31 * 24});
  scene.alice.go_offline();
  scene.alice.go_online();
  scene.world.settle(minutes{2});
  QVERIFY(scene.world.relay.blobs.empty());
}

void TestGroupContent::the_duration_of_the_group_holds_for_files() {
  GroupScene scene;
  GroupScene::check(scene.bob.handle(client::SetDuration{scene.group, one_minute}));
  scene.world.settle();
  const auto id = send_file(scene, scene.alice, pattern(1'000));
  QCOMPARE(scene.messages(scene.carol).front().lasting, one_minute);
  QVERIFY(download(scene, scene.carol, id));
  read_all(scene, scene.carol);
  scene.world.run_for(minutes{2});
  QVERIFY(!text_at(scene, scene.carol, id) && !text_at(scene, scene.alice, id));
  QCOMPARE(chunks_at(scene.carol), std::size_t{0});
  QCOMPARE(chunks_at(scene.alice), std::size_t{0});
}

/// What waits for a message that does not come any more would wait for days.
void TestGroupContent::what_comes_too_late_for_an_ended_message_leaves_nothing() {
  GroupScene scene;
  auto& laptop = scene.world.log_in("alice", "laptop");
  scene.world.settle();
  const auto id = say(scene, scene.alice, "short", {}, one_minute);
  read_all(scene, scene.bob);
  scene.world.run_for(seconds{5});
  for (auto* device : {&scene.alice, &scene.bob}) device->go_offline();
  GroupScene::check(laptop.handle(client::EditMessage{scene.group, id, canary}));
  GroupScene::check(scene.carol.handle(client::React{scene.group, id, "!"}));
  scene.world.run_for(minutes{5});
  for (auto* device : {&scene.alice, &scene.bob}) {
    QVERIFY(!text_at(scene, *device, id));
    device->go_online();
  }
  scene.world.run_for(minutes{5});
  QVERIFY(has_canary(scene.carol));  // the control: it was sent
  for (auto* device : {&scene.alice, &scene.bob}) QVERIFY(!has_canary(*device));
  QCOMPARE(*scene.alice.store().count(Table::early), std::uint64_t{0});
}

/// The message of an edit never comes to whoever logs in after it.
void TestGroupContent::an_edit_waits_no_longer_than_its_message_lasts() {
  GroupScene scene;
  auto& laptop = scene.world.log_in("alice", "laptop");
  scene.world.settle();
  const auto lasting = say(scene, scene.alice, "short", {}, Lasting{600});
  const auto kept = say(scene, scene.alice, "long");
  auto& phone = scene.world.log_in("bob", "phone");
  scene.world.settle();
  GroupScene::check(laptop.handle(client::EditMessage{scene.group, lasting, canary}));
  GroupScene::check(laptop.handle(client::EditMessage{scene.group, kept, "longer"}));
  scene.world.settle(minutes{1});
  QVERIFY(waits(phone));  // the control: it came
  phone.crash();
  scene.world.run_for(minutes{11});
  QVERIFY(!waits(phone));
  QCOMPARE(*phone.store().count(Table::early), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestGroupContent)
#include "test_group_content.moc"
