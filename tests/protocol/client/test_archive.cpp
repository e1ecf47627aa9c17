// SPDX-License-Identifier: GPL-3.0-or-later
// The account's archive through real engines: what is shown goes into it, and a new login gets all of it
// back.
#include <QtTest>
#include <algorithm>
#include <initializer_list>
#include <limits>

#include "account_record.hpp"
#include "attached.hpp"
#include "pair.hpp"
#include "printing.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "sotto/base/binary.hpp"
#include "store_keys.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;
using std::chrono::seconds;
using store::MessageKind;
using store::MessageState;
using Texts = std::vector<std::string>;

class TestArchive : public QObject {
  Q_OBJECT

 private slots:
  void a_new_login_has_everything_that_was_said();
  void what_is_restored_is_not_unread_and_is_marked();
  void changes_are_restored_with_their_messages();
  void a_reaction_to_what_the_relay_has_not_taken_yet_is_restored();
  void a_deleted_message_is_gone_from_the_archive_and_keeps_its_place();
  void files_are_restored_with_their_messages();
  void a_deleted_message_takes_its_file_out_of_the_archive();
  void a_deletion_that_the_relay_ignores_still_counts();
  void messages_with_a_duration_are_not_archived();
  void a_setting_of_durations_is_restored();
  void what_was_never_accepted_is_not_archived();
  void what_a_stranger_writes_is_archived_once_it_is_accepted();
  void whom_one_device_has_blocked_comes_not_by_way_of_another();
  void a_long_request_is_archived_in_its_order();
  void a_message_taken_back_before_it_was_sent_tells_the_relay_nothing();
  void two_devices_archive_a_message_once();
  void a_device_gets_from_the_archive_what_it_missed();
  void what_a_session_vouches_for_later_counts_as_received();
  void a_lost_answer_leaves_every_entry_once();
  void a_restore_goes_on_after_a_crash();
  void a_device_is_used_while_it_restores();
  void what_is_queued_survives_a_crash();
  void each_failing_store_operation_leaves_every_entry_once();
  void a_relay_that_refuses_everything_makes_nothing_forgotten();
  void a_full_archive_is_told_and_the_restore_goes_on();
  void a_history_from_before_the_archive_is_put_in();
  void what_is_said_in_an_open_group_is_not_put_in();
  void an_archive_that_was_set_back_goes_on_when_its_user_says_so();
  void every_device_says_so_for_itself();
  void the_word_of_a_removed_device_counts_no_more();
  void what_found_no_room_in_the_queue_is_found_again();
  void an_entry_of_a_newer_program_is_read_by_the_next_one();
};

namespace {

FakeArchive& archive_of(World& world, const std::string& user) {
  return world.relay.accounts.at(user).archive;
}

void say_many(Pair& pair, int count) {
  for (int number = 0; number < count; ++number)
    static_cast<void>(pair.alice.say("bob", "number " + std::to_string(number)));
  pair.world.settle();
}

void erase_records(Device& device, std::initializer_list<store::Table> tables) {
  auto& store = device.store();
  QVERIFY(store.begin().ok());
  for (const auto table : tables) {
    const auto records = store.scan(table, {}, std::numeric_limits<std::size_t>::max());
    QVERIFY(records.ok());
    for (const auto& record : *records) QVERIFY(store.erase(table, record.key).ok());
  }
  QVERIFY(store.commit().ok());
}

/// As an older program has left it, which knew of no archive. The relay has none either.
void forget_archive(World& world, Device& device, const std::string& user) {
  erase_records(device, {store::Table::archive, store::Table::archive_queue, store::Table::archive_change,
                         store::Table::archive_early});
  archive_of(world, user).entries.clear();
  device.crash();
}

/// The relay's operator has put a backup back.
void set_back(World& world, const std::string& user, std::ptrdiff_t size) {
  auto& entries = archive_of(world, user).entries;
  entries.erase(entries.begin() + size, entries.end());
}

bool is_archive_reply(const wire::Frame& frame) {
  const auto* reply = std::get_if<wire::CallReply>(&frame);
  return reply != nullptr && (std::holds_alternative<wire::ArchiveHead>(reply->reply) ||
                              std::holds_alternative<wire::ArchivePage>(reply->reply));
}

}  // namespace

