// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "controllers/entry.hpp"
#include "fake_engine.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestEntry final : public QObject {
  Q_OBJECT

 private slots:
  void registering_hands_the_form_to_the_engine();
  void progress_is_shown_until_one_is_in();
  void a_refusal_is_told_with_its_wait();
  void what_cannot_begin_is_told();
  void cancelling_ends_it();
  void a_late_failure_of_a_cancelled_entry_is_not_shown();
  void fields_are_judged_data();
  void fields_are_judged();
  void passwords_are_judged_data();
  void passwords_are_judged();
  void lengths_are_counted_in_bytes();
  void the_device_has_a_name();
};

namespace {

struct Fixture {
  FakeEngine engine;
  Entry entry{engine};
  void begin() {
    entry.logIn(QStringLiteral("Alice "), QStringLiteral("correct horse battery"), QStringLiteral("laptop"));
  }
};

}  // namespace

void TestEntry::registering_hands_the_form_to_the_engine() {
  Fixture f;
  f.entry.registerAccount(QStringLiteral(" Alice"), QStringLiteral("correct horse"), QStringLiteral("Älice"),
                          QStringLiteral("laptop"), false);
  const auto* input = f.engine.last<client::Register>();
  QVERIFY(input != nullptr);
  QCOMPARE(input->username.text(), std::string{"alice"});
  QCOMPARE(std::string{text_of(input->password.expose())}, std::string{"correct horse"});
  QCOMPARE(input->display_name, std::string{"Älice"});
  QVERIFY(!input->listed);
  QVERIFY(f.entry.busy());
  QCOMPARE(f.entry.mode(), QString{"register"});
  QCOMPARE(f.entry.step(), QString{"connecting"});
}

void TestEntry::progress_is_shown_until_one_is_in() {
  Fixture f;
  f.begin();
  f.engine.settle();
  f.engine.fire(client::EntryProgress{client::EntryStep::deriving_keys, 0.6});
  QCOMPARE(f.entry.step(), QString{"deriving_keys"});
  QCOMPARE(f.entry.fraction(), 0.6);
  f.engine.fire(client::LoggedIn{user("alice")});
  QVERIFY(!f.entry.busy());
  QCOMPARE(f.entry.step(), QString{});
  QCOMPARE(f.entry.error(), QString{});
}

void TestEntry::a_refusal_is_told_with_its_wait() {
  Fixture f;
  f.begin();
  f.engine.fire(client::EntryFailed{ErrorCode::rate_limited, Duration{1'001}});
  QVERIFY(!f.entry.busy());
  QCOMPARE(f.entry.error(), QString{"rate_limited"});
  QCOMPARE(f.entry.retryAfterSeconds(), 2);
  f.entry.clearError();
  QCOMPARE(f.entry.error(), QString{});
  QCOMPARE(f.entry.retryAfterSeconds(), 0);
}

void TestEntry::what_cannot_begin_is_told() {
  Fixture f;
  f.engine.submit_status = Error{ErrorCode::already_logged_in, "test"};
  f.begin();
  f.engine.settle();
  QVERIFY(!f.entry.busy());
  QCOMPARE(f.entry.error(), QString{"already_logged_in"});
  f.entry.logIn(QStringLiteral("no name"), QStringLiteral("x"), QString{});
  QCOMPARE(f.entry.error(), QString{"malformed"});
  QVERIFY(!f.entry.busy());
}

void TestEntry::cancelling_ends_it() {
  Fixture f;
  f.begin();
  f.entry.cancel();
  QVERIFY(!f.entry.busy());
  QVERIFY(f.engine.last<client::CancelEntry>() != nullptr);
  f.entry.cancel();
  QCOMPARE(f.engine.count<client::CancelEntry>(), std::size_t{1});
}

void TestEntry::a_late_failure_of_a_cancelled_entry_is_not_shown() {
  Fixture f;
  f.begin();
  f.entry.cancel();
  f.engine.fire(client::EntryFailed{ErrorCode::offline, Duration{0}});
  f.engine.fire(client::EntryProgress{client::EntryStep::publishing, 0.9});
  QCOMPARE(f.entry.error(), QString{});
  QCOMPARE(f.entry.step(), QString{});
}

void TestEntry::fields_are_judged_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("name_problem");
  QTest::addColumn<QString>("password_problem");
  QTest::newRow("empty") << QString{} << "missing"
                         << "missing";
  QTest::newRow("blank") << "  "
                         << "missing"
                         << "short";
  QTest::newRow("short") << "ab"
                         << "malformed"
                         << "short";
  QTest::newRow("capitals") << "Alice-Archer"
                            << ""
                            << "";
  QTest::newRow("other letters") << QStringLiteral("älice-archer") << "malformed"
                                 << "";
  QTest::newRow("ten characters beyond the first plane") << QStringLiteral("🐈🐈🐈🐈🐈🐈🐈🐈🐈") << "malformed"
                                                         << "short";
}

void TestEntry::fields_are_judged() {
  QFETCH(QString, text);
  const Fixture f;
  QTEST(f.entry.usernameProblem(text), "name_problem");
  QTEST(f.entry.passwordProblem(text), "password_problem");
}

void TestEntry::passwords_are_judged_data() {
  QTest::addColumn<QString>("password");
  QTest::addColumn<QString>("strength");
  QTest::newRow("empty") << QString{} << "empty";
  QTest::newRow("short") << "x7!pQz"
                         << "short";
  QTest::newRow("repeated") << "aaaaaaaaaaaaaaaa"
                            << "weak";
  QTest::newRow("counted") << "1234567890123"
                           << "weak";
  QTest::newRow("one's own name") << "alicealicealice"
                                  << "weak";
  QTest::newRow("common") << "password123"
                          << "weak";
  QTest::newRow("several words") << "correct horse battery staple"
                                 << "strong";
}

void TestEntry::passwords_are_judged() {
  QFETCH(QString, password);
  const Fixture f;
  QTEST(f.entry.passwordStrength(password, QStringLiteral("alice")), "strength");
}

void TestEntry::lengths_are_counted_in_bytes() {
  const Fixture f;
  const QString letters{64, QLatin1Char{'x'}};
  QVERIFY(!f.entry.tooLong(QStringLiteral("displayName"), letters));
  QVERIFY(f.entry.tooLong(QStringLiteral("displayName"), QString{33, QChar{0xE4}}));
  QVERIFY(!f.entry.tooLong(QStringLiteral("about"), letters + letters));
}

void TestEntry::the_device_has_a_name() {
  const Fixture f;
  QVERIFY(!f.entry.defaultDeviceName().isEmpty());
  QVERIFY(!f.entry.tooLong(QStringLiteral("deviceName"), f.entry.defaultDeviceName()));
}

QTEST_GUILESS_MAIN(TestEntry)
#include "test_entry.moc"
