// SPDX-License-Identifier: GPL-3.0-or-later
// How often a device asks for its account's archive, when it hears of what
// another one has appended, and in which order it comes.
#include <QtTest>
#include <algorithm>
#include <limits>
#include <set>

#include "account_record.hpp"
#include "pair.hpp"
#include "printing.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "sotto/base/binary.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Texts = std::vector<std::string>;

class TestArchiveFollowing : public QObject {
  Q_OBJECT

 private slots:
  void a_relay_that_keeps_nothing_is_asked_with_pauses();
  void a_new_connection_does_not_end_the_pause();
  void a_relay_that_refuses_everything_is_asked_no_more();
  void a_relay_that_shows_an_older_head_is_asked_no_more();
  void another_device_that_was_ahead_costs_no_pause();
  void what_the_archive_has_is_not_put_in_again();
  void what_another_device_appends_comes_without_a_new_connection();
  void a_look_that_failed_is_made_up_for();
  void what_another_device_brings_along_comes_soon();
  void what_was_written_offline_is_restored_where_it_was_written();
  void what_both_say_at_once_is_restored_in_its_order();
  void the_device_that_wrote_gives_the_order();
};

namespace {

constexpr std::size_t far_too_many = 2'000;

FakeArchive& archive_of(World& world, const std::string& user) {
  return world.relay.accounts.at(user).archive;
}

/// What a user's devices ask of the archive. A test that goes wrong comes to an
/// end nevertheless.
class Calls {
 public:
  Calls(World& world, Username user) : world_{world}, user_{std::move(user)} {
    world_.relay.judge_call = [this](const Address& caller, const wire::Call& call) {
      return caller.user == user_ ? judge(call) : std::nullopt;
    };
  }
  Calls(const Calls&) = delete;
  Calls& operator=(const Calls&) = delete;
  ~Calls() { world_.relay.judge_call = {}; }

  [[nodiscard]] std::size_t heads() const { return heads_; }
  [[nodiscard]] const std::vector<Instant>& appends() const { return appends_; }
  [[nodiscard]] std::size_t all() const { return heads_ + appends_.size(); }
  void forget() {
    heads_ = 0;
    appends_.clear();
  }

  std::function<std::optional<wire::Reply>()> on_head;
  std::function<void()> on_append;

 private:
  std::optional<wire::Reply> judge(const wire::Call& call) {
    const bool head = std::holds_alternative<wire::ArchiveHeadRequest>(call);
    const bool append = std::holds_alternative<wire::AppendToArchiveRequest>(call);
    if (head) ++heads_;
    if (append) appends_.push_back(world_.now());
    if (all() > far_too_many) return wire::CallFailure{wire::CallFailureCode::unavailable, minutes{10}};
    if (append && on_append) on_append();
    return head && on_head ? on_head() : std::nullopt;
  }

  World& world_;
  Username user_;
  std::size_t heads_ = 0;
  std::vector<Instant> appends_;
};

/// As another of alice's devices puts a text of bob's into the archive, of
/// which nobody else hears.
void append_elsewhere(World& world, Device& alice, const std::string& text) {
  auto& archive = archive_of(world, "alice");
  SeededRandom random{archive.entries.size() + 1};
  const auto account = *client::load_account(alice.store());
  const auto keys = *archive::ArchiveKeys::derive(account->archive_key, name("alice"));
  BinaryWriter out;
  out.u8(1).u8(1).instant(world.now()).u32(0).text(text).bytes({});
  const archive::Record record{name("bob"), name("bob"), *MessageId::fresh(random),
                               SecretBytes::copied_from(out.view())};
  archive.entries.push_back(*archive::seal_entry(keys, archive.head(), record, random));
}

}  // namespace

void TestArchiveFollowing::a_relay_that_keeps_nothing_is_asked_with_pauses() {
  Pair pair;
  auto& archive = archive_of(pair.world, "alice");
  Calls calls{pair.world, name("alice")};
  archive.keeps_nothing = true;
  QVERIFY(pair.alice.say("bob", "is anybody listening?").ok());
  pair.world.run_for(hours{1});
  QVERIFY2(calls.all() < 100, qPrintable(QString::number(calls.all())));
  // It does not give up, nor does the user have to do anything.
  QVERIFY(calls.appends().size() >= 6);
  QCOMPARE(archive.entries.size(), std::size_t{2});
  QVERIFY(!pair.alice.engine().history().stopped);
  archive.keeps_nothing = false;
  pair.world.run_for(minutes{11});
  QCOMPARE(archive.entries.size(), std::size_t{3});
  // And then nothing is late.
  calls.forget();
  QVERIFY(pair.alice.say("bob", "now somebody is").ok());
  pair.world.run_for(seconds{4});
  QCOMPARE(archive.entries.size(), std::size_t{4});
  QCOMPARE(calls.appends().size(), std::size_t{1});
  // Nor does the next fault begin where this one ended.
  archive.keeps_nothing = true;
  QVERIFY(pair.alice.say("bob", "and now?").ok());
  pair.world.run_for(seconds{30});
  QVERIFY(calls.appends().size() >= 3);
}

