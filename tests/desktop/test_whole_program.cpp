// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program but for its screens: what they would do, for two people, with real databases and a real
// relay.
#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "app/app.hpp"
#include "host/engine_host.hpp"
#include "relay_process.hpp"

using namespace sotto;
using namespace sotto::desktop;

class TestWholeProgram final : public QObject {
  Q_OBJECT

 private slots:
  void init();
  void two_people_register_find_each_other_and_talk();
  void everything_is_there_after_a_restart_and_nothing_in_the_clear();
  void a_second_device_hears_what_comes_and_can_be_removed();
  void logging_out_leaves_nothing_behind();
  void a_name_that_is_taken_is_told();
  void news_come_from_the_relay();

 private:
  std::unique_ptr<QTemporaryDir> root_;
  std::unique_ptr<testing::RelayProcess> relay_;
};

namespace {

constexpr int patience_ms = 60'000;
const QString passphrase = QStringLiteral("canary-passphrase-5d0c");
const QString password = QStringLiteral("canary-password-9b17");

/// One start of the program by one person, who has no keychain.
class Person {
 public:
  Person(const QTemporaryDir& root, const QString& folder, std::uint16_t port)
      : path_{root.filePath(folder)}, app{engine_, nullptr, news_, *DataFolder::open(path_)} {
    app.preferences()->setRelayUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
    app.start();
  }

 private:
  QString path_;
  NewsReader news_;
  EngineHost engine_;

 public:
  App app;

  [[nodiscard]] const QString& path() const { return path_; }

  template <class Condition>
  [[nodiscard]] static bool until(Condition condition) {
    return QTest::qWaitFor(condition, patience_ms);
  }
  [[nodiscard]] bool reaches(const char* state) {
    return until([&] { return app.session()->state() == QString::fromLatin1(state); });
  }
  /// A passphrase is chosen the first time and asked for later.
  [[nodiscard]] bool unlock() {
    if (!reaches("locked")) return false;
    app.session()->unlock(passphrase);
    return until([&] {
      return app.session()->state() == QStringLiteral("in") ||
             app.session()->state() == QStringLiteral("out");
    });
  }
  [[nodiscard]] bool register_as(const QString& name) {
    if (!unlock()) return false;
    app.entry()->registerAccount(name, password, QString{}, QStringLiteral("desk"), true, QString{});
    return reaches("in") && until_online();
  }
  [[nodiscard]] bool log_in_as(const QString& name) {
    if (!unlock()) return false;
    app.entry()->logIn(name, password, QStringLiteral("laptop"));
    return reaches("in") && until_online();
  }
  [[nodiscard]] bool until_online() {
    return until([&] { return app.session()->link() == QStringLiteral("online"); });
  }
  [[nodiscard]] bool open(const QString& user) {
    app.chat()->open(user);
    return until([&] { return app.chat()->ready(); });
  }
  /// Newest first.
  [[nodiscard]] QStringList column(int role) {
    const Timeline& timeline = *app.chat()->timeline();
    QStringList all;
    for (int row = 0; row < timeline.rowCount(); ++row)
      all << timeline.data(timeline.index(row), role).toString();
    return all;
  }
  [[nodiscard]] bool until_texts(const QStringList& expected) {
    return until([&] { return column(Timeline::BodyRole) == expected; });
  }
};

/// Whether one of the files in this folder contains the text.
bool is_written_anywhere(const QString& folder, const QString& text) {
  QDirIterator files{folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories};
  while (files.hasNext()) {
    QFile file{files.next()};
    if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text.toUtf8())) return true;
  }
  return false;
}

}  // namespace

void TestWholeProgram::init() {
  relay_.reset();
  root_ = std::make_unique<QTemporaryDir>();
  relay_ = std::make_unique<testing::RelayProcess>(testing::RelayProcess::Options{
      SOTTO_RELAY_BINARY, root_->filePath(QStringLiteral("relay")).toStdString(),
      "captcha:\n  max_number: 1000\n", 0, std::nullopt});
}

void TestWholeProgram::two_people_register_find_each_other_and_talk() {
  Person alice{*root_, QStringLiteral("a"), relay_->port()};
  Person bob{*root_, QStringLiteral("b"), relay_->port()};
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
  QVERIFY(
      alice.until([&] { return alice.column(Timeline::StateRole).last() == QStringLiteral("delivered"); }));
  QVERIFY(alice.until([&] { return alice.app.chat()->safetyNumber().size() == 60; }));
  QVERIFY(bob.until([&] { return bob.app.chat()->safetyNumber() == alice.app.chat()->safetyNumber(); }));
}

void TestWholeProgram::everything_is_there_after_a_restart_and_nothing_in_the_clear() {
  Person bob{*root_, QStringLiteral("b"), relay_->port()};
  QVERIFY(bob.register_as(QStringLiteral("bob")));
  QString folder;
  {
    Person alice{*root_, QStringLiteral("a"), relay_->port()};
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

  Person alice{*root_, QStringLiteral("a"), relay_->port()};
  QVERIFY(alice.unlock());
  QCOMPARE(alice.app.session()->username(), QString{"alice"});
  QVERIFY(alice.until([&] { return alice.app.conversations()->count() == 1; }));
  QVERIFY(alice.open(QStringLiteral("bob")));
  QVERIFY(alice.until_texts({"canary-text-71e2"}));
  QCOMPARE(alice.app.chat()->draft(), QString{"canary-draft-20af"});
}

void TestWholeProgram::a_second_device_hears_what_comes_and_can_be_removed() {
  Person desk{*root_, QStringLiteral("a1"), relay_->port()};
  Person bob{*root_, QStringLiteral("b"), relay_->port()};
  QVERIFY(desk.register_as(QStringLiteral("alice")));
  QVERIFY(bob.register_as(QStringLiteral("bob")));
  Person laptop{*root_, QStringLiteral("a2"), relay_->port()};
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
  Person alice{*root_, QStringLiteral("a"), relay_->port()};
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
  Person alice{*root_, QStringLiteral("a"), relay_->port()};
  QVERIFY(alice.register_as(QStringLiteral("alice")));
  Person other{*root_, QStringLiteral("b"), relay_->port()};
  QVERIFY(other.unlock());
  other.app.entry()->registerAccount(QStringLiteral("alice"), password, QString{}, QString{}, true,
                                     QString{});
  QVERIFY(other.until([&] { return !other.app.entry()->busy(); }));
  QCOMPARE(other.app.entry()->error(), QString{"name_taken"});
  QCOMPARE(other.app.session()->state(), QString{"out"});
  other.app.entry()->logIn(QStringLiteral("alice"), QStringLiteral("not the password"), QString{});
  QVERIFY(other.until([&] { return !other.app.entry()->busy(); }));
  QCOMPARE(other.app.entry()->error(), QString{"wrong_password"});
}

void TestWholeProgram::news_come_from_the_relay() {
  Person alice{*root_, QStringLiteral("a"), relay_->port()};
  News& news = *alice.app.news();
  news.refresh();
  QVERIFY(news.loading());
  QVERIFY(alice.until([&] { return !news.loading(); }));
  QCOMPARE(news.error(), QString{});
  relay_->kill();
  news.refresh();
  QVERIFY(alice.until([&] { return !news.loading(); }));
  QCOMPARE(news.error(), QString{"offline"});
}

QTEST_GUILESS_MAIN(TestWholeProgram)
#include "test_whole_program.moc"
