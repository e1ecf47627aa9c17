// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include "fake_engine.hpp"
#include "models/conversations_of.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestConversationList final : public QObject {
  Q_OBJECT

 private slots:
  void reads_everything_newest_first();
  void people_and_groups_are_told_apart();
  void a_message_moves_its_row_to_the_top();
  void a_new_conversation_appears_in_its_place();
  void a_change_touches_one_row_and_resets_nothing();
  void a_burst_of_events_asks_twice_at_most();
  void counts_what_was_not_read();
  void tells_of_unread_only_when_it_grew();
  void what_was_said_off_the_record_is_unread_too();
  void strangers_and_blocked_users_stand_apart_and_do_not_call();
  void shows_one_s_own_last_message_and_its_state();
  void is_empty_after_clear();

 private:
  static QStringList users(const QAbstractItemModel& list) {
    QStringList all;
    for (int row = 0; row < list.rowCount(); ++row)
      all << list.data(list.index(row, 0), ConversationList::UserRole).toString();
    return all;
  }
};

namespace {

struct Fixture {
  FakeEngine engine;
  ConversationList list{engine};
  QAbstractItemModelTester tester{&list, QAbstractItemModelTester::FailureReportingMode::QtTest};

  void load() {
    list.load();
    engine.settle();
  }
  void arrived(const Username& from) {
    engine.fire(client::MessageArrived{from, {}});
    engine.settle();
  }
};

}  // namespace

void TestConversationList::reads_everything_newest_first() {
  Fixture f;
  f.engine.append(user("bob"), "first");
  f.engine.append(user("carol"), "second");
  f.engine.conversations.insert({user("anna"), {user("anna"), "anna", {}, 0, {}, false}});
  QVERIFY(!f.list.loaded());
  f.load();
  QVERIFY(f.list.loaded());
  QCOMPARE(users(f.list), (QStringList{"carol", "bob", "anna"}));
  QCOMPARE(f.list.data(f.list.index(0), ConversationList::PreviewRole).toString(), QString{"second"});
  QCOMPARE(f.list.data(f.list.index(2), ConversationList::PreviewKindRole).toString(), QString{});
}

void TestConversationList::people_and_groups_are_told_apart() {
  Fixture f;
  ConversationsOf people{f.list, ConversationsOf::Kind::people};
  ConversationsOf groups{f.list, ConversationsOf::Kind::groups};
  const QAbstractItemModelTester people_tester{&people,
                                               QAbstractItemModelTester::FailureReportingMode::QtTest};
  const QAbstractItemModelTester groups_tester{&groups,
                                               QAbstractItemModelTester::FailureReportingMode::QtTest};
  f.engine.append(user("bob"), "from a person");
  f.engine.append(GroupId{}, "from a group");
  f.load();
  const QString group = QString::fromStdString(ConversationId{GroupId{}}.text());
  QCOMPARE(users(people), QStringList{"bob"});
  QCOMPARE(users(groups), QStringList{group});
  f.engine.append(GroupId{}, "again");
  f.engine.fire(client::ConversationChanged{GroupId{}});
  f.engine.settle();
  QCOMPARE(people.totalUnread(), 1);
  QCOMPARE(groups.totalUnread(), 2);
  QCOMPARE(groups.data(groups.index(0, 0), ConversationList::PreviewRole).toString(), QString{"again"});
  QVERIFY(groups.loaded());
  f.list.clear();
  QCOMPARE(people.count() + groups.count(), 0);
}

void TestConversationList::a_message_moves_its_row_to_the_top() {
  Fixture f;
  for (const char* name : {"bob", "carol", "dave"}) f.engine.append(user(name), "old");
  f.load();
  QCOMPARE(users(f.list), (QStringList{"dave", "carol", "bob"}));
  QSignalSpy moved{&f.list, &QAbstractItemModel::rowsMoved};
  f.engine.append(user("bob"), "new");
  f.arrived(user("bob"));
  QCOMPARE(users(f.list), (QStringList{"bob", "dave", "carol"}));
  QCOMPARE(moved.size(), 1);
  QCOMPARE(f.list.data(f.list.index(0), ConversationList::PreviewRole).toString(), QString{"new"});
}

void TestConversationList::a_new_conversation_appears_in_its_place() {
  Fixture f;
  f.engine.append(user("bob"), "old");
  f.load();
  QSignalSpy inserted{&f.list, &QAbstractItemModel::rowsInserted};
  f.engine.append(user("carol"), "hello");
  f.arrived(user("carol"));
  f.engine.conversations.insert({user("anna"), {user("anna"), "anna", {}, 0, {}, false}});
  f.engine.fire(client::ConversationChanged{user("anna")});
  f.engine.settle();
  QCOMPARE(users(f.list), (QStringList{"carol", "bob", "anna"}));
  QCOMPARE(inserted.size(), 2);
}

void TestConversationList::a_change_touches_one_row_and_resets_nothing() {
  Fixture f;
  for (const char* name : {"bob", "carol", "dave"}) f.engine.append(user(name), "old");
  f.load();
  QSignalSpy reset{&f.list, &QAbstractItemModel::modelReset};
  QSignalSpy changed{&f.list, &QAbstractItemModel::dataChanged};
  f.engine.conversations.at(user("carol")).draft = "half a thought";
  f.engine.conversations.at(user("carol")).blocked_by_identity_change = true;
  f.engine.fire(client::ConversationChanged{user("carol")});
  f.engine.settle();
  QCOMPARE(reset.size(), 0);
  QCOMPARE(changed.size(), 1);
  QCOMPARE(changed.first().first().toModelIndex().row(), 1);
  QCOMPARE(f.list.data(f.list.index(1), ConversationList::DraftRole).toString(), QString{"half a thought"});
  QVERIFY(f.list.data(f.list.index(1), ConversationList::BlockedRole).toBool());
}