void TestArchive::a_new_login_has_everything_that_was_said() {
  Pair pair;
  say_many(pair, 50);
  pair.say(pair.bob, "alice", "an answer");
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle();
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
  QCOMPARE(phone.texts_with("bob").size(), std::size_t{53});
  const auto checked = phone.events<client::RestoreChecked>();
  QCOMPARE(checked.size(), std::size_t{1});
  QCOMPARE(checked.front().refused, std::uint64_t{0});
  const auto progress = phone.events<client::RestoreProgress>();
  QVERIFY(progress.size() > 3);
  QCOMPARE(progress.back().restored, progress.back().total);
  QVERIFY(phone.engine().history().is_complete());
  QCOMPARE(phone.engine().search("number 17", 10)->size(), std::size_t{1});
  QCOMPARE(phone.conversation("bob")->last->body, std::string{"an answer"});
  // And the talk goes on, with the new device in it.
  pair.say(pair.bob, "alice", "on all devices");
  QCOMPARE(phone.texts_with("bob").back(), std::string{"on all devices"});
}

void TestArchive::what_is_restored_is_not_unread_and_is_marked() {
  Pair pair;
  pair.say(pair.bob, "alice", "from bob");
  pair.say(pair.alice, "bob", "from alice");
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.conversation("bob")->unread, std::uint64_t{0});
  for (const auto& message : phone.messages_with("bob")) {
    const bool own = message.sender == name("alice");
    QCOMPARE(message.state, own ? MessageState::accepted : MessageState::restored);
  }
  QVERIFY(phone.events<client::MessageArrived>().empty());
}

void TestArchive::changes_are_restored_with_their_messages() {
  Pair pair;
  const auto first = pair.say(pair.alice, "bob", "frist");
  const auto second = pair.say(pair.bob, "alice", "second");
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), first, "first"}).ok());
  pair.world.settle();
  QVERIFY(pair.alice.handle(client::React{name("bob"), second, "+1"}).ok());
  QVERIFY(pair.bob.handle(client::React{name("alice"), first, "!"}).ok());
  pair.world.settle();
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.texts_with("bob"), (Texts{"hi", "hi yourself", "first", "second"}));
  QCOMPARE(phone.engine().search("frist", 10)->size(), std::size_t{0});
  const auto page = phone.engine().timeline(name("bob"), std::nullopt, 20);
  QCOMPARE(page->reactions.size(), std::size_t{2});
  // A later edit counts on all of them.
  QVERIFY(phone.handle(client::EditMessage{name("bob"), first, "first, again"}).ok());
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice")[2], std::string{"first, again"});
}

void TestArchive::a_deleted_message_is_gone_from_the_archive_and_keeps_its_place() {
  Pair pair;
  const auto regretted = pair.say(pair.alice, "bob", "regretted");
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), regretted, "regretted too"}).ok());
  QVERIFY(pair.bob.handle(client::React{name("alice"), regretted, "!"}).ok());
  pair.say(pair.alice, "bob", "after it");
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), regretted}).ok());
  pair.world.settle();
  for (const auto* owner : {"alice", "bob"}) {
    const auto& entries = archive_of(pair.world, owner).entries;
    const auto shredded =
        std::count_if(entries.begin(), entries.end(), [](const auto& entry) { return entry.is_shredded(); });
    QCOMPARE(shredded, 3);  // the text, its edit and the reaction
  }
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.texts_with("bob"), (Texts{"hi", "hi yourself", "after it"}));
  const auto messages = phone.messages_with("bob");
  QCOMPARE(messages.size(), std::size_t{4});
  QCOMPARE(messages[2].kind, MessageKind::deleted);
  QCOMPARE(messages[2].id, regretted);
  QCOMPARE(phone.events<client::RestoreChecked>().front().refused, std::uint64_t{0});
}

