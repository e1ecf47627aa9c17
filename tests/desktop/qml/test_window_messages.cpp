// SPDX-License-Identifier: GPL-3.0-or-later
// What rows and bubbles tell of messages: that one is named, that something was edited, deleted or is
// missing.
#include <QQuickTextDocument>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto deeds = QStringLiteral("chat.deeds");
const auto own_words = QStringLiteral("And the big basket, for the way back.");

/// The row of the list that begins with these words; "" where there is none.
QString row_of(const Stage& stage, const QString& begin) {
  for (QQuickItem* item : visible_items(stage.window()))
    if (item->inherits("QQuickItemDelegate") && accessible_name(item).startsWith(begin))
      return accessible_name(item);
  return {};
}

/// The numbers, and signs, on its badges.
QStringList badges_of(const Stage& stage, const QString& begin) {
  QStringList badges;
  for (QQuickItem* item : visible_items(stage.window())) {
    if (!item->property("count").isValid() || !item->property("sign").isValid()) continue;
    for (QQuickItem* at = item; at != nullptr; at = at->parentItem())
      if (at->inherits("QQuickItemDelegate") && accessible_name(at).startsWith(begin))
        badges.append(item->childItems().constFirst()->property("text").toString());
  }
  return badges;
}

void change_row(Stage& stage, const char* list, int row, const char* property, int value) {
  QMetaObject::invokeMethod(&stage.part(QString::fromLatin1(list)), "setProperty", Q_ARG(int, row),
                            Q_ARG(QString, QString::fromLatin1(property)), Q_ARG(QVariant, value));
  stage.settle();
}

/// What of these words stands out, each with its ground.
QMap<QString, QColor> standing_out(const Stage& stage, const QString& words) {
  const QQuickItem* text = stage.said(words);
  if (text == nullptr) return {};
  QMap<QString, QColor> found;
  const auto* document = text->property("textDocument").value<QQuickTextDocument*>()->textDocument();
  for (const auto& range : document->firstBlock().layout()->formats()) {
    const bool ground = range.format.background().style() != Qt::NoBrush;
    found[words.mid(range.start, range.length)] = ground ? range.format.background().color() : QColor{};
  }
  return found;
}

void begin_edit(Stage& stage, int after) {
  stage.open_message_menu(after);
  QVERIFY(stage.tab_to(QStringLiteral("Edit")));
  stage.press(Qt::Key_Return);
  stage.press(Qt::Key_A, Qt::ControlModifier);
}

}  // namespace

class WindowMessages : public QObject {
  Q_OBJECT

 private slots:
  void a_row_says_that_one_is_named();
  void a_bubble_marks_where_one_is_named();
  void what_was_read_elsewhere_is_not_new_here();
  void an_edit_is_shown_and_said();
  void an_edit_that_is_not_taken_stays_in_the_field();
  void what_was_deleted_says_by_whom();
  void one_deletes_only_ones_own();
  void another_s_message_is_neither_edited_nor_deleted();
  void what_is_missing_is_counted();
};

void WindowMessages::a_row_says_that_one_is_named() {
  Stage stage{QStringLiteral("groups"), QStringLiteral("groups")};
  const auto chess = QStringLiteral("Chess club");
  QVERIFY(row_of(stage, chess).startsWith(QStringLiteral("Chess club, 3 unread, You are named, ")));
  QCOMPARE(badges_of(stage, chess), (QStringList{QStringLiteral("@"), QStringLiteral("3")}));
  QVERIFY(!row_of(stage, QStringLiteral("Old flat")).contains(QStringLiteral("You are named")));
  QCOMPARE(badges_of(stage, QStringLiteral("Old flat")), QStringList{});
  change_row(stage, "groupConversations", 0, "unreadMentions", 0);
  QVERIFY(!row_of(stage, chess).contains(QStringLiteral("You are named")));
  QCOMPARE(badges_of(stage, chess), QStringList{QStringLiteral("3")});
}

void WindowMessages::a_bubble_marks_where_one_is_named() {
  const Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  const auto marks =
      standing_out(stage, QStringLiteral("@nora, can you bring the boards? @ben has the clocks."));
  QCOMPARE(marks.keys(), (QStringList{QStringLiteral("@ben"), QStringLiteral("@nora")}));
  QVERIFY2(marks[QStringLiteral("@nora")].isValid(), "the reader's own has a ground");
  QVERIFY(!marks[QStringLiteral("@ben")].isValid());
  QCOMPARE(standing_out(stage, QStringLiteral("Tuesday at seven?")).size(), 0);
  QVERIFY(stage.shows(QStringLiteral("@ben has the clocks., You are named, ")));
  QVERIFY(!stage.shows(QStringLiteral("Tuesday at seven?, You are named")));
}

