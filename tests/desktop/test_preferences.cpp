// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "controllers/preferences.hpp"

using namespace sotto::desktop;

class TestPreferences final : public QObject {
  Q_OBJECT

 private slots:
  void what_was_chosen_is_there_again();
  void the_first_time_has_defaults();
  void an_unknown_theme_is_not_taken();
  void another_relay_is_not_taken_while_logged_in();
  void an_address_is_judged_data();
  void an_address_is_judged();
  void a_relay_is_known_however_it_is_written();
  void equal_relays_have_one_address();
  void the_stream_follows_the_scheme();
  void the_data_folder_is_private();
  void each_relay_has_a_database_of_its_own();
};

namespace {

DataFolder folder_in(const QTemporaryDir& root) {
  return *DataFolder::open(root.filePath(QStringLiteral("data")));
}

}  // namespace

void TestPreferences::what_was_chosen_is_there_again() {
  const QTemporaryDir root;
  {
    Preferences preferences{folder_in(root)};
    preferences.setTheme(QStringLiteral("dark"));
    preferences.setNotifications(false);
    preferences.setCloseToTray(false);
    preferences.setRelayUrl(QStringLiteral("chat.example.org"));
  }
  const Preferences again{folder_in(root)};
  QCOMPARE(again.theme(), QString{"dark"});
  QVERIFY(!again.notifications());
  QVERIFY(!again.closeToTray());
  QCOMPARE(again.relayUrl(), QString{"https://chat.example.org"});
}

void TestPreferences::the_first_time_has_defaults() {
  const QTemporaryDir root;
  const Preferences preferences{folder_in(root)};
  QCOMPARE(preferences.theme(), QString{"system"});
  QVERIFY(preferences.notifications());
  QVERIFY(preferences.closeToTray());
  QCOMPARE(preferences.relayUrl(), QString{});
  QVERIFY(!preferences.relay());
}

void TestPreferences::an_unknown_theme_is_not_taken() {
  const QTemporaryDir root;
  Preferences preferences{folder_in(root)};
  preferences.setTheme(QStringLiteral("plaid"));
  QCOMPARE(preferences.theme(), QString{"system"});
}

void TestPreferences::another_relay_is_not_taken_while_logged_in() {
  const QTemporaryDir root;
  Preferences preferences{folder_in(root)};
  QSignalSpy changed{&preferences, &Preferences::relayChanged};
  preferences.setRelayUrl(QStringLiteral("one.example.org"));
  preferences.setRelayUrl(QStringLiteral("https://one.example.org/"));
  QCOMPARE(changed.size(), 1);
  preferences.set_relay_guard([] { return false; });
  preferences.setRelayUrl(QStringLiteral("two.example.org"));
  preferences.setRelayUrl(QStringLiteral("no address at all"));
  QCOMPARE(changed.size(), 1);
  QCOMPARE(preferences.relayUrl(), QString{"https://one.example.org"});
}

void TestPreferences::an_address_is_judged_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("problem");
  QTest::newRow("nothing") << "  "
                           << "missing";
  QTest::newRow("a host") << "chat.example.org"
                          << "";
  QTest::newRow("a host and port") << "chat.example.org:8443"
                                   << "";
  QTest::newRow("https") << "https://chat.example.org/"
                         << "";
  QTest::newRow("http here") << "http://127.0.0.1:8484"
                             << "";
  QTest::newRow("http here by name") << "http://localhost:8484"
                                     << "";
  QTest::newRow("http here, IPv6") << "http://[::1]:8484"
                                   << "";
  QTest::newRow("http elsewhere") << "http://chat.example.org"
                                  << "insecure";
  QTest::newRow("http to a name that begins like here") << "http://127.0.0.1.example.org"
                                                        << "insecure";
  QTest::newRow("another scheme") << "ftp://chat.example.org"
                                  << "malformed";
  QTest::newRow("a file") << "file:///etc/passwd"
                          << "malformed";
  QTest::newRow("a path") << "https://chat.example.org/sotto"
                          << "malformed";
  QTest::newRow("a query") << "https://chat.example.org?x=1"
                           << "malformed";
  QTest::newRow("a name and password") << "https://a:b@chat.example.org"
                                       << "malformed";
  QTest::newRow("a port that is none") << "chat.example.org:99999"
                                       << "malformed";
  QTest::newRow("words") << "no address at all"
                         << "malformed";
}

void TestPreferences::an_address_is_judged() {
  const QTemporaryDir root;
  const Preferences preferences{folder_in(root)};
  QFETCH(QString, text);
  QTEST(preferences.relayUrlProblem(text), "problem");
}

void TestPreferences::a_relay_is_known_however_it_is_written() {
  const QTemporaryDir root;
  Preferences preferences{folder_in(root)};
  QVERIFY(!preferences.isRelay(QString{}));
  preferences.setRelayUrl(QStringLiteral("chat.example.org"));
  for (const char* same : {"chat.example.org", " https://Chat.Example.org:443/ "})
    QVERIFY2(preferences.isRelay(QString::fromLatin1(same)), same);
  for (const char* other : {"", "words and more", "http://chat.example.org", "chat.example.com"})
    QVERIFY2(!preferences.isRelay(QString::fromLatin1(other)), other);
}

void TestPreferences::equal_relays_have_one_address() {
  const auto one = RelayUrl::parse(QStringLiteral("Chat.Example.org"));
  const auto other = RelayUrl::parse(QStringLiteral(" https://chat.example.org:443/ "));
  QVERIFY(one && other);
  QCOMPARE(one->text(), other->text());
}

void TestPreferences::the_stream_follows_the_scheme() {
  QCOMPARE(RelayUrl::parse(QStringLiteral("chat.example.org"))->stream(),
           QUrl{"wss://chat.example.org/api/v1/stream"});
  QCOMPARE(RelayUrl::parse(QStringLiteral("http://127.0.0.1:8484"))->stream(),
           QUrl{"ws://127.0.0.1:8484/api/v1/stream"});
}

void TestPreferences::the_data_folder_is_private() {
  const QTemporaryDir root;
  const auto folder = folder_in(root);
  const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                      QFile::WriteOther | QFile::ExeOther;
  QCOMPARE(QFileInfo{folder.path()}.permissions() & others, QFile::Permissions{});
  const auto database = folder.database_for(*RelayUrl::parse(QStringLiteral("chat.example.org")));
  QVERIFY(database.ok());
  QCOMPARE(QFileInfo{QFileInfo{*database}.path()}.permissions() & others, QFile::Permissions{});
}

void TestPreferences::each_relay_has_a_database_of_its_own() {
  const QTemporaryDir root;
  const auto folder = folder_in(root);
  const auto of = [&](const char* relay) {
    return *folder.database_for(*RelayUrl::parse(QString::fromLatin1(relay)));
  };
  QCOMPARE(of("chat.example.org"), of("https://chat.example.org"));
  QVERIFY(of("chat.example.org") != of("http://chat.example.org"));
  QVERIFY(of("chat.example.org").startsWith(folder.path()));
  QVERIFY(!folder.has_databases());
  QFile made{of("chat.example.org")};
  QVERIFY(made.open(QIODevice::WriteOnly));
  QVERIFY(folder.has_databases());
}

QTEST_GUILESS_MAIN(TestPreferences)
#include "test_preferences.moc"