void TestArchive::files_are_restored_with_their_messages() {
  Pair pair;
  const auto sent = pattern(100'000);
  const auto received = pattern(1'000);
  const auto own = send_file(pair, pair.alice, "bob", sent);
  const auto theirs = send_file(pair, pair.bob, "alice", received);
  pair.world.settle(minutes{1});
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle();
  const auto restored = attachment_at(phone, "bob", own);
  QCOMPARE(restored.name, std::string{"holiday.png"});
  QCOMPARE(restored.size, std::uint64_t{sent.size()});
  QVERIFY(restored.phase == client::AttachmentPhase::offered);
  QVERIFY(download(pair, phone, "bob", own) == sent);
  QVERIFY(download(pair, phone, "bob", theirs) == received);
}

void TestArchive::a_deleted_message_takes_its_file_out_of_the_archive() {
  Pair pair;
  const auto id = send_file(pair, pair.alice, "bob", pattern(1'000));
  pair.world.settle(minutes{1});
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  pair.world.settle(minutes{1});
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle();
  QVERIFY(phone.engine().history().is_complete());
  QCOMPARE(*phone.store().count(store::Table::attachment), std::uint64_t{0});
  QVERIFY(pair.world.relay.blobs.empty());
}

void TestArchive::a_deletion_that_the_relay_ignores_still_counts() {
  Pair pair;
  const auto regretted = pair.say(pair.alice, "bob", "regretted");
  const auto before = archive_of(pair.world, "alice").entries;
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), regretted}).ok());
  pair.world.settle();
  auto& entries = archive_of(pair.world, "alice").entries;
  std::copy(before.begin(), before.end(), entries.begin());
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.texts_with("bob"), (Texts{"hi", "hi yourself"}));
  QCOMPARE(phone.messages_with("bob").back().kind, MessageKind::deleted);
  pair.world.settle();
  QVERIFY(std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.is_shredded(); }));
}

void TestArchive::a_reaction_to_what_the_relay_has_not_taken_yet_is_restored() {
  Pair pair;
  pair.world.relay.hears = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::Submit>(frame);
  };
  QVERIFY(pair.alice.say("bob", "slow").ok());
  const auto slow = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.alice.handle(client::React{name("bob"), slow, "!"}).ok());
  pair.world.run_for(std::chrono::seconds{20});
  QCOMPARE(pair.alice.messages_with("bob").back().state, MessageState::waiting);
  pair.world.relay.hears = nullptr;
  pair.world.run_for(minutes{3});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"slow"});
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.texts_with("bob").back(), std::string{"slow"});
  QCOMPARE(phone.engine().timeline(name("bob"), std::nullopt, 20)->reactions.size(), std::size_t{1});
}

void TestArchive::messages_with_a_duration_are_not_archived() {
  Pair pair;
  const auto before = archive_of(pair.world, "alice").entries.size();
  QVERIFY(pair.alice.handle(client::SendText{name("bob"), "for a minute", {}, Lasting{60}}).ok());
  pair.world.settle();
  const auto id = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.bob.handle(client::React{name("alice"), id, "!"}).ok());
  QVERIFY(pair.alice.handle(client::EditMessage{name("bob"), id, "for this minute"}).ok());
  pair.world.settle();
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"for this minute"});
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), before);
  QCOMPARE(archive_of(pair.world, "bob").entries.size(), before);
}

