// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a whole program lets in, and for how long it keeps what they say.
#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramRequests final : public QObject {
  Q_OBJECT

 private slots:
  void one_stranger_is_accepted_and_another_one_blocked();
  void a_message_ends_its_time_at_both();
};

namespace {

QString group_of(Person& person, const char* user) {
  return person.listed(QString::fromLatin1(user), ConversationList::GroupRole).toString();
}

}  // namespace

void TestWholeProgramRequests::one_stranger_is_accepted_and_another_one_blocked() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  Person carol{site, QStringLiteral("c")};
  QVERIFY(meet(alice, bob));
  QCOMPARE(group_of(bob, "alice"), QString{"accepted"});
  QVERIFY(carol.register_as(QStringLiteral("carol")));
  const auto unread = bob.app.conversations()->totalUnread();
  QVERIFY(carol.open(QStringLiteral("bob")));
  QCOMPARE(carol.app.chat()->send(QStringLiteral("buy this")), QString{});
  QVERIFY(bob.until_listed("carol", ConversationList::PreviewRole, "buy this"));
  QCOMPARE(group_of(bob, "carol"), QString{"requests"});
  QCOMPARE(bob.app.conversations()->totalUnread(), unread);

  QVERIFY(bob.open(QStringLiteral("carol")));
  QVERIFY(bob.until_texts({"buy this"}));
  bob.app.chat()->blockUser();
  QVERIFY(bob.until([&] { return bob.app.chat()->userBlocked(); }));
  QCOMPARE(group_of(bob, "carol"), QString{"blocked"});
  QCOMPARE(carol.app.chat()->send(QStringLiteral("buy two")), QString{});
  QVERIFY(carol.until_fact("buy two", Timeline::StateRole, "accepted"));
  // What comes behind it is here: so would that be.
  QCOMPARE(alice.app.chat()->send(QStringLiteral("are you well?")), QString{});
  QVERIFY(bob.until_listed("alice", ConversationList::PreviewRole, "are you well?"));
  QCOMPARE(bob.texts(), QStringList{"buy this"});
  QCOMPARE(bob.listed("carol", ConversationList::PreviewRole).toString(), QString{"buy this"});

  bob.app.chat()->unblockUser();
  QVERIFY(bob.until([&] { return !bob.app.chat()->userBlocked(); }));
  QCOMPARE(carol.app.chat()->send(QStringLiteral("sorry")), QString{});
  QVERIFY(bob.until_texts({"sorry", "buy this"}));
  QCOMPARE(carol.fact("buy this", Timeline::StateRole).toString(), QString{"accepted"});
  for (Person* person : {&alice, &bob, &carol}) QCOMPARE(person->noted(), QStringList{});
}

void TestWholeProgramRequests::a_message_ends_its_time_at_both() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  bob.app.chat()->markRead();
  const auto passing = QStringLiteral("gone in a moment");
  alice.app.chat()->setDuration(2);
  for (Person* person : {&alice, &bob})
    QVERIFY(person->until([&] { return person->app.chat()->lasting() == 2; }));
  QVERIFY(bob.until_fact("2", Timeline::KindRole, "duration_set"));

  QCOMPARE(alice.app.chat()->send(passing), QString{});
  QVERIFY(bob.until_texts({passing, "hello"}));
  QCOMPARE(bob.fact(passing, Timeline::LastingRole).toInt(), 2);
  QCOMPARE(bob.hits(passing), 1);
  // Its time begins when it is read.
  QVERIFY(alice.until_texts({"hello"}));
  QCOMPARE(bob.texts(), (QStringList{passing, "hello"}));
  bob.app.chat()->markRead();
  QVERIFY(bob.until_texts({"hello"}));
  for (Person* person : {&alice, &bob}) {
    QCOMPARE(person->hits(passing), 0);
    QCOMPARE(person->noted(), QStringList{});
  }
  QVERIFY(bob.listed("alice", ConversationList::PreviewRole).toString() != passing);
  // What was said before stays, and so does what is said for good.
  QCOMPARE(alice.app.chat()->send(QStringLiteral("for good"), {}, 0), QString{});
  QVERIFY(bob.until_texts({"for good", "hello"}));
  QCOMPARE(bob.fact("for good", Timeline::LastingRole).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestWholeProgramRequests)
#include "test_whole_program_requests.moc"
