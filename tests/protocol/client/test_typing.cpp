// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

void tell_typing(Device& device) { static_cast<void>(device.handle(client::SetPrivacy{.typing = true})); }

/// Both show it.
struct Typists : Pair {
  Typists() {
    world.run_for(minutes{1});
    tell_typing(alice);
    tell_typing(bob);
  }
  /// One key.
  void type() { static_cast<void>(alice.handle(client::TellTyping{name("bob")})); }
  std::size_t seen_by_bob() { return bob.events<client::PeerTyping>().size(); }
  /// How many signs alice has sent.
  std::size_t sent() {
    std::size_t count = 0;
    for (const auto& [who, submit] : world.relay.submissions) {
      if (submit.keeping == wire::Keeping::live_only) ++count;
    }
    return count;
  }
};

}  // namespace

class TestTyping : public QObject {
  Q_OBJECT

 private slots:
  void whoever_tells_it_is_seen_typing_a_moment_later();
  void nothing_is_told_unless_it_was_chosen();
  void whoever_does_not_tell_is_not_shown_it();
  void many_keys_are_few_signs();
  void a_stranger_is_told_nothing();
  void a_blocked_user_is_told_nothing();
  void who_is_away_is_left_alone_until_they_are_heard_of();
  void signs_leave_nothing_behind();
  void messages_go_on_when_signs_get_lost();
  void taken_back_before_it_left_it_is_not_told();
  void no_sign_follows_the_message();
};

void TestTyping::whoever_tells_it_is_seen_typing_a_moment_later() {
  Typists pair;
  pair.type();
  pair.world.run_for(seconds{3});
  QCOMPARE(pair.seen_by_bob(), std::size_t{1});
  QCOMPARE(pair.bob.events<client::PeerTyping>().front().user, name("alice"));
}

void TestTyping::nothing_is_told_unless_it_was_chosen() {
  Typists pair;
  QVERIFY(pair.alice.handle(client::SetPrivacy{.typing = false}).ok());
  pair.type();
  pair.world.run_for(seconds{10});
  QCOMPARE(pair.sent(), std::size_t{0});
}

void TestTyping::whoever_does_not_tell_is_not_shown_it() {
  Typists pair;
  QVERIFY(pair.bob.handle(client::SetPrivacy{.typing = false}).ok());
  pair.type();
  pair.world.run_for(seconds{10});
  QCOMPARE(pair.sent(), std::size_t{1});
  QCOMPARE(pair.seen_by_bob(), std::size_t{0});
}

void TestTyping::many_keys_are_few_signs() {
  Typists pair;
  for (int key = 0; key < 100; ++key) {
    pair.type();
    pair.world.run_for(Duration{200});
  }
  QVERIFY(pair.sent() >= 3);
  QVERIFY(pair.sent() <= 5);
}

void TestTyping::a_stranger_is_told_nothing() {
  World world;
  auto& stranger = world.ready_user("stranger");
  auto& bob = world.ready_user("bob");
  tell_typing(stranger);
  tell_typing(bob);
  static_cast<void>(stranger.say("bob", "do you know me?"));
  world.run_for(minutes{1});
  static_cast<void>(bob.handle(client::TellTyping{name("stranger")}));
  world.run_for(seconds{10});
  QVERIFY(stranger.events<client::PeerTyping>().empty());
  static_cast<void>(bob.handle(client::AcceptRequest{name("stranger")}));
  world.run_for(minutes{1});  // with the receipts bob learns of the stranger's devices
  static_cast<void>(bob.handle(client::TellTyping{name("stranger")}));
  world.run_for(seconds{10});
  QCOMPARE(stranger.events<client::PeerTyping>().size(), std::size_t{1});
}

void TestTyping::a_blocked_user_is_told_nothing() {
  Typists pair;
  QVERIFY(pair.alice.handle(client::BlockUser{name("bob")}).ok());
  pair.type();
  pair.world.run_for(seconds{10});
  QCOMPARE(pair.sent(), std::size_t{0});
}

void TestTyping::who_is_away_is_left_alone_until_they_are_heard_of() {
  Typists pair;
  pair.bob.go_offline();
  pair.world.run_for(minutes{1});
  for (int tries = 0; tries < 5; ++tries) {
    pair.type();
    pair.world.run_for(seconds{10});
  }
  QCOMPARE(pair.sent(), std::size_t{1});
  pair.bob.go_online();
  pair.world.run_for(minutes{1});
  static_cast<void>(pair.bob.say("alice", "back"));
  pair.world.run_for(minutes{1});
  pair.type();
  pair.world.run_for(seconds{3});
  QCOMPARE(pair.seen_by_bob(), std::size_t{1});
}

void TestTyping::signs_leave_nothing_behind() {
  Typists pair;
  pair.type();
  pair.world.run_for(seconds{3});
  const auto records = *pair.bob.store().count(store::Table::seen);
  const auto sent = *pair.alice.store().count(store::Table::sent);
  pair.world.run_for(seconds{10});
  pair.type();
  pair.world.run_for(seconds{3});
  QCOMPARE(pair.seen_by_bob(), std::size_t{2});
  QCOMPARE(*pair.bob.store().count(store::Table::seen), records);
  QCOMPARE(*pair.alice.store().count(store::Table::sent), sent);
  QCOMPARE(*pair.alice.store().count(store::Table::outbox), std::uint64_t{0});
  QVERIFY(pair.world.relay.device(pair.bob.address()).mailbox.empty());
}

void TestTyping::messages_go_on_when_signs_get_lost() {
  Typists pair;
  pair.bob.go_offline();
  pair.world.run_for(minutes{1});
  pair.type();
  pair.world.run_for(seconds{10});
  pair.bob.go_online();
  static_cast<void>(pair.alice.say("bob", "after the hole"));
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.bob.texts_with("alice").back(), std::string{"after the hole"});
  QVERIFY(pair.bob.events<client::SessionReset>().empty());
}

void TestTyping::taken_back_before_it_left_it_is_not_told() {
  Typists pair;
  pair.type();
  QVERIFY(pair.alice.handle(client::SetPrivacy{.typing = false}).ok());
  pair.world.run_for(seconds{10});
  QCOMPARE(pair.sent(), std::size_t{0});
}

void TestTyping::no_sign_follows_the_message() {
  Typists pair;
  pair.type();
  QVERIFY(pair.alice.say("bob", "ok").ok());
  pair.world.run_for(seconds{10});
  QCOMPARE(pair.sent(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestTyping)
#include "test_typing.moc"
