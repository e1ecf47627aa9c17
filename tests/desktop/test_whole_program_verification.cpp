// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a whole program takes for whom: numbers that were compared, and a relay that gives a name to somebody
// else.
#include <QProcess>

#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramVerification final : public QObject {
  Q_OBJECT

 private slots:
  void who_was_compared_stays_verified_until_it_is_taken_back();
  void nothing_is_sent_to_another_key_of_somebody_verified_before_it_is_accepted();
};

namespace {

bool until_number(Person& person) {
  person.app.chat()->readSafetyNumber();
  return person.until([&] { return person.app.chat()->safetyNumber().size() == 60; });
}

bool verify(Person& person) {
  if (!until_number(person)) return false;
  person.app.chat()->verify();
  return person.until([&] { return person.app.chat()->verified(); });
}

/// Whoever registers next gets this name.
bool relay_forgets(Site& site, const char* user) {
  site.relay().kill();
  const auto database = QString::fromStdString((site.relay().data() / "relay.db").string());
  const int code =
      QProcess::execute(QStringLiteral("/usr/bin/python3"),
                        {QStringLiteral(SOTTO_FORGET_ACCOUNT), database, QString::fromLatin1(user)});
  site.relay().start();
  return code == 0;
}

}  // namespace

void TestWholeProgramVerification::who_was_compared_stays_verified_until_it_is_taken_back() {
  Site site;
  Person bob{site, QStringLiteral("b")};
  QString number;
  {
    Person alice{site, QStringLiteral("a")};
    QVERIFY(meet(alice, bob));
    QVERIFY(verify(alice));
    number = alice.app.chat()->safetyNumber();
    QVERIFY(until_number(bob));
    QCOMPARE(bob.app.chat()->safetyNumber(), number);
    // What one has compared says nothing about what the other has.
    QVERIFY(!bob.app.chat()->verified());
  }
  Person alice{site, QStringLiteral("a")};
  QVERIFY(alice.unlock());
  QVERIFY(alice.until([&] { return alice.app.conversations()->count() == 1; }));
  QVERIFY(alice.open(QStringLiteral("bob")));
  QVERIFY(alice.until([&] { return alice.app.chat()->verified(); }));
  QVERIFY(until_number(alice));
  QCOMPARE(alice.app.chat()->safetyNumber(), number);
  alice.app.chat()->unverify();
  QVERIFY(alice.until([&] { return !alice.app.chat()->verified(); }));
}

void TestWholeProgramVerification::
    nothing_is_sent_to_another_key_of_somebody_verified_before_it_is_accepted() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  QString number;
  {
    Person bob{site, QStringLiteral("b")};
    QVERIFY(meet(alice, bob));
    QVERIFY(verify(alice));
    number = alice.app.chat()->safetyNumber();
  }
  QVERIFY(relay_forgets(site, "bob"));
  Person other{site, QStringLiteral("c")};
  QVERIFY(other.register_as(QStringLiteral("bob")));
  QVERIFY(alice.until_online());

  const auto greeting = QStringLiteral("it is me");
  QVERIFY(other.open(QStringLiteral("alice")));
  QCOMPARE(other.app.chat()->send(greeting), QString{});
  QVERIFY(alice.until([&] { return alice.app.chat()->blocked(); }));
  QCOMPARE(alice.texts(), QStringList{"hello"});
  QVERIFY(alice.app.chat()->wasVerified());
  QVERIFY(!alice.app.chat()->verified());
  QVERIFY(alice.until([&] {
    const auto shown = alice.app.chat()->safetyNumber();
    return shown.size() == 60 && shown != number;
  }));
  const auto answer = QStringLiteral("are you?");
  QCOMPARE(alice.app.chat()->send(answer), QString{});
  QVERIFY(alice.until_fact(answer, Timeline::StateRole, "waiting"));
  // Another one's key can't be taken for the one that was compared.
  alice.app.chat()->verify();
  // What comes from somebody else is here: so would that be.
  Person carol{site, QStringLiteral("d")};
  QVERIFY(carol.register_as(QStringLiteral("carol")));
  QVERIFY(carol.open(QStringLiteral("bob")));
  QCOMPARE(carol.app.chat()->send(QStringLiteral("who are you?")), QString{});
  QVERIFY(other.until_listed("carol", ConversationList::PreviewRole, "who are you?"));
  QCOMPARE(other.texts(), QStringList{greeting});
  QCOMPARE(alice.fact(answer, Timeline::StateRole).toString(), QString{"waiting"});
  QVERIFY(!alice.app.chat()->verified());

  alice.app.chat()->acceptIdentity();
  QVERIFY(alice.until([&] { return !alice.app.chat()->blocked(); }));
  QVERIFY(alice.until([&] { return alice.texts().contains(greeting); }));
  QVERIFY(other.until_texts({answer, greeting}));
  QVERIFY(!alice.app.chat()->verified());
}

QTEST_GUILESS_MAIN(TestWholeProgramVerification)
#include "test_whole_program_verification.moc"