void WindowMessages::what_was_read_elsewhere_is_not_new_here() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  const auto farida = QStringLiteral("Farida, choir (alto), ");
  QVERIFY(row_of(stage, farida).startsWith(farida + QStringLiteral("2 unread, ")));
  QCOMPARE(badges_of(stage, farida), QStringList{QStringLiteral("2")});
  QCOMPARE(stage.window().title(), QStringLiteral("(122) Sotto"));
  change_row(stage, "conversations", 1, "unread", 0);
  stage.change(QStringLiteral("conversations"), "totalUnread", 120);
  QVERIFY(row_of(stage, farida).startsWith(farida + QStringLiteral("And the stand")));
  QCOMPARE(badges_of(stage, farida), QStringList{});
  QCOMPARE(stage.window().title(), QStringLiteral("(120) Sotto"));
}

void WindowMessages::an_edit_is_shown_and_said() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto words = QStringLiteral("And two baskets.");
  QVERIFY(!stage.shows(QStringLiteral("edited")));
  begin_edit(stage, 0);
  QVERIFY(stage.named(QStringLiteral("Edit message")) != nullptr);
  stage.type(words);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("edit m9 ") + words));
  QVERIFY(stage.said(words) != nullptr && stage.said(own_words) == nullptr);
  QVERIFY2(stage.shows(QStringLiteral("You: And two baskets., edited, ")), "for those who hear it");
  int written = 0;
  for (const QQuickItem* item : visible_items(stage.window()))
    written += item->inherits("QQuickText") && item->property("text").toString() == QStringLiteral("edited");
  QVERIFY2(written == 1, "for those who see it, at that one");
  QVERIFY(stage.named(QStringLiteral("Edit message")) == nullptr);
}

void WindowMessages::an_edit_that_is_not_taken_stays_in_the_field() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto words = QStringLiteral("And two baskets.");
  const auto problem = QStringLiteral("Your messages on this device can't be read or written just now.");
  stage.change(deeds, "editError", QStringLiteral("store_unavailable"));
  begin_edit(stage, 0);
  stage.type(words);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.shows(problem));
  QCOMPARE(stage.focused_name(), QStringLiteral("Message to Ada Moreno"));
  QCOMPARE(stage.focused()->property("text").toString(), words);
  QVERIFY(stage.named(QStringLiteral("Edit message")) != nullptr);
  QVERIFY(stage.said(own_words) != nullptr && !stage.shows(QStringLiteral("edited")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("messages-edit-refused")), QString{});
  stage.change(deeds, "editError", QString{});
  stage.press(Qt::Key_Return);
  QVERIFY(!stage.shows(problem));
  QVERIFY(stage.said(words) != nullptr);
  QCOMPARE(stage.focused()->property("text").toString(), QString{});
}

void WindowMessages::what_was_deleted_says_by_whom() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  QVERIFY(stage.named(QStringLiteral("You deleted this message.")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Ada Moreno deleted this message.")) != nullptr);
  stage.open_message_menu(2);
  for (const char* deed : {"Reply", "Copy text", "Edit", "Delete", "Report"})
    QVERIFY2(stage.named(QString::fromLatin1(deed)) == nullptr, deed);
}

void WindowMessages::one_deletes_only_ones_own() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto deleted = QStringLiteral("You deleted this message.");
  for (const bool sure : {false, true}) {
    stage.open_message_menu();
    QVERIFY(stage.tab_to(QStringLiteral("Delete")));
    stage.press(Qt::Key_Return);
    QVERIFY(stage.shows(QStringLiteral("Delete this message for everyone?")));
    QVERIFY(stage.click(sure ? QStringLiteral("Delete for everyone") : QStringLiteral("Cancel")));
    QCOMPARE(stage.asked().contains(QStringLiteral("remove m9")), sure);
    QCOMPARE(stage.named(deleted) != nullptr, sure);
    QCOMPARE(stage.said(own_words) == nullptr, sure);
  }
}

void WindowMessages::another_s_message_is_neither_edited_nor_deleted() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  stage.open_message_menu(2);
  QVERIFY(stage.named(QStringLiteral("Reply")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Edit")) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Delete")) == nullptr);
  stage.press(Qt::Key_Escape);
  stage.open_message_menu();
  QVERIFY(stage.named(QStringLiteral("Edit")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Delete")) != nullptr);
}

void WindowMessages::what_is_missing_is_counted() {
  const auto words = [](const char* who, int count) {
    return QStringLiteral("%1 messages of %2 are missing here.").arg(count).arg(QString::fromUtf8(who));
  };
  {
    const Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
    QVERIFY(stage.named(words("emil", 2)) != nullptr);
  }
  const Stage stage{QStringLiteral("notices"), QStringLiteral("direct")};
  QVERIFY(stage.named(words("Ada Moreno", 3)) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("A message couldn't be decrypted and is missing here.")));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowMessages)
#include "test_window_messages.moc"
