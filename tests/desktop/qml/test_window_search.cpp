// SPDX-License-Identifier: GPL-3.0-or-later
// The search in the window: something is looked for, found in the history, and led to.
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto search = QStringLiteral("Search people and messages");
const auto wanted = QStringLiteral("Message 20: the key lies under the pot");

void look_for(Stage& stage, const char* words) {
  stage.press(Qt::Key_F, Qt::ControlModifier);
  QCOMPARE(stage.focused_name(), search);
  stage.type(QString::fromLatin1(words));
  QCOMPARE(stage.part(QStringLiteral("search")).property("query").toString(), QString::fromLatin1(words));
}

/// The row of what was found that says this; "" where there is none.
QString found(const Stage& stage, const QString& words) {
  for (QQuickItem* item : visible_items(stage.window()))
    if (item->inherits("QQuickItemDelegate") && accessible_name(item).contains(words))
      return accessible_name(item);
  return {};
}

bool is_there(const Stage& stage, const QString& words) {
  return stage.said(words) != nullptr && is_wholly_seen(*stage.said(words));
}

}  // namespace

class WindowSearch : public QObject {
  Q_OBJECT

 private slots:
  void a_message_is_found_and_led_to_by_a_click();
  void a_message_is_found_and_led_to_without_a_mouse();
  void the_conversation_of_what_was_found_is_opened();
  void what_was_found_in_a_group_is_shown_among_its_others();
  void in_a_small_window_one_comes_back_to_what_was_found();
  void what_is_being_looked_for_is_said();
  void nothing_found_is_said();
  void the_search_is_given_up();
  void somebody_is_found_and_written_to();
};

void WindowSearch::a_message_is_found_and_led_to_by_a_click() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  QVERIFY(!is_there(stage, wanted));
  look_for(stage, "under THE pot");
  const QString row = found(stage, wanted);
  QVERIFY(row.startsWith(QStringLiteral("Ada Moreno, ")));
  QVERIFY(found(stage, QStringLiteral("Message 21")).isEmpty());
  QVERIFY(stage.click(row));
  QVERIFY(stage.asked().contains(QStringLiteral("jumpTo 20")));
  QVERIFY2(stage.asked().filter(QStringLiteral("open ada")).isEmpty(), "it is open already");
  QVERIFY(is_there(stage, wanted));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("search-led")), QString{});
  // A second time, after one has gone on.
  QVERIFY(stage.click(QStringLiteral("Newest messages")));
  QVERIFY(!is_there(stage, wanted));
  QVERIFY(stage.click(row));
  QVERIFY(is_there(stage, wanted));
}

void WindowSearch::a_message_is_found_and_led_to_without_a_mouse() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  look_for(stage, "message 3");
  // The newest comes first: 39 down to 30, then 3.
  stage.press(Qt::Key_Down);
  QVERIFY(stage.focused_name().contains(QStringLiteral("Message 39")));
  for (int step = 0; step < 9; ++step) stage.press(Qt::Key_Down);
  QVERIFY(stage.focused_name().contains(QStringLiteral("You: Message 30")));
  QVERIFY(is_wholly_seen(*stage.focused()));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("jumpTo 30")));
  QVERIFY(is_there(stage, QStringLiteral("Message 30")));
}

void WindowSearch::the_conversation_of_what_was_found_is_opened() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.asked().contains(QStringLiteral("close")));
  look_for(stage, "under the pot");
  QVERIFY(stage.click(found(stage, wanted)));
  QCOMPARE(
      stage.asked().mid(stage.asked().indexOf(QStringLiteral("open ada"))).filter(QStringLiteral("jumpTo")),
      QStringList{QStringLiteral("jumpTo 20")});
  QVERIFY(is_there(stage, wanted));
  QCOMPARE(stage.focused_name(), QStringLiteral("Message to Ada Moreno"));
}

void WindowSearch::what_was_found_in_a_group_is_shown_among_its_others() {
  Stage stage{QStringLiteral("group_away"), QStringLiteral("direct")};
  look_for(stage, "stops now");
  const QString row = found(stage, QStringLiteral("The other clock is with me"));
  QVERIFY(row.startsWith(QStringLiteral("Chess club, ")));
  QVERIFY(stage.click(row));
  QCOMPARE(stage.screen(), QStringLiteral("GroupsScreen.qml"));
  for (const char* wish : {"openGroup chess", "open #chess", "jumpTo 6"})
    QVERIFY2(stage.asked().contains(QString::fromLatin1(wish)), wish);
  QVERIFY(stage.named(QStringLiteral("Message to Chess club")) != nullptr);
  QVERIFY(is_there(stage, QStringLiteral("The other clock is with me, but it stops now and then.")));
}

void WindowSearch::in_a_small_window_one_comes_back_to_what_was_found() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  stage.resize(380, 640);
  look_for(stage, "under the pot");
  const QString row = found(stage, wanted);
  QVERIFY(stage.click(row));
  QVERIFY(is_there(stage, wanted));
  QVERIFY(found(stage, wanted).isEmpty());
  QVERIFY(stage.click(QStringLiteral("Back to the conversations")));
  QCOMPARE(found(stage, wanted), row);
}

void WindowSearch::what_is_being_looked_for_is_said() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  auto& double_ = stage.part(QStringLiteral("search"));
  double_.setProperty("slow", true);
  look_for(stage, "pot");
  QVERIFY(stage.shows(QStringLiteral("Searching …")));
  QVERIFY(!stage.shows(QStringLiteral("No message contains that.")));
  QMetaObject::invokeMethod(&double_, "answer");
  stage.settle();
  QVERIFY(!stage.shows(QStringLiteral("Searching …")));
  QVERIFY(!found(stage, wanted).isEmpty());
}

void WindowSearch::nothing_found_is_said() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  look_for(stage, "violin");
  QVERIFY(stage.shows(QStringLiteral("No message contains that.")));
  QVERIFY(stage.shows(QStringLiteral("Nobody in the directory.")));
  stage.part(QStringLiteral("search")).setProperty("hitsError", QStringLiteral("store_unavailable"));
  stage.settle();
  QVERIFY(!stage.shows(QStringLiteral("No message contains that.")));
  QVERIFY(stage.shows(QStringLiteral("can't be read or written just now")));
}

void WindowSearch::the_search_is_given_up() {
  Stage stage{QStringLiteral("answered"), QStringLiteral("direct")};
  for (const bool by_click : {false, true}) {
    look_for(stage, "pot");
    QVERIFY(!found(stage, wanted).isEmpty());
    if (by_click)
      QVERIFY(stage.click(QStringLiteral("Clear the search")));
    else
      stage.press(Qt::Key_Escape);
    QVERIFY(found(stage, wanted).isEmpty());
    QVERIFY(!found(stage, QStringLiteral("Ben Okafor")).isEmpty());
    QCOMPARE(stage.focused_name(), search);
    QVERIFY2(!stage.asked().contains(QStringLiteral("close")), "the conversation stays open");
  }
}

void WindowSearch::somebody_is_found_and_written_to() {
  Stage stage{QStringLiteral("found"), QStringLiteral("direct")};
  QVERIFY(stage.click(QStringLiteral("toni, toni")));
  QVERIFY(stage.asked().contains(QStringLiteral("open toni")));
  QCOMPARE(stage.part(QStringLiteral("search")).property("query").toString(), QString{});
  QCOMPARE(stage.focused_name(), QStringLiteral("Message to toni"));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowSearch)
#include "test_window_search.moc"
