// SPDX-License-Identifier: GPL-3.0-or-later
// Off the record in the window: begun, said, told what became of it, ended; and then it is nowhere any more.
#include <QRegularExpression>
#include <QTest>
#include <algorithm>
#include <functional>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto record = QStringLiteral("chat.offRecord");
const auto begin = QStringLiteral("Off the record");
const auto end = QStringLiteral("End and forget");
const auto field = QStringLiteral("Off the record to Ada Moreno");
const auto on_record = QStringLiteral("Message to Ada Moreno");
const auto what_it_means = QStringLiteral(
    "What you write now reaches only the devices of Ada Moreno that are connected at this moment, or "
    "nobody.");

QString text_of(const Stage& stage, const QString& name) {
  return stage.named(name)->property("text").toString();
}

/// In anything that the window has, seen or not.
bool is_anywhere(const Stage& stage, const QString& words) {
  const std::function<bool(QQuickItem*)> has = [&](QQuickItem* item) {
    if (item->property("text").toString().contains(words) || accessible_name(item).contains(words))
      return true;
    const QList<QQuickItem*> inside = item->childItems();
    return std::any_of(inside.begin(), inside.end(), has);
  };
  return has(stage.window().contentItem());
}

/// A conversation that was led off the record by a click.
struct Whispering {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};

  Whispering() { stage.click(begin); }
  void say(const char* words) {
    stage.type(QString::fromLatin1(words));
    stage.press(Qt::Key_Return);
  }
};

}  // namespace

class WindowOffRecord : public QObject {
  Q_OBJECT

 private slots:
  void it_begins_by_a_click_and_the_screen_says_what_it_means();
  void what_is_said_shows_what_became_of_it();
  void whoever_is_away_gets_nothing_and_one_is_told_data();
  void whoever_is_away_gets_nothing_and_one_is_told();
  void the_other_one_begins_and_the_screen_says_so();
  void nothing_stays_anywhere_when_it_ends();
  void what_was_said_or_deleted_is_not_brought_back();
  void what_is_not_taken_comes_back_into_the_field();
  void what_can_not_be_sent_stays_in_the_field();
  void what_was_written_on_the_record_is_not_sent_by_going_off();
  void files_durations_and_edits_are_left_out();
  void leaving_keeps_no_draft_of_it();
  void a_changed_key_hides_it_and_nothing_is_said();
  void it_is_not_offered_where_it_is_not_possible_data();
  void it_is_not_offered_where_it_is_not_possible();
};

void WindowOffRecord::it_begins_by_a_click_and_the_screen_says_what_it_means() {
  Whispering now;
  QVERIFY(now.stage.asked().contains(QStringLiteral("offRecord go")));
  QVERIFY(now.stage.shows(what_it_means));
  QVERIFY(now.stage.shows(QStringLiteral("Write off the record")));
  QCOMPARE(now.stage.focused_name(), field);
  QVERIFY(now.stage.named(on_record) == nullptr);
  QCOMPARE(now.stage.missed_by_tab(), QStringList{});
}

void WindowOffRecord::what_is_said_shows_what_became_of_it() {
  Whispering now;
  now.stage.type(QStringLiteral("between us"));
  QVERIFY(now.stage.click(QStringLiteral("Send")));
  QVERIFY(now.stage.asked().contains(QStringLiteral("offRecord send between us")));
  QVERIFY(now.stage.asked().filter(QRegularExpression{QStringLiteral("^send ")}).isEmpty());
  QVERIFY(now.stage.shows(QStringLiteral("You: between us, Off the record")));
  QVERIFY(now.stage.shows(QStringLiteral("Sending")));
  QCOMPARE(text_of(now.stage, field), QString{});
  now.stage.call(record, "become", QStringLiteral("delivered"));
  QVERIFY(!now.stage.shows(QStringLiteral("Sending")));
  QVERIFY(now.stage.named(QStringLiteral("Try again")) == nullptr);
}

void WindowOffRecord::whoever_is_away_gets_nothing_and_one_is_told_data() {
  QTest::addColumn<QString>("state");
  QTest::addColumn<QString>("words");
  QTest::newRow("away") << "not_delivered"
                        << "Not delivered";
  QTest::newRow("silent") << "unconfirmed"
                          << "Not confirmed: it may have arrived or not";
}

void WindowOffRecord::whoever_is_away_gets_nothing_and_one_is_told() {
  QFETCH(const QString, state);
  QFETCH(const QString, words);
  Whispering now;
  now.say("are you there?");
  now.stage.call(record, "become", state);
  QVERIFY(now.stage.shows(words));
  QCOMPARE(faults_in_pictures(now.stage, QStringLiteral("window-off-record-") + state), QString{});
  QVERIFY(now.stage.click(QStringLiteral("Try again")));
  QVERIFY(now.stage.asked().contains(QStringLiteral("offRecord retry w1")));
  QVERIFY(now.stage.shows(QStringLiteral("Sending")));
  QVERIFY(!now.stage.shows(words));
}

void WindowOffRecord::the_other_one_begins_and_the_screen_says_so() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(!stage.shows(what_it_means));
  stage.call(record, "hear", QStringLiteral("psst, swordfish"));
  QVERIFY(stage.shows(QStringLiteral("Ada Moreno: psst, swordfish, Off the record")));
  QVERIFY(stage.shows(what_it_means));
  QVERIFY(stage.named(field) != nullptr && stage.named(on_record) == nullptr);
  QVERIFY(!stage.asked().contains(QStringLiteral("offRecord go")));
}