void TestArchive::a_setting_of_durations_is_restored() {
  Pair pair;
  QVERIFY(pair.bob.handle(client::SetDuration{name("alice"), Lasting{3'600}}).ok());
  pair.world.settle();
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.conversation("bob")->lasting, Lasting{3'600});
  QCOMPARE(phone.messages_with("bob").back().kind, MessageKind::duration_set);
}

void TestArchive::what_was_never_accepted_is_not_archived() {
  World world;
  auto& alice = world.ready_user("alice");
  QVERIFY(alice.say("nobody.here", "hello?").ok());
  world.settle(minutes{2});
  QCOMPARE(alice.messages_with("nobody.here").back().state, MessageState::failed);
  QVERIFY(archive_of(world, "alice").entries.empty());
}

void TestArchive::what_a_stranger_writes_is_archived_once_it_is_accepted() {
  World world;
  auto& stranger = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  QVERIFY(stranger.say("bob", "do you know me?").ok());
  QVERIFY(stranger.say("bob", "hello?").ok());
  const auto liked = stranger.messages_with("bob").front().id;
  QVERIFY(stranger.handle(client::React{name("bob"), liked, "!"}).ok());
  world.settle(minutes{1});
  QCOMPARE(bob.texts_with("alice").size(), std::size_t{2});
  QVERIFY(archive_of(world, "bob").entries.empty());
  QVERIFY(bob.handle(client::AcceptRequest{name("alice")}).ok());
  world.settle(minutes{1});
  // Both texts and the reaction.
  QCOMPARE(archive_of(world, "bob").entries.size(), std::size_t{3});
  auto& phone = world.log_in("bob", "bob phone");
  QCOMPARE(phone.texts_with("alice"), (Texts{"do you know me?", "hello?"}));
  QCOMPARE(phone.engine().timeline(name("alice"), std::nullopt, 10)->reactions.size(), std::size_t{1});
  QVERIFY(!phone.conversation("alice")->request);
}

void TestArchive::whom_one_device_has_blocked_comes_not_by_way_of_another() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle(minutes{2});
  QVERIFY(pair.alice.handle(client::BlockUser{name("bob")}).ok());
  const auto before = pair.alice.texts_with("bob");
  pair.say(pair.bob, "alice", "to whom it may concern");
  pair.world.settle(minutes{2});
  QCOMPARE(phone.texts_with("bob").back(), std::string{"to whom it may concern"});
  pair.alice.go_offline();
  pair.world.settle(minutes{2});
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(pair.alice.texts_with("bob"), before);
  // What oneself says on the other comes as before.
  QVERIFY(phone.say("bob", "from the phone").ok());
  pair.world.settle(minutes{2});
  QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"from the phone"});
}

void TestArchive::a_long_request_is_archived_in_its_order() {
  World world;
  auto& stranger = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  for (int number = 0; number < 450; ++number) QVERIFY(stranger.say("bob", std::to_string(number)).ok());
  world.settle(minutes{5});
  QVERIFY(bob.handle(client::AcceptRequest{name("alice")}).ok());
  world.settle(minutes{2});
  auto& phone = world.log_in("bob", "bob phone");
  world.settle(minutes{2});
  QCOMPARE(phone.texts_with("alice"), bob.texts_with("alice"));
  QCOMPARE(phone.texts_with("alice").size(), std::size_t{450});
}

void TestArchive::a_message_taken_back_before_it_was_sent_tells_the_relay_nothing() {
  Pair pair;
  const auto before = archive_of(pair.world, "alice").entries.size();
  pair.alice.go_offline();
  QVERIFY(pair.alice.say("bob", "better not").ok());
  const auto id = pair.alice.messages_with("bob").back().id;
  QVERIFY(pair.alice.handle(client::DeleteMessage{name("bob"), id}).ok());
  pair.alice.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), before);
}

void TestArchive::two_devices_archive_a_message_once() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  for (int number = 0; number < 20; ++number) {
    static_cast<void>(pair.alice.say("bob", "laptop " + std::to_string(number)));
    static_cast<void>(phone.say("bob", "phone " + std::to_string(number)));
    pair.world.run_for(seconds{1});
  }
  pair.world.settle(minutes{2});
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{42});
  auto& tablet = pair.world.log_in("alice", "alice tablet");
  const auto sorted = [](Texts texts) {
    std::sort(texts.begin(), texts.end());
    return texts;
  };
  QCOMPARE(sorted(tablet.texts_with("bob")), sorted(pair.alice.texts_with("bob")));
  for (auto* device : {&pair.alice, &phone, &tablet})
    QVERIFY(device->events<client::ArchiveRefused>().empty());
}

