// SPDX-License-Identifier: GPL-3.0-or-later
// Safety numbers in the window: compared, marked, and what happens when a key changes.
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto chat = QStringLiteral("chat");
const auto open_number = QStringLiteral("Safety number");
const auto mark = QStringLiteral("It's the same: mark as verified");
const auto unmark = QStringLiteral("Not verified any more");
const auto accept = QStringLiteral("Accept the new key");
const auto sure = QStringLiteral("Accept this key");
const auto field = QStringLiteral("Message to Ada Moreno");
const auto changed = QStringLiteral("The key of Ada Moreno changed");

qsizetype asked(const Stage& stage, const char* what) {
  return stage.asked().count(QString::fromLatin1(what));
}

/// What is said when the number of this digit, 60 times, is on the screen.
QString number_of(char digit) {
  const QStringList groups(12, QString{5, QLatin1Char{digit}});
  return QStringLiteral("The safety number, 12 groups of 5 digits: ") + groups.join(QLatin1Char(' '));
}

void give_number(Stage& stage, char digit) {
  stage.change(chat, "safetyNumber", digit == '\0' ? QString{} : QString{60, QLatin1Char{digit}});
}

/// Somebody is in the middle of a sentence when the other's key changes.
struct Changing {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};

  Changing() {
    give_number(stage, '7');
    stage.type(QStringLiteral("half a sentence"));
    stage.change(chat, "blocked", true);
  }
};

}  // namespace

class WindowVerification : public QObject {
  Q_OBJECT

 private slots:
  void the_number_is_read_and_shown_in_groups_of_five();
  void before_the_first_contact_there_is_nothing_to_compare();
  void who_was_compared_is_marked_and_unmarked();
  void a_second_click_at_once_does_not_take_the_mark_back();
  void a_changed_key_stops_writing();
  void a_new_key_is_accepted_with_its_number_on_the_screen();
  void who_does_not_accept_stays_without_a_word_data();
  void who_does_not_accept_stays_without_a_word();
  void a_number_that_is_not_known_accepts_nothing();
  void a_key_that_changed_once_more_is_shown_before_it_is_accepted();
  void a_changed_key_of_somebody_verified_is_said_more_plainly();
  void a_changed_key_can_not_be_marked_before_it_is_accepted();
  void a_code_is_compared_data();
  void a_code_is_compared();
  void what_was_said_of_a_code_is_not_said_of_the_next();
};

void WindowVerification::the_number_is_read_and_shown_in_groups_of_five() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QCOMPARE(asked(stage, "readSafetyNumber"), 0);
  QVERIFY(stage.click(open_number));
  QCOMPARE(asked(stage, "readSafetyNumber"), 1);
  QCOMPARE(asked(stage, "readSafetyCode"), 1);
  const QStringList groups(6, QStringLiteral("12345 67890"));
  const QString number = groups.join(QLatin1Char(' '));
  QVERIFY(stage.named(QStringLiteral("The safety number, 12 groups of 5 digits: ") + number) != nullptr);
  QVERIFY(stage.named(QStringLiteral("QR code of the safety number")) != nullptr);
  QCOMPARE(stage.missed_by_tab(), QStringList{});
  QVERIFY(stage.pick(QStringLiteral("Copy")));
  QCOMPARE(QGuiApplication::clipboard()->text(), number);
}

void WindowVerification::before_the_first_contact_there_is_nothing_to_compare() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  give_number(stage, '\0');
  QVERIFY(stage.click(open_number));
  QVERIFY(stage.shows(QStringLiteral("There is no number yet.")));
  QVERIFY(!stage.shows(QStringLiteral("12 groups of 5 digits")));
  for (const QString& deed : {mark, QStringLiteral("Copy"), QStringLiteral("Compare")})
    QVERIFY2(stage.named(deed) == nullptr, qPrintable(deed));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-verification-none")), QString{});
}

void WindowVerification::who_was_compared_is_marked_and_unmarked() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto verified = QStringLiteral("Ada Moreno, Verified");
  give_number(stage, '7');
  QVERIFY(stage.named(verified) == nullptr);
  QVERIFY(stage.click(open_number));
  QVERIFY(stage.click(mark));
  QCOMPARE(stage.asked().filter(QStringLiteral("verify")),
           QStringList{"verify " + QString(60, QLatin1Char{'7'})});
  QVERIFY(stage.shows(QStringLiteral("You have compared this number with Ada Moreno.")));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.named(verified) != nullptr);

  QVERIFY(stage.click(open_number));
  QVERIFY(stage.click(unmark));
  QCOMPARE(asked(stage, "unverify"), 1);
  QVERIFY(!stage.shows(QStringLiteral("You have compared this number")));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.named(verified) == nullptr);
}