void TestArchiveFollowing::a_new_connection_does_not_end_the_pause() {
  Pair pair;
  auto& archive = archive_of(pair.world, "alice");
  Calls calls{pair.world, name("alice")};
  archive.keeps_nothing = true;
  QVERIFY(pair.alice.say("bob", "is anybody listening?").ok());
  for (int minute = 0; minute < 60; ++minute) {
    pair.alice.go_offline();
    pair.alice.go_online();
    pair.world.run_for(minutes{1});
  }
  QVERIFY2(calls.appends().size() < 30, qPrintable(QString::number(calls.appends().size())));
  archive.keeps_nothing = false;
  pair.world.run_for(minutes{11});
  QCOMPARE(archive.entries.size(), std::size_t{3});
}

void TestArchiveFollowing::a_relay_that_refuses_everything_is_asked_no_more() {
  Pair pair;
  Calls calls{pair.world, name("alice")};
  archive_of(pair.world, "alice").refuses = true;
  for (const auto* text : {"one", "two", "three"}) QVERIFY(pair.alice.say("bob", text).ok());
  pair.world.run_for(hours{1});
  QVERIFY2(calls.all() < 10, qPrintable(QString::number(calls.all())));
  QVERIFY(pair.alice.engine().history().stopped == ErrorCode::forked_log);
}

void TestArchiveFollowing::a_relay_that_shows_an_older_head_is_asked_no_more() {
  Pair pair;
  Calls calls{pair.world, name("alice")};
  const auto older = archive::head_at(archive_of(pair.world, "alice").entries.front());
  archive_of(pair.world, "alice").refuses = true;
  calls.on_head = [&older] { return wire::ArchiveHead{older.size, older.hash.bytes}; };
  QVERIFY(pair.alice.say("bob", "one").ok());
  pair.world.run_for(hours{1});
  QVERIFY2(calls.all() < 10, qPrintable(QString::number(calls.all())));
  QVERIFY(pair.alice.engine().history().stopped == ErrorCode::stale_state);
}

void TestArchiveFollowing::another_device_that_was_ahead_costs_no_pause() {
  Pair pair;
  Calls calls{pair.world, name("alice")};
  constexpr int times = 5;
  int ahead = 0;
  calls.on_append = [&] {
    if (ahead == times) return;
    append_elsewhere(pair.world, pair.alice, "ahead " + std::to_string(ahead++));
  };
  QVERIFY(pair.alice.say("bob", "one").ok());
  pair.world.run_for(seconds{4});
  QCOMPARE(calls.appends().size(), std::size_t{times + 1});
  QVERIFY(calls.appends().front() == calls.appends().back());
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{2 + times + 1});
  QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"ahead 4"});
}

// A relay that has it may say of it what it likes.
void TestArchiveFollowing::what_the_archive_has_is_not_put_in_again() {
  Pair pair;
  QVERIFY(pair.alice.say("bob", "once").ok());
  pair.world.exchange();
  auto& store = pair.alice.store();
  const auto queued = *store.scan(store::Table::archive_queue, {}, std::numeric_limits<std::size_t>::max());
  pair.world.settle();
  QCOMPARE(archive_of(pair.world, "alice").entries.size(), std::size_t{3});
  QVERIFY(store.begin().ok());
  for (const auto& record : queued) QVERIFY(store.put(store::Table::archive_queue, record.key, record.value));
  QVERIFY(store.commit().ok());
  Calls calls{pair.world, name("alice")};
  pair.alice.crash();
  pair.world.settle();
  QVERIFY(calls.appends().empty());
  QVERIFY(calls.heads() > 0);
  QVERIFY(!pair.alice.engine().history().stopped);
}

void TestArchiveFollowing::what_another_device_appends_comes_without_a_new_connection() {
  Pair pair;
  pair.world.run_for(hours{1});
  Calls calls{pair.world, name("alice")};
  const int connections = pair.world.relay.connections;
  append_elsewhere(pair.world, pair.alice, "to the other device");
  pair.world.run_for(minutes{15});
  QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"to the other device"});
  QVERIFY(calls.heads() <= 2);
  // And so on.
  append_elsewhere(pair.world, pair.alice, "and again");
  pair.world.run_for(minutes{15});
  QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"and again"});
  QCOMPARE(pair.world.relay.connections, connections);
}

