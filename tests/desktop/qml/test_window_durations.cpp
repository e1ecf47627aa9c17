// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that last for a time, in the window: chosen for a conversation or for one message, said, and gone.
#include <QAccessible>
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto timer = QStringLiteral("Disappearing messages");
const auto own_timer = QStringLiteral("Let this message disappear");
const auto field = QStringLiteral("Message to Ada Moreno");

/// In the dialog that this button opens.
void choose(Stage& stage, const QString& opener, const char* duration, const char* answer = "Choose") {
  QVERIFY(stage.click(opener));
  QVERIFY(stage.click(QString::fromLatin1(duration)));
  QVERIFY(stage.click(QString::fromLatin1(answer)));
}

void say(Stage& stage, const char* words) {
  QVERIFY(stage.tab_to(field));
  stage.type(QString::fromLatin1(words));
  stage.press(Qt::Key_Return);
}

QString described(const Stage& stage, const QString& name) {
  return QAccessible::queryAccessibleInterface(stage.named(name))->text(QAccessible::Description);
}

void expire(Stage& stage, const char* message) {
  stage.call(QStringLiteral("chat.timeline"), "expire", message);
}

}  // namespace

class WindowDurations : public QObject {
  Q_OBJECT

 private slots:
  void a_conversation_gets_a_duration();
  void a_group_gets_a_duration();
  void nothing_is_set_when_the_dialog_is_left();
  void the_choice_begins_where_it_stands();
  void a_choice_is_made_without_a_mouse();
  void a_screen_reader_chooses();
  void a_message_gets_a_duration_of_its_own();
  void a_duration_of_its_own_is_given_up();
  void a_message_stays_where_the_others_leave();
  void what_is_over_leaves_the_window();
  void what_is_over_is_not_shown_to_who_answers_it();
  void what_is_over_is_not_edited_any_more();
  void the_menu_of_what_is_over_closes();
  void what_is_edited_is_shown_so_to_who_answers_it();
};

void WindowDurations::a_conversation_gets_a_duration() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QCOMPARE(described(stage, timer), QStringLiteral("New messages stay"));
  choose(stage, timer, "1 week");
  QVERIFY(stage.asked().contains(QStringLiteral("setDuration 604800")));
  QCOMPARE(described(stage, timer), QStringLiteral("New messages disappear after 1 week"));
  QVERIFY(stage.shows(QStringLiteral("You set new messages to disappear 1 week after they were read")));
  QCOMPARE(stage.focused_name(), timer);
  say(stage, "until next week");
  QVERIFY(stage.asked().contains(QStringLiteral("send until next week")));
  QVERIFY(stage.shows(QStringLiteral("Disappears here 1 week after it was sent")));
}

void WindowDurations::a_group_gets_a_duration() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QCOMPARE(described(stage, timer), QStringLiteral("New messages stay"));
  QVERIFY(stage.click(timer));
  // One's own don't wait until somebody has read them.
  QVERIFY(stage.shows(QStringLiteral("where they were written, this long after they were sent")));
  QVERIFY(stage.shows(QStringLiteral("every member can change it")));
  QVERIFY(stage.click(QStringLiteral("1 day")));
  QVERIFY(stage.asked().filter(QStringLiteral("setDuration")).isEmpty());
  QVERIFY(stage.click(QStringLiteral("Choose")));
  QVERIFY(stage.asked().contains(QStringLiteral("setDuration 86400")));
  QCOMPARE(described(stage, timer), QStringLiteral("New messages disappear after 1 day"));
  QVERIFY(stage.shows(QStringLiteral("You set new messages to disappear 1 day after they were read")));
}

void WindowDurations::nothing_is_set_when_the_dialog_is_left() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  choose(stage, timer, "1 week", "Cancel");
  QVERIFY(stage.click(timer));
  QVERIFY(stage.click(QStringLiteral("1 day")));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.asked().filter(QStringLiteral("setDuration")).isEmpty());
  QCOMPARE(described(stage, timer), QStringLiteral("New messages stay"));
}

void WindowDurations::the_choice_begins_where_it_stands() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  QVERIFY(stage.click(timer));
  QCOMPARE(stage.focused_name(), QStringLiteral("1 hour"));
  QVERIFY(stage.focused()->property("checked").toBool());
  QVERIFY(stage.click(QStringLiteral("1 day")));
  QVERIFY(!stage.named(QStringLiteral("1 hour"))->property("checked").toBool());
  stage.press(Qt::Key_Escape);
  // What wasn't chosen to the end is forgotten.
  QVERIFY(stage.click(timer));
  QVERIFY(stage.named(QStringLiteral("1 hour"))->property("checked").toBool());
  QVERIFY(!stage.named(QStringLiteral("1 day"))->property("checked").toBool());
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("durations-conversation")), QString{});
}

void WindowDurations::a_choice_is_made_without_a_mouse() {
  for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return}) {
    Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
    QVERIFY(stage.tab_to(timer));
    stage.press(Qt::Key_Return);
    stage.press(Qt::Key_Down);
    QCOMPARE(stage.focused_name(), QStringLiteral("8 hours"));
    stage.press(Qt::Key_Up);
    stage.press(Qt::Key_Up);
    QCOMPARE(stage.focused_name(), QStringLiteral("5 minutes"));
    stage.press(key);
    QVERIFY(stage.focused()->property("checked").toBool());
    QVERIFY(stage.tab_to(QStringLiteral("Choose")));
    stage.press(Qt::Key_Return);
    QVERIFY(stage.asked().contains(QStringLiteral("setDuration 300")));
  }
}