void TestArchive::a_device_gets_from_the_archive_what_it_missed() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  phone.go_offline();
  for (int number = 0; number < 40; ++number) pair.say(pair.bob, "alice", std::to_string(number));
  // The relay has given up keeping them for a device that was away for long.
  pair.world.relay.device(phone.address()).mailbox.clear();
  phone.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
}

/// The archive is read while the mailbox still drains.
void TestArchive::what_a_session_vouches_for_later_counts_as_received() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  phone.go_offline();
  pair.say(pair.bob, "alice", "while the phone was off");
  bool held = true;
  pair.world.relay.says = [&](const wire::Frame& frame) {
    return !held || !std::holds_alternative<wire::Deliver>(frame);
  };
  phone.go_online();
  phone.forget_events();
  pair.world.settle(minutes{1});
  QCOMPARE(phone.texts_with("bob").back(), std::string{"while the phone was off"});
  QCOMPARE(phone.conversation("bob")->unread, std::uint64_t{0});
  held = false;
  pair.world.relay.deliver_mailbox(phone.address());
  pair.world.settle(minutes{1});
  QCOMPARE(phone.messages_with("bob").back().state, MessageState::received);
  QCOMPARE(phone.conversation("bob")->unread, std::uint64_t{1});
  QCOMPARE(phone.events<client::MessageArrived>().size(), std::size_t{1});
}

void TestArchive::a_lost_answer_leaves_every_entry_once() {
  Pair pair;
  int lost = 0;
  pair.world.relay.says = [&lost](const wire::Frame& frame) {
    return !is_archive_reply(frame) || ++lost % 2 == 0;
  };
  say_many(pair, 10);
  pair.world.settle(minutes{10});
  QVERIFY(lost > 2);
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{12});
  pair.world.relay.says = {};
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
}

void TestArchive::a_restore_goes_on_after_a_crash() {
  Pair pair;
  say_many(pair, 100);
  int pages = 0;
  pair.world.relay.says = [&pages](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    const bool page = reply != nullptr && std::holds_alternative<wire::ArchivePage>(reply->reply);
    return !page || ++pages <= 3;
  };
  auto& phone = pair.world.log_in("alice", "alice phone");
  const auto before = phone.engine().history();
  QVERIFY(before.restored > 0 && !before.is_complete());
  // The newest came first.
  const auto all = pair.alice.texts_with("bob");
  const auto there = phone.texts_with("bob");
  QVERIFY(!there.empty() && there.size() < all.size());
  QCOMPARE(there, Texts(all.end() - static_cast<std::ptrdiff_t>(there.size()), all.end()));
  pair.world.relay.says = {};
  phone.crash();
  phone.forget_events();
  pair.world.settle(minutes{2});
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
  // It has not begun again.
  QVERIFY(phone.events<client::RestoreProgress>().front().restored >= before.restored);
  QCOMPARE(phone.events<client::RestoreChecked>().size(), std::size_t{1});
}

void TestArchive::a_device_is_used_while_it_restores() {
  Pair pair;
  say_many(pair, 60);
  bool held = true;
  pair.world.relay.says = [&held](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    const bool page = reply != nullptr && std::holds_alternative<wire::ArchivePage>(reply->reply);
    return !(held && page);
  };
  auto& phone = pair.world.log_in("alice", "alice phone");
  QVERIFY(phone.texts_with("bob").empty());
  QVERIFY(phone.say("bob", "from the new one").ok());
  pair.world.settle(seconds{5});
  pair.say(pair.bob, "alice", "to the new one");
  QCOMPARE(phone.texts_with("bob"), (Texts{"from the new one", "to the new one"}));
  held = false;
  pair.world.settle(minutes{3});
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
}

