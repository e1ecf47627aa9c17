// SPDX-License-Identifier: GPL-3.0-or-later
// Answers and reactions in the window: the message that is answered is found again, a reaction is taken back.
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "stage.hpp"

namespace sotto::desktop {

class WindowAnswers : public QObject {
  Q_OBJECT

 private slots:
  void an_answer_shows_what_it_answers();
  void a_click_on_what_is_answered_leads_there();
  void the_menu_leads_to_what_is_answered();
  void what_is_not_here_any_more_leads_nowhere();
  void a_reaction_is_taken_back_by_a_click();
  void a_reaction_is_taken_back_without_a_mouse();
  void a_reaction_of_ones_own_that_is_not_offered_is_taken_back_too();
  void anothers_reaction_is_joined_by_a_click();
};

void WindowAnswers::an_answer_shows_what_it_answers() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  stage.open_message_menu(3);
  QVERIFY(stage.tab_to(QStringLiteral("Reply")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.named(QStringLiteral("Reply to Ada Moreno")) != nullptr);
  stage.type(QStringLiteral("gladly"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send gladly answers m6")));
  QVERIFY(stage.shows(QStringLiteral("Answer to Ada Moreno: Three it is")));
}

void WindowAnswers::a_click_on_what_is_answered_leads_there() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  const auto body = QStringLiteral("Message 20: the key lies under the pot");
  const QQuickItem* before = stage.said(body);
  QVERIFY(before == nullptr || !is_wholly_seen(*before));
  QVERIFY(stage.click(QStringLiteral("Answer to Ada Moreno: ") + body));
  QVERIFY(stage.asked().contains(QStringLiteral("jumpTo 20")));
  const auto is_there = [&] { return stage.said(body) != nullptr && is_wholly_seen(*stage.said(body)); };
  QVERIFY(is_there());
  // And again, though it is pointed at already.
  QVERIFY(stage.click(QStringLiteral("Newest messages")));
  QVERIFY(!is_there());
  QVERIFY(stage.click(QStringLiteral("Answer to Ada Moreno: ") + body));
  QVERIFY(is_there());
}

void WindowAnswers::the_menu_leads_to_what_is_answered() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  const auto body = QStringLiteral("Message 20: the key lies under the pot");
  stage.open_message_menu();
  QVERIFY(stage.tab_to(QStringLiteral("Go to what it answers")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("jumpTo 20")));
  const QQuickItem* there = stage.said(body);
  QVERIFY(there != nullptr && is_wholly_seen(*there));
}

void WindowAnswers::what_is_not_here_any_more_leads_nowhere() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  const auto gone = QStringLiteral("The message that this one answers isn't here.");
  QVERIFY(stage.click(gone));
  QVERIFY(stage.asked().filter(QStringLiteral("jumpTo")).isEmpty());
  stage.open_message_menu(1);
  QVERIFY(stage.named(QStringLiteral("Reply")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Go to what it answers")) == nullptr);
}

void WindowAnswers::a_reaction_is_taken_back_by_a_click() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  QVERIFY(stage.click(QStringLiteral("👍 by You")));
  QVERIFY(stage.asked().contains(QStringLiteral("react m3 ")));
  QVERIFY(stage.named(QStringLiteral("👍 by You")) == nullptr);
}

void WindowAnswers::a_reaction_is_taken_back_without_a_mouse() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  QVERIFY(stage.named(QStringLiteral("👍 by You")) != nullptr);
  stage.open_message_menu(4);
  QQuickItem* thumb = stage.named(QStringLiteral("React with 👍"));
  QVERIFY(thumb != nullptr && thumb->property("chosen").toBool());
  QCOMPARE(stage.focused(), thumb);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("react m3 ")));
  QVERIFY(stage.named(QStringLiteral("👍 by You")) == nullptr);
}

/// It came from another program of the same account.
void WindowAnswers::a_reaction_of_ones_own_that_is_not_offered_is_taken_back_too() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  QMetaObject::invokeMethod(&stage.part(QStringLiteral("chat.deeds")), "react",
                            Q_ARG(QString, QStringLiteral("m3")), Q_ARG(QString, QStringLiteral("🥖")));
  stage.settle();
  QVERIFY(stage.named(QStringLiteral("🥖 by You")) != nullptr);
  stage.open_message_menu(4);
  QVERIFY(stage.tab_to(QStringLiteral("React with 🥖")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("react m3 ")));
  QVERIFY(stage.named(QStringLiteral("🥖 by You")) == nullptr);
}

void WindowAnswers::anothers_reaction_is_joined_by_a_click() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  QVERIFY(stage.click(QStringLiteral("❤️ by Ada Moreno")));
  QVERIFY(stage.asked().contains(QStringLiteral("react m2 ❤️")));
  QVERIFY(stage.named(QStringLiteral("❤️ by You, Ada Moreno")) != nullptr);
  // One has one reaction to a message: the other one stays Ada's alone.
  QVERIFY(stage.named(QStringLiteral("🎉 by Ada Moreno")) != nullptr);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowAnswers)
#include "test_window_answers.moc"