void WindowOffRecord::nothing_stays_anywhere_when_it_ends() {
  Whispering now;
  now.stage.call(record, "hear", QStringLiteral("the word is swordfish"));
  now.say("never to be kept");
  now.stage.type(QStringLiteral("half a whisper"));
  const QStringList said{QStringLiteral("swordfish"), QStringLiteral("never to be kept"),
                         QStringLiteral("half a whisper")};
  for (const QString& words : said) QVERIFY2(is_anywhere(now.stage, words), qPrintable(words));
  QVERIFY(now.stage.click(end));
  QVERIFY(now.stage.asked().contains(QStringLiteral("offRecord end")));
  for (const QString& words : said) QVERIFY2(!is_anywhere(now.stage, words), qPrintable(words));
  QVERIFY(!now.stage.shows(what_it_means));
  // Nor does the field bring it back.
  QVERIFY(now.stage.tab_to(on_record));
  now.stage.press(Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(text_of(now.stage, on_record), QString{});
  for (const QString& words : said)
    QVERIFY(now.stage.asked().filter(QStringLiteral("saveDraft")).filter(words).isEmpty());
  // On the record again: the next sentence is sent, and kept.
  now.say("see you on Saturday");
  QVERIFY(now.stage.asked().contains(QStringLiteral("send see you on Saturday")));
}

/// The field's own memory of what was typed ends as well.
void WindowOffRecord::what_was_said_or_deleted_is_not_brought_back() {
  Whispering now;
  now.say("swordfish");
  now.stage.press(Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(text_of(now.stage, field), QString{});
  now.stage.type(QStringLiteral("marlin"));
  now.stage.press(Qt::Key_A, Qt::ControlModifier);
  now.stage.press(Qt::Key_Delete);
  QVERIFY(now.stage.click(end));
  QVERIFY(now.stage.tab_to(on_record));
  now.stage.press(Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(text_of(now.stage, on_record), QString{});
}

void WindowOffRecord::what_is_not_taken_comes_back_into_the_field() {
  Whispering now;
  now.say("are you there?");
  now.stage.call(record, "notSent", QStringLiteral("are you there?"));
  QCOMPARE(text_of(now.stage, field), QStringLiteral("are you there?"));
  // But not over what is written meanwhile.
  now.stage.type(QStringLiteral(" Hello?"));
  now.stage.call(record, "notSent", QStringLiteral("are you there?"));
  QCOMPARE(text_of(now.stage, field), QStringLiteral("are you there? Hello?"));
}

void WindowOffRecord::what_can_not_be_sent_stays_in_the_field() {
  Whispering now;
  now.stage.change(record, "sendError", QStringLiteral("too_large"));
  now.say("all of the book");
  QVERIFY(now.stage.shows(QStringLiteral("That is too long to be sent.")));
  QCOMPARE(text_of(now.stage, field), QStringLiteral("all of the book"));
  QVERIFY(!now.stage.shows(QStringLiteral("You: all of the book")));
}

void WindowOffRecord::what_was_written_on_the_record_is_not_sent_by_going_off() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  stage.type(QStringLiteral("half a sentence"));
  QVERIFY(stage.click(begin));
  QVERIFY(stage.asked().filter(QStringLiteral("send")).isEmpty());
  QCOMPARE(text_of(stage, field), QStringLiteral("half a sentence"));
}

void WindowOffRecord::files_durations_and_edits_are_left_out() {
  Whispering now;
  for (const char* deed : {"Attach files", "Let this message disappear"})
    QVERIFY2(now.stage.named(QString::fromLatin1(deed)) == nullptr, deed);
  now.say("no menu");
  now.stage.press(Qt::Key_Up);
  QVERIFY(now.stage.named(QStringLiteral("Edit message")) == nullptr);
}

void WindowOffRecord::leaving_keeps_no_draft_of_it() {
  Whispering now;
  now.stage.type(QStringLiteral("never to be kept"));
  now.stage.press(Qt::Key_Escape);
  QVERIFY(now.stage.asked().contains(QStringLiteral("close")));
  QVERIFY(now.stage.asked().filter(QStringLiteral("saveDraft")).isEmpty());
  QVERIFY(!is_anywhere(now.stage, QStringLiteral("never to be kept")));
}

void WindowOffRecord::a_changed_key_hides_it_and_nothing_is_said() {
  Whispering now;
  now.stage.type(QStringLiteral("half a whisper"));
  now.stage.change(QStringLiteral("chat"), "blocked", true);
  QVERIFY(now.stage.named(field) == nullptr);
  QVERIFY(now.stage.shows(QStringLiteral("The key of Ada Moreno changed")));
  QVERIFY(now.stage.asked().filter(QStringLiteral("offRecord send")).isEmpty());
  QVERIFY(now.stage.asked().filter(QStringLiteral("saveDraft")).isEmpty());
}

void WindowOffRecord::it_is_not_offered_where_it_is_not_possible_data() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  QTest::newRow("in a group") << "group_talking"
                              << "groups";
  QTest::newRow("to a stranger") << "requested"
                                 << "direct";
  QTest::newRow("to somebody blocked") << "user_blocked"
                                       << "direct";
}

void WindowOffRecord::it_is_not_offered_where_it_is_not_possible() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  const Stage stage{story, screen};
  QVERIFY(stage.named(begin) == nullptr);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowOffRecord)
#include "test_window_off_record.moc"
