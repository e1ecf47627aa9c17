// SPDX-License-Identifier: GPL-3.0-or-later
// The draft of the open conversation, which another device of the account changes meanwhile.
#include <QTest>

#include "main.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

/// With Ada's conversation open, and the keyboard in its field.
struct Writing {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};

  /// What another device has written so far.
  void elsewhere(const char* draft) {
    stage.change(QStringLiteral("chat"), "draft", QString::fromLatin1(draft));
  }
  QString field() const { return stage.focused()->property("text").toString(); }
  int caret() const { return stage.focused()->property("cursorPosition").toInt(); }
  void pause() {
    QTest::qWait(500);
    stage.settle();
  }
  QStringList sent() const { return stage.asked().filter(QStringLiteral("send ")); }
};

}  // namespace

class WindowDrafts : public QObject {
  Q_OBJECT

 private slots:
  void a_draft_appears_changes_and_vanishes();
  void what_is_being_typed_is_never_overwritten();
  void what_was_sent_elsewhere_is_not_sent_again();
  void after_one_s_own_was_saved_the_next_is_taken();
  void after_sending_the_next_is_taken();
  void what_was_typed_and_taken_back_makes_room();
  void during_an_edit_it_waits_beside_it();
  void off_the_record_none_comes_into_the_field();
};

void WindowDrafts::a_draft_appears_changes_and_vanishes() {
  Writing now;
  for (const char* draft : {"hello", "hello world", "goodbye", ""}) {
    now.elsewhere(draft);
    QCOMPARE(now.field(), QString::fromLatin1(draft));
    QCOMPARE(now.caret(), static_cast<int>(qstrlen(draft)));
  }
  now.pause();
  QVERIFY(now.stage.asked().filter(QStringLiteral("saveDraft")).isEmpty());
}

void WindowDrafts::what_is_being_typed_is_never_overwritten() {
  Writing now;
  now.elsewhere("hello");
  now.stage.type(QStringLiteral(", I"));
  for (const char* draft : {"hello world", ""}) {
    now.elsewhere(draft);
    QCOMPARE(now.field(), QStringLiteral("hello, I"));
  }
  now.pause();
  QVERIFY(now.stage.asked().contains(QStringLiteral("saveDraft ada|hello, I")));
}

void WindowDrafts::what_was_sent_elsewhere_is_not_sent_again() {
  Writing now;
  now.elsewhere("only once");
  now.elsewhere("");
  now.stage.press(Qt::Key_Return);
  QCOMPARE(now.sent(), QStringList{});
}

void WindowDrafts::after_one_s_own_was_saved_the_next_is_taken() {
  Writing now;
  now.stage.type(QStringLiteral("mine"));
  now.pause();
  QVERIFY(now.stage.asked().contains(QStringLiteral("saveDraft ada|mine")));
  now.elsewhere("mine, and more");
  QCOMPARE(now.field(), QStringLiteral("mine, and more"));
}

void WindowDrafts::after_sending_the_next_is_taken() {
  Writing now;
  now.stage.type(QStringLiteral("sent from here"));
  now.stage.press(Qt::Key_Return);
  QCOMPARE(now.sent(), QStringList{QStringLiteral("send sent from here")});
  now.elsewhere("and on elsewhere");
  QCOMPARE(now.field(), QStringLiteral("and on elsewhere"));
}

void WindowDrafts::what_was_typed_and_taken_back_makes_room() {
  Writing now;
  now.stage.type(QStringLiteral("x"));
  now.elsewhere("hello");
  QCOMPARE(now.field(), QStringLiteral("x"));
  now.stage.press(Qt::Key_Backspace);
  now.pause();
  QCOMPARE(now.field(), QStringLiteral("hello"));
  QVERIFY(now.stage.asked().filter(QStringLiteral("saveDraft")).isEmpty());
}

void WindowDrafts::during_an_edit_it_waits_beside_it() {
  Writing now;
  now.stage.press(Qt::Key_Up);
  const QString edited = now.field();
  QVERIFY(!edited.isEmpty());
  now.elsewhere("hello");
  QCOMPARE(now.field(), edited);
  now.stage.press(Qt::Key_Escape);
  QCOMPARE(now.field(), QStringLiteral("hello"));
}

void WindowDrafts::off_the_record_none_comes_into_the_field() {
  Writing now;
  now.stage.change(QStringLiteral("chat.offRecord"), "on", true);
  now.elsewhere("on the record");
  QCOMPARE(now.field(), QString{});
  now.stage.change(QStringLiteral("chat.offRecord"), "on", false);
  QCOMPARE(now.field(), QStringLiteral("on the record"));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowDrafts)
#include "test_window_drafts.moc"