void TestConversationList::a_burst_of_events_asks_twice_at_most() {
  Fixture f;
  f.engine.append(user("bob"), "old");
  f.load();
  for (int i = 0; i < 100; ++i) f.engine.fire(client::ConversationChanged{user("bob")});
  f.engine.append(user("bob"), "the last of the burst");
  f.engine.settle();
  QCOMPARE(f.engine.conversation_questions, 2);
  QCOMPARE(f.list.data(f.list.index(0), ConversationList::PreviewRole).toString(),
           QString{"the last of the burst"});
}

void TestConversationList::counts_what_was_not_read() {
  Fixture f;
  f.engine.append(user("bob"), "one");
  f.engine.append(user("bob"), "two");
  f.engine.append(user("carol"), "three");
  f.load();
  QCOMPARE(f.list.totalUnread(), 3);
  f.engine.conversations.at(user("bob")).unread = 0;
  f.engine.conversations.at(user("carol")).unread_mentions = 1;
  f.engine.fire(client::ConversationChanged{user("bob")});
  f.engine.fire(client::ConversationChanged{user("carol")});
  f.engine.settle();
  QCOMPARE(f.list.totalUnread(), 1);
  QCOMPARE(f.list.data(f.list.index(0), ConversationList::UnreadMentionsRole).toInt(), 1);
  QCOMPARE(f.list.data(f.list.index(1), ConversationList::UnreadMentionsRole).toInt(), 0);
}

void TestConversationList::tells_of_unread_only_when_it_grew() {
  Fixture f;
  f.engine.append(user("bob"), "one");
  f.load();
  QSignalSpy grew{&f.list, &ConversationList::unreadGrew};
  f.engine.fire(client::ConversationChanged{user("bob")});
  f.engine.settle();
  QCOMPARE(grew.size(), 0);
  f.engine.append(user("bob"), "mine, from elsewhere", store::MessageState::accepted);
  f.arrived(user("bob"));
  QCOMPARE(grew.size(), 0);
  f.engine.append(user("bob"), "two");
  f.arrived(user("bob"));
  QCOMPARE(grew.size(), 1);
}

void TestConversationList::what_was_said_off_the_record_is_unread_too() {
  Fixture f;
  f.engine.append(user("bob"), "mine", store::MessageState::accepted);
  f.load();
  QSignalSpy grew{&f.list, &ConversationList::unreadGrew};
  QSignalSpy read{&f.list, &ConversationList::allRead};
  auto& bob = f.engine.conversations.at(user("bob"));
  bob.unread_off_record = 1;
  // The second time only because something else of it has changed.
  for (int i = 0; i < 2; ++i) {
    f.engine.fire(client::ConversationChanged{user("bob")});
    f.engine.settle();
  }
  QCOMPARE(grew.size(), 1);
  QCOMPARE(read.size(), 0);
  bob.unread_off_record = 0;
  f.engine.fire(client::ConversationChanged{user("bob")});
  f.engine.settle();
  QCOMPARE(read.size(), 1);
}

void TestConversationList::strangers_and_blocked_users_stand_apart_and_do_not_call() {
  Fixture f;
  for (const char* name : {"bob", "pest", "stranger", "carol"}) f.engine.append(user(name), "x");
  f.engine.conversations.at(user("stranger")).request = true;
  f.engine.conversations.at(user("pest")).user_blocked = true;
  f.load();
  QCOMPARE(users(f.list), (QStringList{"carol", "bob", "stranger", "pest"}));
  QCOMPARE(f.list.data(f.list.index(2), ConversationList::GroupRole).toString(), QString{"requests"});
  QCOMPARE(f.list.totalUnread(), 2);
  const ConversationsOf people{f.list, ConversationsOf::Kind::people};
  QCOMPARE(people.totalUnread(), 2);
  QCOMPARE(people.requestCount(), 1);
  QCOMPARE(people.firstRequest(), 2);
  QSignalSpy grew{&f.list, &ConversationList::unreadGrew};
  f.engine.append(user("stranger"), "answer me");
  f.arrived(user("stranger"));
  QCOMPARE(grew.size(), 0);
  QCOMPARE(users(f.list).at(2), QString{"stranger"});
  f.engine.conversations.at(user("stranger")).request = false;
  f.arrived(user("stranger"));
  QCOMPARE(users(f.list).first(), QString{"stranger"});
  QCOMPARE(people.firstRequest(), -1);
}

void TestConversationList::shows_one_s_own_last_message_and_its_state() {
  Fixture f;
  f.engine.append(user("bob"), "mine", store::MessageState::waiting);
  f.load();
  const auto at = f.list.index(0);
  QVERIFY(f.list.data(at, ConversationList::PreviewOwnRole).toBool());
  QCOMPARE(f.list.data(at, ConversationList::PreviewStateRole).toString(), QString{"waiting"});
  f.engine.conversations.at(user("bob")).last->state = store::MessageState::delivered;
  f.engine.fire(client::MessageChanged{user("bob"), {}});
  f.engine.settle();
  QCOMPARE(f.list.data(at, ConversationList::PreviewStateRole).toString(), QString{"delivered"});
}

void TestConversationList::is_empty_after_clear() {
  Fixture f;
  f.engine.append(user("bob"), "one");
  f.load();
  f.list.clear();
  QCOMPARE(f.list.count(), 0);
  QCOMPARE(f.list.totalUnread(), 0);
  QVERIFY(!f.list.loaded());
}

QTEST_GUILESS_MAIN(TestConversationList)
#include "test_conversation_list.moc"
