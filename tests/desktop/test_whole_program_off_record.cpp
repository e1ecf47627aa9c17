// SPDX-License-Identifier: GPL-3.0-or-later
// Off the record between two whole programs.
#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramOffRecord final : public QObject {
  Q_OBJECT

 private slots:
  void both_talk_until_one_ends_it();
  void whoever_is_away_does_not_get_it_and_its_author_is_told();
  void it_is_new_to_somebody_who_looks_elsewhere();
};

namespace {

const QString secret = QStringLiteral("swordfish-7731");

OffRecord& record_of(Person& person) { return *person.app.chat()->offRecord(); }

/// Oldest first.
QStringList said(Person& person, int role = Whispers::BodyRole) {
  const Whispers& rows = *record_of(person).said();
  QStringList all;
  for (int row = 0; row < rows.rowCount(); ++row) all << rows.index(row).data(role).toString();
  return all;
}

bool until_said(Person& person, const QStringList& expected, int role = Whispers::BodyRole) {
  return person.until([&] { return said(person, role) == expected; });
}

}  // namespace

void TestWholeProgramOffRecord::both_talk_until_one_ends_it() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  QVERIFY(alice.until([&] { return record_of(alice).allowed(); }));
  record_of(alice).go();
  QVERIFY(alice.until([&] { return record_of(alice).on(); }));
  QVERIFY(!record_of(bob).on());
  QCOMPARE(record_of(alice).send(secret), QString{});
  QVERIFY(until_said(bob, {secret}));
  QVERIFY(bob.until([&] { return record_of(bob).on(); }));
  QVERIFY(until_said(alice, {"delivered"}, Whispers::StateRole));
  QCOMPARE(record_of(bob).send(QStringLiteral("understood")), QString{});
  QVERIFY(until_said(alice, {secret, "understood"}));
  QVERIFY(until_said(bob, {"received", "delivered"}, Whispers::StateRole));
  for (Person* person : {&alice, &bob}) {
    QCOMPARE(person->texts(), QStringList{"hello"});
    QCOMPARE(person->hits(secret), 0);
    QVERIFY(!is_written_anywhere(person->path(), secret));
  }

  record_of(alice).end();
  QVERIFY(alice.until([&] { return !record_of(alice).on(); }));
  QVERIFY(until_said(alice, {}));
  QCOMPARE(alice.app.chat()->send(QStringLiteral("on the record again")), QString{});
  QVERIFY(bob.until_texts({"on the record again", "hello"}));
  // It is for each to forget it.
  QCOMPARE(said(bob), (QStringList{secret, "understood"}));
  record_of(bob).end();
  QVERIFY(until_said(bob, {}));
  QVERIFY(bob.until([&] { return !record_of(bob).on(); }));
  for (Person* person : {&alice, &bob}) QCOMPARE(person->noted(), QStringList{});
}

void TestWholeProgramOffRecord::whoever_is_away_does_not_get_it_and_its_author_is_told() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  {
    Person bob{site, QStringLiteral("b")};
    QVERIFY(meet(alice, bob));
    QCOMPARE(record_of(alice).send(secret), QString{});
    QVERIFY(until_said(bob, {secret}));
    QVERIFY(until_said(alice, {"delivered"}, Whispers::StateRole));
  }
  QCOMPARE(record_of(alice).send(QStringLiteral("are you there?")), QString{});
  QVERIFY(until_said(alice, {"delivered", "not_delivered"}, Whispers::StateRole));

  Person bob{site, QStringLiteral("b")};
  QVERIFY(bob.unlock());
  QVERIFY(bob.until_online());
  QVERIFY(bob.open(QStringLiteral("alice")));
  QCOMPARE(said(bob), QStringList{});
  QVERIFY(!record_of(bob).on());
  record_of(alice).retry(said(alice, Whispers::MessageIdRole).last());
  QVERIFY(until_said(bob, {"are you there?"}));
  QVERIFY(until_said(alice, {"delivered", "delivered"}, Whispers::StateRole));
  QCOMPARE(bob.texts(), QStringList{"hello"});
  QVERIFY(!is_written_anywhere(bob.path(), secret));
}

void TestWholeProgramOffRecord::it_is_new_to_somebody_who_looks_elsewhere() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  QVERIFY(bob.open(QStringLiteral("bob")));
  QSignalSpy grew{bob.app.all_conversations(), &ConversationList::unreadGrew};
  QCOMPARE(record_of(alice).send(secret), QString{});
  QVERIFY(bob.until_listed("alice", ConversationList::PreviewKindRole, "off_record"));
  QCOMPARE(bob.listed("alice", ConversationList::PreviewRole).toString(), QString{});
  QCOMPARE(grew.count(), 1);
  QCOMPARE(said(bob), QStringList{});
  QVERIFY(!record_of(bob).on());

  QVERIFY(bob.open(QStringLiteral("alice")));
  QVERIFY(until_said(bob, {secret}));
  QVERIFY(record_of(bob).on());
  bob.app.chat()->markRead();
  QVERIFY(bob.until_listed("alice", ConversationList::PreviewKindRole, "text"));
  QVERIFY(bob.until_listed("alice", ConversationList::UnreadRole, 0));
}

QTEST_GUILESS_MAIN(TestWholeProgramOffRecord)
#include "test_whole_program_off_record.moc"