void TestArchive::what_is_queued_survives_a_crash() {
  Pair pair;
  QVERIFY(pair.alice.say("bob", "said and killed").ok());
  pair.world.exchange();  // the relay has it, the archive not yet
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{2});
  pair.alice.crash();
  pair.world.settle(minutes{1});
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{3});
}

void TestArchive::each_failing_store_operation_leaves_every_entry_once() {
  for (std::uint64_t at = 1; at < 120; at += 3) {
    Pair pair;
    pair.alice.faults().fail_once_at(at);
    static_cast<void>(pair.alice.say("bob", "one"));
    static_cast<void>(pair.bob.say("alice", "two"));
    pair.world.settle(minutes{3});
    const auto shown = pair.alice.texts_with("bob").size();
    const auto& entries = archive_of(pair.world, "alice").entries;
    QVERIFY2(entries.size() == shown, qPrintable(QString::number(at)));
  }
}

void TestArchive::a_relay_that_refuses_everything_makes_nothing_forgotten() {
  Pair pair;
  auto& archive = archive_of(pair.world, "alice");
  archive.refuses = true;
  say_many(pair, 3);
  pair.world.settle(minutes{1});
  QCOMPARE(pair.alice.events<client::ArchiveRefused>().front().code, ErrorCode::forked_log);
  archive.refuses = false;
  pair.alice.crash();
  pair.world.settle(minutes{1});
  QCOMPARE(archive.entries.size(), std::size_t{5});
}

void TestArchive::a_full_archive_is_told_and_the_restore_goes_on() {
  Pair pair;
  say_many(pair, 40);
  auto& archive = archive_of(pair.world, "alice");
  archive.full = true;
  auto& phone = pair.world.log_in("alice", "alice phone");
  QVERIFY(phone.say("bob", "one more").ok());
  pair.world.settle(minutes{1});
  QCOMPARE(phone.events<client::ArchiveRefused>().front().code, ErrorCode::too_large);
  QCOMPARE(phone.texts_with("bob").size(), std::size_t{43});
  // It is told once, and not with each connection.
  phone.go_offline();
  phone.go_online();
  pair.world.settle(minutes{2});
  QCOMPARE(phone.events<client::ArchiveRefused>().size(), std::size_t{1});
  // What found no room goes in when there is some.
  archive.full = false;
  phone.crash();
  pair.world.settle(minutes{1});
  QCOMPARE(archive.entries.size(), std::size_t{43});
}

void TestArchive::a_history_from_before_the_archive_is_put_in() {
  Pair pair;
  auto& carol = pair.world.ready_user("carol");
  auto& stranger = pair.world.ready_user("stranger");
  QVERIFY(pair.alice.say("carol", "hi carol").ok());
  say_many(pair, 450);
  QVERIFY(carol.say("alice", "hi alice").ok());
  QVERIFY(stranger.say("alice", "do you know me?").ok());
  const auto liked = pair.alice.messages_with("bob").front().id;
  QVERIFY(pair.bob.handle(client::React{name("alice"), liked, "!"}).ok());
  const auto before = pair.alice.texts_with("bob");
  QVERIFY(pair.alice.handle(client::SendText{name("bob"), "for an hour", {}, Lasting{3'600}}).ok());
  pair.world.settle(minutes{1});
  forget_archive(pair.world, pair.alice, "alice");
  // In the middle of it the program ends.
  pair.world.run_for(std::chrono::milliseconds{500});
  QVERIFY(archive_of(pair.world, "alice").entries.size() < before.size());
  pair.alice.crash();
  QVERIFY(pair.alice.say("bob", "and another").ok());
  pair.world.settle(minutes{2});
  // Each text, two of carol's conversation, and the reaction.
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), before.size() + 4);
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle(minutes{2});
  auto expected = before;
  expected.push_back("and another");
  QCOMPARE(phone.texts_with("bob"), expected);
  QCOMPARE(phone.texts_with("carol"), (Texts{"hi carol", "hi alice"}));
  QVERIFY(phone.texts_with("stranger").empty());
  const auto second = phone.messages_with("bob").at(1).position;
  QCOMPARE(phone.engine().timeline(name("bob"), second, 1)->reactions.size(), std::size_t{1});
  // Once and not again.
  const auto size = archive_of(pair.world, "alice").entries.size();
  for (auto* device : {&pair.alice, &phone}) device->crash();
  pair.world.settle(minutes{2});
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), size);
}

