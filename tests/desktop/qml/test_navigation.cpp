// SPDX-License-Identifier: GPL-3.0-or-later
// Which screen is shown follows the session, the notifications and what one asks for.
#include <QTest>

#include "main.hpp"
#include "stage.hpp"

namespace sotto::desktop {

class Navigation : public QObject {
  Q_OBJECT

 private slots:
  void logging_in_leads_to_the_messages();
  void logging_out_leads_to_the_landing_page();
  void without_an_account_there_are_no_messages();
  void a_locked_database_comes_before_everything();
  void about_can_be_read_even_when_locked();
  void a_clicked_notification_opens_its_conversation();
  void the_title_names_nobody();
  void notes_appear_and_can_be_dismissed();
  void messages_are_marked_as_read_only_in_an_active_window();
  void sending_follows_the_end();
  void what_was_typed_stays_with_the_one_it_is_for();
  void reading_begins_where_it_stopped();
  void what_arrives_out_of_view_is_not_read();
  void a_jump_shows_its_message_and_lets_go_of_it();
};

namespace {

void change_session(Stage& stage, const char* state) {
  stage.part(QStringLiteral("session")).setProperty("state", QString::fromLatin1(state));
  stage.settle();
}

}  // namespace

void Navigation::logging_in_leads_to_the_messages() {
  Stage stage{QStringLiteral("out"), QStringLiteral("register")};
  change_session(stage, "in");
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
}

void Navigation::logging_out_leads_to_the_landing_page() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("settings")};
  change_session(stage, "out");
  QCOMPARE(stage.screen(), QStringLiteral("LandingScreen.qml"));
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

void Navigation::without_an_account_there_are_no_messages() {
  Stage stage{QStringLiteral("out"), QStringLiteral("direct")};
  QCOMPARE(stage.screen(), QStringLiteral("LandingScreen.qml"));
  stage.go(QStringLiteral("groups"));
  QCOMPARE(stage.screen(), QStringLiteral("LandingScreen.qml"));
}

void Navigation::a_locked_database_comes_before_everything() {
  Stage stage{QStringLiteral("locked_wrong"), QStringLiteral("settings")};
  QCOMPARE(stage.screen(), QStringLiteral("UnlockScreen.qml"));
  stage.type(QStringLiteral("open up"));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked(), QStringList{QStringLiteral("unlock open up")});
}

void Navigation::about_can_be_read_even_when_locked() {
  const Stage stage{QStringLiteral("locked_wrong"), QStringLiteral("about")};
  QCOMPARE(stage.screen(), QStringLiteral("AboutScreen.qml"));
}

void Navigation::a_clicked_notification_opens_its_conversation() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  QMetaObject::invokeMethod(&stage.app(), "conversationWanted", Q_ARG(QString, QStringLiteral("farida")));
  stage.settle();
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
  QVERIFY(stage.asked().contains(QStringLiteral("open farida")));
}

void Navigation::the_title_names_nobody() {
  const Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QCOMPARE(stage.window().title(), QStringLiteral("(122) Sotto"));
}

void Navigation::notes_appear_and_can_be_dismissed() {
  Stage stage{QStringLiteral("notices"), QStringLiteral("direct")};
  const QString full = QStringLiteral(
      "Their mailbox is full. Your message is kept and will be sent when there is room. Please try again in "
      "30 seconds.");
  QVERIFY(stage.named(full) != nullptr);
  for (int note = 0; note < 2; ++note) {
    QQuickItem* dismiss = stage.named(QStringLiteral("Dismiss this notice"));
    QVERIFY(dismiss != nullptr);
    dismiss->forceActiveFocus();
    stage.press(Qt::Key_Return);
  }
  QVERIFY(stage.named(full) == nullptr);
}

void Navigation::messages_are_marked_as_read_only_in_an_active_window() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto marks = [&] { return stage.asked().count(QStringLiteral("markRead")); };
  QVERIFY(marks() > 0);
  QWindow other;
  other.show();
  other.requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(&other));
  stage.settle();
  const auto before = marks();
  stage.say(QStringLiteral("Are you there?"));
  QCOMPARE(marks(), before);
  stage.window().requestActivate();
  QVERIFY(QTest::qWaitForWindowActive(&stage.window()));
  stage.settle();
  QVERIFY(marks() > before);
}

void Navigation::sending_follows_the_end() {
  Stage stage{QStringLiteral("many_unread"), QStringLiteral("direct")};
  QVERIFY(stage.named(QStringLiteral("Newest messages")) != nullptr);
  stage.type(QStringLiteral("one more"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.named(QStringLiteral("Newest messages")) == nullptr);
}

void Navigation::what_was_typed_stays_with_the_one_it_is_for() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  stage.type(QStringLiteral("for ada alone"));
  QMetaObject::invokeMethod(&stage.app(), "conversationWanted", Q_ARG(QString, QStringLiteral("farida")));
  stage.settle();
  QVERIFY(stage.asked().contains(QStringLiteral("saveDraft ada|for ada alone")));
  QCOMPARE(accessible_name(stage.focused()), QStringLiteral("Message to Farida, choir (alto)"));
  QCOMPARE(stage.focused()->property("text").toString(), QString{});
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().filter(QStringLiteral("send ")).isEmpty());
  QMetaObject::invokeMethod(&stage.app(), "conversationWanted", Q_ARG(QString, QStringLiteral("ada")));
  stage.settle();
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("for ada alone"));
}

void Navigation::reading_begins_where_it_stopped() {
  Stage stage{QStringLiteral("many_unread"), QStringLiteral("direct")};
  const QQuickItem* line = stage.named(QStringLiteral("New"));
  QVERIFY(line != nullptr);
  const double y = line->mapToScene({0, 0}).y();
  QVERIFY(y > 100 && y < stage.window().height());
  QVERIFY(!stage.asked().contains(QStringLiteral("markRead")));
  stage.named(QStringLiteral("Newest messages"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("markRead")));
}

void Navigation::what_arrives_out_of_view_is_not_read() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  stage.tell(QStringLiteral("many_unread"));
  QVERIFY(stage.named(QStringLiteral("New")) != nullptr);
  QVERIFY(!stage.asked().contains(QStringLiteral("markRead")));
  stage.say(QStringLiteral("And one more"));
  QVERIFY(stage.named(QStringLiteral("1 new message")) != nullptr);
  QVERIFY(!stage.asked().contains(QStringLiteral("markRead")));
}

void Navigation::a_jump_shows_its_message_and_lets_go_of_it() {
  Stage stage{QStringLiteral("many"), QStringLiteral("direct")};
  stage.part(QStringLiteral("chat")).setProperty("highlighted", 20);
  stage.settle();
  const auto is_shown = [&](const QString& body) {
    for (const QQuickItem* item : visible_items(stage.window()))
      if (item->inherits("QQuickTextEdit") && item->property("text").toString().startsWith(body)) {
        const double y = item->mapToScene({0, 0}).y();
        return y > 100 && y < stage.window().height() - 80;
      }
    return false;
  };
  QVERIFY(is_shown(QStringLiteral("Message 20:")));
  QVERIFY(stage.named(QStringLiteral("Newest messages")) != nullptr);
  stage.named(QStringLiteral("Newest messages"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  QVERIFY(is_shown(QStringLiteral("Message 200:")));
  stage.part(QStringLiteral("chat")).setProperty("title", QStringLiteral("Ada"));
  stage.settle();
  QVERIFY(is_shown(QStringLiteral("Message 200:")));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Navigation)
#include "test_navigation.moc"