void WindowVerification::a_second_click_at_once_does_not_take_the_mark_back() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(stage.click(open_number));
  QVERIFY(stage.double_click(mark));
  QCOMPARE(asked(stage, "unverify"), 0);
  QVERIFY(stage.named(unmark) != nullptr);
}

void WindowVerification::a_changed_key_stops_writing() {
  Changing changing;
  Stage& stage = changing.stage;
  QVERIFY(stage.shows(changed));
  QVERIFY(stage.shows(QStringLiteral("Nothing is sent until you accept the new key.")));
  for (const char* deed : {"Message to Ada Moreno", "Send", "Attach files", "Off the record"})
    QVERIFY2(stage.named(QString::fromLatin1(deed)) == nullptr, deed);
  stage.type(QStringLiteral("x"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().filter(QStringLiteral("send")).isEmpty());
  QCOMPARE(asked(stage, "acceptIdentity"), 0);
}

void WindowVerification::a_new_key_is_accepted_with_its_number_on_the_screen() {
  Changing changing;
  Stage& stage = changing.stage;
  QVERIFY(stage.named(number_of('7')) == nullptr);
  QVERIFY(stage.click(accept));
  QCOMPARE(asked(stage, "acceptIdentity"), 0);
  QVERIFY(stage.named(number_of('7')) != nullptr);
  QCOMPARE(stage.missed_by_tab(), QStringList{});
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-verification-accept")), QString{});
  QVERIFY(stage.pick(sure));
  QCOMPARE(asked(stage, "acceptIdentity"), 1);
  QVERIFY(!stage.shows(changed));
  QVERIFY(stage.named(field) != nullptr);
  // What was being written is there again, and wasn't sent by that.
  QCOMPARE(stage.named(field)->property("text").toString(), QStringLiteral("half a sentence"));
  QCOMPARE(stage.focused_name(), field);
  QVERIFY(stage.asked().filter(QStringLiteral("send ")).isEmpty());
}

void WindowVerification::who_does_not_accept_stays_without_a_word_data() {
  QTest::addColumn<QString>("way");
  for (const char* way : {"Cancel", "Close", "Escape", "Enter"}) QTest::newRow(way) << way;
}

void WindowVerification::who_does_not_accept_stays_without_a_word() {
  QFETCH(const QString, way);
  Changing changing;
  Stage& stage = changing.stage;
  QVERIFY(stage.tab_to(accept));
  stage.press(Qt::Key_Return);
  // Whoever presses Enter once more by mistake cancels.
  QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
  if (way == QLatin1String("Escape") || way == QLatin1String("Enter"))
    stage.press(way == QLatin1String("Escape") ? Qt::Key_Escape : Qt::Key_Return);
  else
    QVERIFY(stage.click(way));
  QCOMPARE(asked(stage, "acceptIdentity"), 0);
  QVERIFY(stage.named(sure) == nullptr);
  QVERIFY(stage.shows(changed));
  QVERIFY(stage.named(field) == nullptr);
  QCOMPARE(stage.focused_name(), accept);
}

void WindowVerification::a_number_that_is_not_known_accepts_nothing() {
  Changing changing;
  Stage& stage = changing.stage;
  give_number(stage, '\0');
  const auto read_before = asked(stage, "readSafetyNumber");
  QVERIFY(stage.click(accept));
  QCOMPARE(asked(stage, "readSafetyNumber"), read_before + 1);
  QVERIFY(stage.shows(QStringLiteral("The number of the new key isn't known yet")));
  QVERIFY(stage.click(sure));
  QCOMPARE(asked(stage, "acceptIdentity"), 0);
  // It comes.
  give_number(stage, '3');
  QVERIFY(stage.named(number_of('3')) != nullptr);
  QVERIFY(stage.click(sure));
  QCOMPARE(asked(stage, "acceptIdentity"), 1);
}

void WindowVerification::a_key_that_changed_once_more_is_shown_before_it_is_accepted() {
  Changing changing;
  Stage& stage = changing.stage;
  stage.change(chat, "refusesKey", true);
  const auto read_before = asked(stage, "readSafetyNumber");
  QVERIFY(stage.click(accept));
  // The number that is looked at stays until it is refused.
  QCOMPARE(asked(stage, "readSafetyNumber"), read_before);
  QVERIFY(stage.click(sure));
  QCOMPARE(asked(stage, "acceptIdentity"), 1);
  QCOMPARE(asked(stage, "readSafetyNumber"), read_before + 1);
  give_number(stage, '9');
  QVERIFY(stage.named(number_of('9')) != nullptr);
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.shows(changed));
  QVERIFY(stage.named(field) == nullptr);
  stage.change(chat, "refusesKey", false);
  QVERIFY(stage.click(accept));
  QVERIFY(stage.named(number_of('9')) != nullptr);
  QVERIFY(stage.click(sure));
  QCOMPARE(asked(stage, "acceptIdentity"), 2);
  QVERIFY(stage.named(field) != nullptr);
}

