// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "pair.hpp"
#include "printing.hpp"

using namespace sotto;
using namespace sotto::testing;
using std::chrono::minutes;
using store::MessageState;

namespace {

void tell_reading(Device& device) {
  static_cast<void>(device.handle(client::SetPrivacy{.read_receipts = true}));
}

/// alice writes, bob reads.
struct WriterAndReader : Pair {
  WriterAndReader() { world.run_for(minutes{1}); }
  void write(const std::string& text) {
    static_cast<void>(alice.say("bob", text));
    world.run_for(minutes{1});
  }
  void read_all() {
    const auto newest = bob.messages_with("alice").back().position;
    static_cast<void>(bob.handle(client::MarkRead{name("alice"), newest}));
  }
  [[nodiscard]] MessageState newest_state() { return alice.messages_with("bob").back().state; }
};

}  // namespace

class TestReadReceipts : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_told_unless_it_was_chosen();
  void what_was_read_is_told_a_moment_later();
  void what_was_read_before_is_not_told();
  void what_is_not_in_view_is_not_told();
  void whoever_does_not_tell_is_not_shown_it();
  void a_stranger_is_told_nothing_that_was_read_before_accepting();
  void taken_back_before_it_left_it_is_not_told();
  void taken_back_while_it_waits_for_a_link_it_is_not_told();
  void what_was_read_before_its_delivery_was_told_stays_read();
  void the_choice_outlives_a_restart();
  void what_is_not_named_stays_as_it_was_chosen();
  void nobody_can_tell_of_somebody_elses_messages();
};

void TestReadReceipts::nothing_is_told_unless_it_was_chosen() {
  WriterAndReader pair;
  tell_reading(pair.alice);
  QVERIFY(pair.bob.engine().account()->privacy == client::PrivacyView{});
  pair.write("look");
  pair.read_all();
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.newest_state(), MessageState::delivered);
}

void TestReadReceipts::what_was_read_is_told_a_moment_later() {
  WriterAndReader pair;
  tell_reading(pair.alice);
  tell_reading(pair.bob);
  pair.write("look");
  QCOMPARE(pair.newest_state(), MessageState::delivered);
  pair.read_all();
  pair.world.exchange();
  QCOMPARE(pair.newest_state(), MessageState::delivered);
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.newest_state(), MessageState::read);
}

void TestReadReceipts::what_was_read_before_is_not_told() {
  WriterAndReader pair;
  tell_reading(pair.alice);
  pair.write("read in private");
  pair.read_all();
  tell_reading(pair.bob);
  pair.write("look");
  pair.read_all();
  pair.world.run_for(minutes{1});
  const auto messages = pair.alice.messages_with("bob");
  QCOMPARE(messages.back().state, MessageState::read);
  QCOMPARE(messages[messages.size() - 2].state, MessageState::delivered);
}

void TestReadReceipts::what_is_not_in_view_is_not_told() {
  WriterAndReader pair;
  tell_reading(pair.alice);
  tell_reading(pair.bob);
  pair.write("seen");
  const auto seen = pair.bob.messages_with("alice").back().position;
  pair.write("further down");
  static_cast<void>(pair.bob.handle(client::MarkRead{name("alice"), seen}));
  pair.world.run_for(minutes{1});
  const auto messages = pair.alice.messages_with("bob");
  QCOMPARE(messages.back().state, MessageState::delivered);
  QCOMPARE(messages[messages.size() - 2].state, MessageState::read);
}

void TestReadReceipts::whoever_does_not_tell_is_not_shown_it() {
  WriterAndReader pair;
  tell_reading(pair.bob);
  pair.write("look");
  pair.read_all();
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.newest_state(), MessageState::delivered);
}