void WindowDurations::a_screen_reader_chooses() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(stage.click(timer));
  QQuickItem* day = stage.named(QStringLiteral("1 day"));
  QVERIFY(day != nullptr);
  QAccessible::queryAccessibleInterface(day)->actionInterface()->doAction(
      QAccessibleActionInterface::pressAction());
  stage.settle();
  QVERIFY(day->property("checked").toBool());
  QVERIFY(stage.click(QStringLiteral("Choose")));
  QVERIFY(stage.asked().contains(QStringLiteral("setDuration 86400")));
}

void WindowDurations::a_message_gets_a_duration_of_its_own() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  choose(stage, own_timer, "30 seconds");
  QVERIFY(stage.shows(QStringLiteral("This message disappears after 30 seconds")));
  QVERIFY(stage.asked().filter(QStringLiteral("setDuration")).isEmpty());
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("durations-message")), QString{});
  say(stage, "the code is 4711");
  QVERIFY(stage.asked().contains(QStringLiteral("send the code is 4711 lasts 30")));
  QVERIFY(stage.shows(QStringLiteral("Disappears here 30 seconds after it was sent")));
  // It held for that one.
  QVERIFY(!stage.shows(QStringLiteral("This message disappears")));
  say(stage, "and the next");
  QVERIFY(stage.asked().contains(QStringLiteral("send and the next")));
}

void WindowDurations::a_duration_of_its_own_is_given_up() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  choose(stage, own_timer, "30 seconds");
  QVERIFY(stage.click(QStringLiteral("Cancel")));
  QVERIFY(!stage.shows(QStringLiteral("This message disappears")));
  // The button is gone: what is typed is meant for the field.
  QCOMPARE(stage.focused_name(), field);
  say(stage, "it may stay");
  QVERIFY(stage.asked().contains(QStringLiteral("send it may stay")));
}

void WindowDurations::a_message_stays_where_the_others_leave() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  choose(stage, own_timer, "They stay");
  QVERIFY(stage.shows(QStringLiteral("This message stays")));
  say(stage, "for good");
  QVERIFY(stage.asked().contains(QStringLiteral("send for good lasts 0")));
  say(stage, "for an hour");
  QVERIFY(stage.asked().contains(QStringLiteral("send for an hour")));
  QVERIFY(stage.shows(QStringLiteral("for an hour, Disappears here 1 hour after it was sent")));
}

void WindowDurations::what_is_over_leaves_the_window() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  const auto brief = QStringLiteral("The code of the gate is 4711.");
  stage.open_message_menu(2);
  QVERIFY(stage.tab_to(QStringLiteral("Reply")));
  stage.press(Qt::Key_Return);
  say(stage, "thanks");
  QVERIFY(stage.said(brief) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("Answer to Ada Moreno: ") + brief));
  QVERIFY(stage.shows(QStringLiteral("Disappears 1 hour after it was read")));
  expire(stage, "m11");
  QVERIFY(stage.said(brief) == nullptr);
  QVERIFY2(!stage.shows(QStringLiteral("4711")), "nor what it was answered with");
  QVERIFY(stage.said(QStringLiteral("thanks")) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("The message that this one answers isn't here.")));
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

void WindowDurations::what_is_over_is_not_shown_to_who_answers_it() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  stage.open_message_menu(2);
  QVERIFY(stage.tab_to(QStringLiteral("Reply")));
  stage.press(Qt::Key_Return);
  stage.type(QStringLiteral("I have"));
  QVERIFY(stage.shows(QStringLiteral("Reply to Ada Moreno")));
  expire(stage, "m11");
  QVERIFY(!stage.shows(QStringLiteral("Reply to Ada Moreno")));
  QVERIFY(!stage.shows(QStringLiteral("4711")));
  // What is being said is kept, as a message that answers nothing.
  stage.type(QStringLiteral(" it"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send I have it")));
}

void WindowDurations::what_is_over_is_not_edited_any_more() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  stage.type(QStringLiteral("half"));
  stage.open_message_menu(1);
  QVERIFY(stage.tab_to(QStringLiteral("Edit")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.focused()->property("text").toString(),
           QStringLiteral("I'll have forgotten it in an hour."));
  expire(stage, "m12");
  QVERIFY(!stage.shows(QStringLiteral("I'll have forgotten it in an hour.")));
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("half"));
}

void WindowDurations::the_menu_of_what_is_over_closes() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  stage.open_message_menu(2);
  QVERIFY(stage.named(QStringLiteral("Copy text")) != nullptr);
  expire(stage, "m1");
  QVERIFY2(stage.named(QStringLiteral("Copy text")) != nullptr, "it is about another one");
  expire(stage, "m11");
  QVERIFY(stage.named(QStringLiteral("Copy text")) == nullptr);
  const QQuickItem* messages = stage.named(QStringLiteral("Messages with Ada Moreno"));
  QVERIFY(stage.focused() != nullptr && messages->parentItem()->isAncestorOf(stage.focused()));
}

void WindowDurations::what_is_edited_is_shown_so_to_who_answers_it() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  stage.open_message_menu(2);
  QVERIFY(stage.tab_to(QStringLiteral("Reply")));
  stage.press(Qt::Key_Return);
  QMetaObject::invokeMethod(&stage.part(QStringLiteral("chat.timeline")), "reword",
                            Q_ARG(QString, QStringLiteral("m11")),
                            Q_ARG(QString, QStringLiteral("It is 1147.")));
  stage.settle();
  QVERIFY(stage.shows(QStringLiteral("Reply to Ada Moreno")));
  QVERIFY(!stage.shows(QStringLiteral("4711")));
  stage.type(QStringLiteral("good"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send good answers m11")));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowDurations)
#include "test_window_durations.moc"