void WindowVerification::a_changed_key_of_somebody_verified_is_said_more_plainly() {
  Stage stage{QStringLiteral("verified"), QStringLiteral("direct")};
  QVERIFY(stage.named(QStringLiteral("Ada Moreno, Verified")) != nullptr);
  stage.change(chat, "verified", false);
  stage.change(chat, "wasVerified", true);
  stage.change(chat, "blocked", true);
  QVERIFY(
      stage.shows(QStringLiteral("You had compared their safety number, and it isn't the same any more.")));
  QVERIFY(stage.named(QStringLiteral("Ada Moreno, Verified")) == nullptr);
  QVERIFY(stage.named(field) == nullptr);
}

void WindowVerification::a_changed_key_can_not_be_marked_before_it_is_accepted() {
  Changing changing;
  Stage& stage = changing.stage;
  QVERIFY(stage.click(QStringLiteral("Compare the safety number")));
  QVERIFY(stage.named(number_of('7')) != nullptr);
  QVERIFY(stage.named(mark) == nullptr);
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.shows(changed));
}

void WindowVerification::a_code_is_compared_data() {
  QTest::addColumn<QString>("code");
  QTest::addColumn<QString>("words");
  QTest::newRow("match") << "the other's"
                         << "It is the code that Ada Moreno should have: nobody reads along.";
  QTest::newRow("alarm")
      << "another key's"
      << "Another key! What you see of Ada Moreno, or what Ada Moreno sees of you, is not real.";
  QTest::newRow("other") << "SOTTO:1234"
                         << "This isn't Ada Moreno's code for this conversation.";
}

void WindowVerification::a_code_is_compared() {
  QFETCH(const QString, code);
  QFETCH(const QString, words);
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(stage.click(open_number));
  QVERIFY(stage.tab_to(QStringLiteral("The other's code")));
  stage.type(code);
  QVERIFY(!stage.shows(words));
  QVERIFY(stage.pick(QStringLiteral("Compare")));
  QVERIFY(stage.asked().contains(QStringLiteral("compare ") + code));
  QVERIFY(stage.shows(words));
  QCOMPARE(
      faults_in_pictures(
          stage, QStringLiteral("window-verification-code-%1").arg(QLatin1String(QTest::currentDataTag()))),
      QString{});
  // A code that is right marks nobody: that is for the one who has compared.
  QVERIFY(stage.asked().filter(QStringLiteral("verify ")).isEmpty());
  QVERIFY(stage.named(mark) != nullptr);
}

void WindowVerification::what_was_said_of_a_code_is_not_said_of_the_next() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto of_code = QStringLiteral("It is the code that Ada Moreno should have");
  QVERIFY(stage.click(open_number));
  QVERIFY(stage.tab_to(QStringLiteral("The other's code")));
  stage.type(QStringLiteral("the other's"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.shows(of_code));
  stage.type(QStringLiteral("x"));
  QVERIFY(!stage.shows(of_code));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.shows(QStringLiteral("This isn't Ada Moreno's code")));
  // Nor of the next time.
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.click(open_number));
  QVERIFY(!stage.shows(QStringLiteral("This isn't Ada Moreno's code")));
  QVERIFY(stage.tab_to(QStringLiteral("The other's code")));
  QCOMPARE(stage.focused()->property("text").toString(), QString{});
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowVerification)
#include "test_window_verification.moc"