// A post that was taken back would come out of the archive again.
void TestArchive::what_is_said_in_an_open_group_is_not_put_in() {
  Pair pair;
  const client::CreateGroup intent{"Chess in town", 1, group::Role::member, group::GroupKind::open};
  QVERIFY(pair.alice.handle(intent).ok());
  pair.world.settle();
  const auto group = pair.alice.events<client::GroupCreated>().back().group;
  QVERIFY(pair.alice.handle(client::SendText{group, "to everybody"}).ok());
  QVERIFY(pair.alice.say("bob", "to bob").ok());
  pair.world.settle(minutes{1});
  QCOMPARE(pair.world.relay.groups.posts[group].size(), std::size_t{1});
  forget_archive(pair.world, pair.alice, "alice");
  pair.world.settle(minutes{2});
  // What the pair said when they met, and what was said to bob.
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{3});
}

void TestArchive::an_archive_that_was_set_back_goes_on_when_its_user_says_so() {
  Pair pair;
  say_many(pair, 20);
  QCOMPARE(pair.alice.handle(client::AcceptArchive{}).error().code, ErrorCode::invalid_state);
  set_back(pair.world, "alice", 10);
  pair.alice.crash();
  pair.alice.forget_events();
  pair.world.settle(minutes{1});
  pair.say(pair.alice, "bob", "meanwhile");
  QCOMPARE(pair.alice.events<client::ArchiveRefused>().front().code, ErrorCode::stale_state);
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{10});
  QVERIFY(pair.alice.handle(client::AcceptArchive{}).ok());
  pair.world.settle(minutes{2});
  QVERIFY(!pair.alice.engine().history().stopped);
  QCOMPARE(pair.alice.events<client::ArchiveRefused>().size(), std::size_t{1});
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{23});
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.settle(minutes{1});
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
  QCOMPARE(pair.alice.handle(client::AcceptArchive{}).error().code, ErrorCode::invalid_state);
}

void TestArchive::every_device_says_so_for_itself() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  say_many(pair, 20);
  pair.world.settle(minutes{1});
  set_back(pair.world, "alice", 10);
  for (auto* device : {&pair.alice, &phone}) {
    device->crash();
    device->forget_events();
  }
  pair.world.settle(minutes{1});
  for (auto* device : {&pair.alice, &phone}) QVERIFY(device->engine().history().stopped.has_value());
  QVERIFY(pair.alice.handle(client::AcceptArchive{}).ok());
  pair.world.settle(minutes{2});
  // What the other one still knows of the history that was let go is no news.
  QVERIFY(!pair.alice.engine().history().stopped);
  QVERIFY(phone.engine().history().stopped.has_value());
  QVERIFY(phone.handle(client::AcceptArchive{}).ok());
  pair.world.settle(minutes{2});
  QVERIFY(!phone.engine().history().stopped);
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{22});
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
}

void TestArchive::the_word_of_a_removed_device_counts_no_more() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  say_many(pair, 5);
  pair.world.settle(minutes{1});
  // Its hashes are others, and so is its root.
  auto& store = phone.store();
  QVERIFY(store.begin().ok());
  const std::uint8_t of_hashes = 'h';
  const auto hashes = *store.scan(store::Table::archive, ByteView{&of_hashes, 1}, 100);
  QVERIFY(store.put(store::Table::archive, hashes.front().key, Bytes(32, 7)).ok());
  QVERIFY(store.commit().ok());
  phone.crash();
  pair.alice.go_offline();
  auto& tablet = pair.world.log_in("alice", "alice tablet");
  pair.world.settle(minutes{1});
  QCOMPARE(tablet.events<client::ArchiveRefused>().back().code, ErrorCode::forked_log);
  tablet.crash();
  tablet.forget_events();
  pair.world.settle(minutes{1});
  QVERIFY(!tablet.events<client::ArchiveRefused>().empty());
  QVERIFY(tablet.handle(client::RevokeDevice{phone.address().device}).ok());
  pair.world.settle(minutes{1});
  tablet.crash();
  tablet.forget_events();
  pair.world.settle(minutes{1});
  QVERIFY(tablet.events<client::ArchiveRefused>().empty());
}