void TestReadReceipts::a_stranger_is_told_nothing_that_was_read_before_accepting() {
  World world;
  auto& stranger = world.ready_user("stranger");
  auto& bob = world.ready_user("bob");
  tell_reading(stranger);
  tell_reading(bob);
  static_cast<void>(stranger.say("bob", "are you there?"));
  world.run_for(minutes{1});
  static_cast<void>(
      bob.handle(client::MarkRead{name("stranger"), bob.messages_with("stranger").back().position}));
  world.run_for(minutes{1});
  QCOMPARE(stranger.messages_with("bob").back().state, MessageState::accepted);
  static_cast<void>(bob.handle(client::AcceptRequest{name("stranger")}));
  world.run_for(minutes{1});
  QCOMPARE(stranger.messages_with("bob").back().state, MessageState::delivered);
}

void TestReadReceipts::taken_back_before_it_left_it_is_not_told() {
  WriterAndReader pair;
  tell_reading(pair.alice);
  tell_reading(pair.bob);
  pair.write("look");
  pair.read_all();
  QVERIFY(pair.bob.handle(client::SetPrivacy{.read_receipts = false}).ok());
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.newest_state(), MessageState::delivered);
}

void TestReadReceipts::taken_back_while_it_waits_for_a_link_it_is_not_told() {
  WriterAndReader pair;
  tell_reading(pair.alice);
  tell_reading(pair.bob);
  pair.write("look");
  pair.bob.go_offline();
  pair.read_all();
  pair.world.run_for(minutes{1});
  QVERIFY(pair.bob.handle(client::SetPrivacy{.read_receipts = false}).ok());
  pair.bob.go_online();
  pair.world.run_for(minutes{2});
  QCOMPARE(pair.newest_state(), MessageState::delivered);
}

void TestReadReceipts::what_was_read_before_its_delivery_was_told_stays_read() {
  WriterAndReader pair;
  tell_reading(pair.alice);
  tell_reading(pair.bob);
  static_cast<void>(pair.alice.say("bob", "look"));
  pair.world.exchange();
  pair.read_all();
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.newest_state(), MessageState::read);
}

void TestReadReceipts::the_choice_outlives_a_restart() {
  WriterAndReader pair;
  tell_reading(pair.bob);
  pair.bob.crash();
  QVERIFY(pair.bob.engine().account()->privacy.read_receipts);
}

void TestReadReceipts::what_is_not_named_stays_as_it_was_chosen() {
  WriterAndReader pair;
  const auto chosen = [&] { return pair.bob.engine().account()->privacy; };
  tell_reading(pair.bob);
  QVERIFY(pair.bob.handle(client::SetPrivacy{.typing = true}).ok());
  QVERIFY((chosen() == client::PrivacyView{true, true}));
  QVERIFY(pair.bob.handle(client::SetPrivacy{.read_receipts = false}).ok());
  QVERIFY((chosen() == client::PrivacyView{false, true}));
  QVERIFY(pair.bob.handle(client::SetPrivacy{.typing = false}).ok());
  QVERIFY((chosen() == client::PrivacyView{}));
}

void TestReadReceipts::nobody_can_tell_of_somebody_elses_messages() {
  WriterAndReader pair;
  auto& carol = pair.world.ready_user("carol");
  tell_reading(pair.alice);
  tell_reading(carol);
  static_cast<void>(carol.say("alice", "hi"));
  pair.world.run_for(minutes{1});
  static_cast<void>(pair.alice.say("carol", "hi"));
  pair.world.run_for(minutes{1});
  pair.write("for bob");
  // Carol's client reads a message that it pretends to have got from alice under the same id.
  auto forged = carol.messages_with("alice").back();
  forged.id = pair.alice.messages_with("bob").back().id;
  static_cast<void>(carol.store().begin());
  static_cast<void>(carol.store().append_message(forged));
  static_cast<void>(carol.store().commit());
  static_cast<void>(
      carol.handle(client::MarkRead{name("alice"), carol.messages_with("alice").back().position}));
  pair.world.run_for(minutes{1});
  QCOMPARE(pair.newest_state(), MessageState::delivered);
  QCOMPARE(pair.alice.messages_with("carol").back().state, MessageState::read);
}

QTEST_GUILESS_MAIN(TestReadReceipts)
#include "test_read_receipts.moc"
