// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program but for its screens: what they would do, for two people, with real databases and a real
// relay.
#include "person.hpp"

using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestWholeProgram final : public QObject {
  Q_OBJECT

 private slots:
  void two_people_register_find_each_other_and_talk();
  void everything_is_there_after_a_restart_and_nothing_in_the_clear();
  void a_second_device_hears_what_comes_and_can_be_removed();
  void logging_out_leaves_nothing_behind();
  void a_name_that_is_taken_is_told();
  void news_come_from_the_relay();
};

void TestWholeProgram::two_people_register_find_each_other_and_talk() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(alice.register_as(QStringLiteral("alice")));
  QVERIFY(bob.register_as(QStringLiteral("bob")));

  alice.app.search()->setQuery(QStringLiteral("bob"));
  QVERIFY(alice.until([&] { return alice.app.search()->people()->rowCount() == 1; }));
  QVERIFY(alice.open(QStringLiteral("bob")));
  QCOMPARE(alice.app.chat()->send(QStringLiteral("hello bob")), QString{});
  QVERIFY(bob.until([&] { return bob.app.conversations()->requestCount() == 1; }));
  QCOMPARE(bob.app.conversations()->totalUnread(), 0);

  QVERIFY(bob.open(QStringLiteral("alice")));
  QVERIFY(bob.until_texts({"hello bob"}));
  bob.app.chat()->acceptRequest();
  QVERIFY(bob.until([&] { return bob.app.conversations()->totalUnread() == 1; }));
  bob.app.chat()->markRead();
  QVERIFY(bob.until([&] { return bob.app.conversations()->totalUnread() == 0; }));
  QCOMPARE(bob.app.chat()->send(QStringLiteral("hello alice")), QString{});
  QVERIFY(alice.until_texts({"hello alice", "hello bob"}));
  QVERIFY(alice.until_fact("hello bob", Timeline::StateRole, "delivered"));
  QVERIFY(alice.until([&] { return alice.app.chat()->safetyNumber().size() == 60; }));
  QVERIFY(bob.until([&] { return bob.app.chat()->safetyNumber() == alice.app.chat()->safetyNumber(); }));
}

void TestWholeProgram::everything_is_there_after_a_restart_and_nothing_in_the_clear() {
  Site site;
  Person bob{site, QStringLiteral("b")};
  QVERIFY(bob.register_as(QStringLiteral("bob")));
  QString folder;
  {
    Person alice{site, QStringLiteral("a")};
    folder = alice.path();
    QVERIFY(alice.register_as(QStringLiteral("alice")));
    QVERIFY(alice.open(QStringLiteral("bob")));
    QCOMPARE(alice.app.chat()->send(QStringLiteral("canary-text-71e2")), QString{});
    alice.app.chat()->saveDraft(QStringLiteral("canary-draft-20af"));
    QVERIFY(bob.until([&] { return bob.app.conversations()->count() == 1; }));
  }
  for (const QString& canary :
       {QStringLiteral("canary-text-71e2"), QStringLiteral("canary-draft-20af"), passphrase, password}) {
    QVERIFY2(!is_written_anywhere(folder, canary), qPrintable(canary));
  }
  // The control: the search would find it.
  QVERIFY(is_written_anywhere(folder, QStringLiteral("127.0.0.1")));

  Person alice{site, QStringLiteral("a")};
  QVERIFY(alice.unlock());
  QCOMPARE(alice.app.session()->username(), QString{"alice"});
  QVERIFY(alice.until([&] { return alice.app.conversations()->count() == 1; }));
  QVERIFY(alice.open(QStringLiteral("bob")));
  QVERIFY(alice.until_texts({"canary-text-71e2"}));
  QCOMPARE(alice.app.chat()->draft(), QString{"canary-draft-20af"});
}

void TestWholeProgram::a_second_device_hears_what_comes_and_can_be_removed() {
  Site site;
  Person desk{site, QStringLiteral("a1")};
  Person bob{site, QStringLiteral("b")};
  QVERIFY(desk.register_as(QStringLiteral("alice")));
  QVERIFY(bob.register_as(QStringLiteral("bob")));
  Person laptop{site, QStringLiteral("a2")};
  QVERIFY(laptop.log_in_as(QStringLiteral("alice")));

  QVERIFY(bob.open(QStringLiteral("alice")));
  QCOMPARE(bob.app.chat()->send(QStringLiteral("to both")), QString{});
  for (Person* device : {&desk, &laptop}) {
    QVERIFY(device->open(QStringLiteral("bob")));
    QVERIFY(device->until_texts({"to both"}));
  }
  QCOMPARE(desk.app.chat()->send(QStringLiteral("from the desk")), QString{});
  QVERIFY(laptop.until_texts({"from the desk", "to both"}));

  Devices& devices = *desk.app.devices();
  devices.refresh();
  QVERIFY(desk.until([&] { return devices.rowCount() == 2; }));
  const int current = devices.data(devices.index(0), Devices::CurrentRole).toBool() ? 0 : 1;
  QCOMPARE(devices.data(devices.index(current), Devices::NameRole).toString(), QString{"desk"});
  devices.revoke(devices.data(devices.index(1 - current), Devices::DeviceIdRole).toInt());
  QVERIFY(laptop.reaches("out"));
  QCOMPARE(laptop.app.conversations()->count(), 0);
}

void TestWholeProgram::logging_out_leaves_nothing_behind() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  QVERIFY(alice.register_as(QStringLiteral("alice")));
  QVERIFY(alice.open(QStringLiteral("alice")));
  QCOMPARE(alice.app.chat()->send(QStringLiteral("a note to myself")), QString{});
  QVERIFY(alice.until([&] { return alice.app.conversations()->count() == 1; }));
  alice.app.session()->logOut();
  QVERIFY(alice.reaches("out"));
  QCOMPARE(alice.app.conversations()->count(), 0);
  QCOMPARE(alice.app.chat()->user(), QString{});
  alice.app.entry()->logIn(QStringLiteral("alice"), password, QStringLiteral("desk"));
  QVERIFY(alice.reaches("in"));
  QVERIFY(alice.until([&] { return alice.app.conversations()->loaded(); }));
  QCOMPARE(alice.app.conversations()->count(), 0);
}

void TestWholeProgram::a_name_that_is_taken_is_told() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  QVERIFY(alice.register_as(QStringLiteral("alice")));
  Person other{site, QStringLiteral("b")};
  QVERIFY(other.unlock());
  other.app.entry()->registerAccount(QStringLiteral("alice"), password, QString{}, QString{}, true);
  QVERIFY(other.until([&] { return !other.app.entry()->busy(); }));
  QCOMPARE(other.app.entry()->error(), QString{"name_taken"});
  QCOMPARE(other.app.session()->state(), QString{"out"});
  other.app.entry()->logIn(QStringLiteral("alice"), QStringLiteral("not the password"), QString{});
  QVERIFY(other.until([&] { return !other.app.entry()->busy(); }));
  QCOMPARE(other.app.entry()->error(), QString{"wrong_password"});
}

void TestWholeProgram::news_come_from_the_relay() {
  Site site;
  Person alice{site, QStringLiteral("a")};
  News& news = *alice.app.news();
  news.refresh();
  QVERIFY(news.loading());
  QVERIFY(alice.until([&] { return !news.loading(); }));
  QCOMPARE(news.error(), QString{});
  site.relay().kill();
  news.refresh();
  QVERIFY(alice.until([&] { return !news.loading(); }));
  QCOMPARE(news.error(), QString{"offline"});
}

QTEST_GUILESS_MAIN(TestWholeProgram)
#include "test_whole_program.moc"