void TestArchive::what_found_no_room_in_the_queue_is_found_again() {
  Pair pair;
  auto& archive = archive_of(pair.world, "alice");
  archive.full = true;
  say_many(pair, 3);
  auto& store = pair.alice.store();
  const auto queued = *store.count(store::Table::archive_queue);
  // As if very many had been queued behind the first one.
  QVERIFY(store.begin().ok());
  QVERIFY(
      store.put(store::Table::archive_queue, bytes_of("last order"), client::key_of(std::uint64_t{1'000'000}))
          .ok());
  QVERIFY(store.commit().ok());
  say_many(pair, 4);
  QCOMPARE(*store.count(store::Table::archive_queue), queued);
  archive.full = false;
  pair.alice.crash();
  pair.world.settle(minutes{2});
  QCOMPARE(archive.entries.size(), std::size_t{9});
  auto& phone = pair.world.log_in("alice", "alice phone");
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
}

void TestArchive::an_entry_of_a_newer_program_is_read_by_the_next_one() {
  Pair pair;
  const auto seal = [&](std::uint8_t kind, const std::string& text) {
    SeededRandom random{kind};
    const auto account = *client::load_account(pair.alice.store());
    const auto keys = *archive::ArchiveKeys::derive(account->archive_key, name("alice"));
    BinaryWriter out;
    out.u8(1).u8(kind).instant(pair.world.now()).u32(0).text(text).bytes({});
    auto& archive = archive_of(pair.world, "alice");
    const archive::Record record{name("bob"), name("bob"), *MessageId::fresh(random),
                                 SecretBytes::copied_from(out.view())};
    archive.entries.push_back(*archive::seal_entry(keys, archive.head(), record, random));
  };
  const std::uint8_t of_passed_over = 'n';
  const auto passed_over = [&] {
    return *pair.alice.store().scan(store::Table::archive, ByteView{&of_passed_over, 1}, 10);
  };
  // One of a kind that nobody knows is kept in mind, and nothing is asked for again.
  seal(200, "from the future");
  pair.alice.crash();
  pair.world.settle(minutes{1});
  QCOMPARE(passed_over().size(), std::size_t{1});
  const auto key = passed_over().front().key;
  // One that this program can read, which an older one has passed over at this place.
  const auto sequence = archive_of(pair.world, "alice").entries.size();
  seal(1, "now I can read it");
  pair.alice.crash();
  pair.world.settle(minutes{1});
  const auto read = pair.alice.messages_with("bob").back();
  QCOMPARE(read.body, std::string{"now I can read it"});
  auto& store = pair.alice.store();
  QVERIFY(store.begin().ok());
  QVERIFY(store.erase_message(name("bob"), read.id).ok());
  Bytes old_key{of_passed_over};
  append(old_key, client::key_of(std::uint64_t{0}));
  append(old_key, client::key_of(std::uint64_t{sequence}));
  QVERIFY(store.put(store::Table::archive, old_key, Bytes{1}).ok());
  QVERIFY(store.commit().ok());
  pair.alice.crash();
  pair.world.settle(minutes{1});
  QCOMPARE(pair.alice.messages_with("bob").back().body, read.body);
  QCOMPARE(passed_over().size(), std::size_t{1});
  QVERIFY(passed_over().front().key == key);
}

QTEST_GUILESS_MAIN(TestArchive)
#include "test_archive.moc"