void TestArchiveFollowing::a_look_that_failed_is_made_up_for() {
  Pair pair;
  pair.world.run_for(hours{1});
  Calls calls{pair.world, name("alice")};
  append_elsewhere(pair.world, pair.alice, "to the other device");
  calls.on_head = [] { return wire::CallFailure{wire::CallFailureCode::unavailable, Duration{0}}; };
  pair.world.run_for(minutes{14});
  while (calls.heads() == 0) pair.world.run_for(seconds{1});
  calls.on_head = {};
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.alice.texts_with("bob").back(), std::string{"to the other device"});
}

// A draft goes to one's own devices alone, and nothing of it into the archive.
void TestArchiveFollowing::what_another_device_brings_along_comes_soon() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.run_for(hours{1});
  QVERIFY(pair.alice.say("bob", "the phone hears of it").ok());
  pair.world.run_for(minutes{1});
  append_elsewhere(pair.world, pair.alice, "to the laptop");
  QVERIFY(pair.alice.handle(client::SaveDraft{name("bob"), "half a sen"}).ok());
  pair.world.run_for(minutes{1});
  QCOMPARE(phone.texts_with("bob").back(), std::string{"to the laptop"});
}

void TestArchiveFollowing::what_was_written_offline_is_restored_where_it_was_written() {
  Pair pair;
  auto expected = pair.alice.texts_with("bob");
  pair.alice.go_offline();
  constexpr int each = 80;
  for (int number = 0; number < each; ++number)
    QVERIFY(pair.alice.say("bob", "alice " + std::to_string(number)).ok());
  for (int number = 0; number < each; ++number) {
    QVERIFY(pair.bob.say("alice", "bob " + std::to_string(number)).ok());
    pair.world.settle();
  }
  pair.alice.go_online();
  pair.world.run_for(minutes{2});
  for (const auto* who : {"alice ", "bob "}) {
    for (int number = 0; number < each; ++number) expected.push_back(who + std::to_string(number));
  }
  QCOMPARE(pair.alice.texts_with("bob"), expected);
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.run_for(minutes{1});
  QCOMPARE(phone.texts_with("bob"), expected);
}

void TestArchiveFollowing::what_both_say_at_once_is_restored_in_its_order() {
  Pair pair;
  for (int number = 0; number < 60; ++number) {
    const auto text = std::to_string(number);
    QVERIFY(pair.alice.say("bob", "alice " + text).ok());
    if (number % 3 != 0) QVERIFY(pair.bob.say("alice", "bob " + text).ok());
    if (number % 7 == 0) QVERIFY(pair.alice.handle(client::SetDuration{name("bob"), Lasting{}}).ok());
    pair.world.run_for(std::chrono::milliseconds{100});
  }
  pair.world.run_for(minutes{1});
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.run_for(minutes{1});
  QCOMPARE(phone.texts_with("bob"), pair.alice.texts_with("bob"));
  QCOMPARE(phone.texts_with("bob").size(), std::size_t{102});
  QCOMPARE(phone.messages_with("bob").size(), pair.alice.messages_with("bob").size());
}

// The other device is told what was written only once the relay has taken it.
void TestArchiveFollowing::the_device_that_wrote_gives_the_order() {
  Pair pair;
  auto& phone = pair.world.log_in("alice", "alice phone");
  pair.world.run_for(minutes{1});
  for (int number = 0; number < 12; ++number) {
    auto& author = number % 2 == 0 ? pair.alice : phone;
    QVERIFY(author.say("bob", "alice " + std::to_string(number)).ok());
    QVERIFY(pair.bob.say("alice", "bob " + std::to_string(number)).ok());
    pair.world.run_for(seconds{10});
  }
  Texts expected{"hi", "hi yourself"};
  for (int number = 0; number < 12; ++number) {
    expected.push_back("alice " + std::to_string(number));
    expected.push_back("bob " + std::to_string(number));
  }
  for (auto* device : {&pair.alice, &phone}) QVERIFY(device->texts_with("bob") != expected);
  auto& tablet = pair.world.log_in("alice", "alice tablet");
  pair.world.run_for(minutes{1});
  QCOMPARE(tablet.texts_with("bob"), expected);
}

QTEST_GUILESS_MAIN(TestArchiveFollowing)
#include "test_archive_following.moc"
