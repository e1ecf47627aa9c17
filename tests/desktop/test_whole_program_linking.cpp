// SPDX-License-Identifier: GPL-3.0-or-later
// An account goes from one whole program to another by a code.
#include <QRegularExpression>

#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgramLinking final : public QObject {
  Q_OBJECT

 private slots:
  void the_new_device_has_what_was_said_and_takes_part();
  void another_number_is_a_reason_to_leave();
};

namespace {

bool until_stage(Person& person, const char* expected) {
  return person.until([&] { return person.app.linking()->stage() == QString::fromLatin1(expected); });
}

/// Both show a number.
bool begin(Person& owner, Person& newcomer) {
  owner.app.linking()->showCode();
  if (!until_stage(owner, "showing_code") || !newcomer.unlock()) return false;
  newcomer.app.linking()->join(owner.app.linking()->code(), QStringLiteral("laptop"));
  return until_stage(owner, "comparing") && until_stage(newcomer, "comparing");
}

QStringList names_of(Person& person) {
  const Devices& devices = *person.app.devices();
  QStringList all;
  for (int row = 0; row < devices.rowCount(); ++row)
    all << devices.index(row).data(Devices::NameRole).toString();
  all.sort();
  return all;
}

}  // namespace

void TestWholeProgramLinking::the_new_device_has_what_was_said_and_takes_part() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(meet(alice, bob));
  Person laptop{site, QStringLiteral("l")};
  QVERIFY(begin(alice, laptop));
  const auto number = alice.app.linking()->number();
  QVERIFY(QRegularExpression{QStringLiteral("^\\d{3} \\d{3}$")}.match(number).hasMatch());
  QCOMPARE(laptop.app.linking()->number(), number);
  QCOMPARE(alice.app.linking()->other(), QString{"laptop"});
  QCOMPARE(laptop.app.linking()->other(), QString{"alice"});
  alice.app.linking()->confirm();
  QVERIFY(until_stage(alice, "confirmed"));
  QCOMPARE(laptop.app.session()->state(), QString{"out"});
  laptop.app.linking()->confirm();
  QVERIFY(until_stage(alice, "done"));
  QVERIFY(laptop.reaches("in"));
  QVERIFY(laptop.until_online());
  QCOMPARE(laptop.app.session()->username(), QString{"alice"});
  QCOMPARE(laptop.app.linking()->stage(), QString{});

  QVERIFY(laptop.until_listed("bob", ConversationList::PreviewRole, "hello"));
  QVERIFY(laptop.open(QStringLiteral("bob")));
  QVERIFY(laptop.until_fact("hello", Timeline::OwnRole, true));
  QCOMPARE(bob.app.chat()->send(QStringLiteral("to both")), QString{});
  for (Person* device : {&alice, &laptop}) QVERIFY(device->until_texts({"to both", "hello"}));
  QCOMPARE(laptop.app.chat()->send(QStringLiteral("from the laptop"), laptop.id_of("to both")), QString{});
  for (Person* person : {&alice, &bob}) {
    QVERIFY(person->until_texts({"from the laptop", "to both", "hello"}));
    QCOMPARE(person->fact("from the laptop", Timeline::QuotedBodyRole).toString(), QString{"to both"});
  }
  QVERIFY(alice.fact("from the laptop", Timeline::OwnRole).toBool());

  alice.app.devices()->refresh();
  QVERIFY(alice.until([&] { return names_of(alice) == QStringList{"desk", "laptop"}; }));
  for (Person* person : {&alice, &bob, &laptop}) QCOMPARE(person->noted(), QStringList{});
}

void TestWholeProgramLinking::another_number_is_a_reason_to_leave() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  QVERIFY(alice.register_as(QStringLiteral("alice")));
  Person stranger{site, QStringLiteral("s")};
  QVERIFY(begin(alice, stranger));
  alice.app.linking()->leave();
  QVERIFY(until_stage(stranger, "failed"));
  QCOMPARE(stranger.app.linking()->error(), QString{"not_found"});
  QCOMPARE(alice.app.linking()->stage(), QString{});
  QCOMPARE(stranger.app.session()->state(), QString{"out"});
  alice.app.devices()->refresh();
  QVERIFY(alice.until([&] { return names_of(alice) == QStringList{"desk"}; }));
}

QTEST_GUILESS_MAIN(TestWholeProgramLinking)
#include "test_whole_program_linking.moc"
