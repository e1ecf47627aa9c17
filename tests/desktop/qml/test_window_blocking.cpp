// SPDX-License-Identifier: GPL-3.0-or-later
// Blocking somebody in the window, and letting them write again.
#include <QTest>

#include "main.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto blocked = QStringLiteral("You have blocked ");

/// In the question that is open.
void answer(Stage& stage, const char* button) {
  QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
  QVERIFY(stage.tab_to(QString::fromLatin1(button)));
  stage.press(Qt::Key_Return);
}

}  // namespace

class WindowBlocking : public QObject {
  Q_OBJECT

 private slots:
  void a_stranger_is_blocked_only_after_a_question();
  void somebody_is_blocked_from_their_profile_and_let_in_again();
  void somebody_is_unblocked_where_one_would_write();
};

void WindowBlocking::a_stranger_is_blocked_only_after_a_question() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  for (const bool sure : {false, true}) {
    QVERIFY(stage.tab_to(QStringLiteral("Block")));
    stage.press(Qt::Key_Return);
    QVERIFY(stage.shows(QStringLiteral("Block luca?")));
    answer(stage, sure ? "Block" : "Cancel");
    QCOMPARE(stage.asked().contains(QStringLiteral("blockUser")), sure);
    QCOMPARE(stage.shows(blocked + QStringLiteral("luca")), sure);
  }
  QVERIFY(stage.named(QStringLiteral("Accept")) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Message to luca")) == nullptr);
}

void WindowBlocking::somebody_is_blocked_from_their_profile_and_let_in_again() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto field = QStringLiteral("Message to Ada Moreno");
  QVERIFY(stage.named(field) != nullptr);
  QVERIFY(stage.click(QStringLiteral("Profile")));
  QVERIFY(stage.tab_to(QStringLiteral("Block")));
  stage.press(Qt::Key_Return);
  answer(stage, "Block");
  QVERIFY(stage.asked().contains(QStringLiteral("blockUser")));
  QVERIFY(stage.shows(blocked + QStringLiteral("Ada Moreno")));
  QVERIFY(stage.named(field) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Disappearing messages")) == nullptr);

  QVERIFY(stage.click(QStringLiteral("Profile")));
  QVERIFY(stage.tab_to(QStringLiteral("Unblock")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("unblockUser")));
  stage.press(Qt::Key_Escape);
  QVERIFY(!stage.shows(blocked));
  QVERIFY(stage.named(field) != nullptr);
}

void WindowBlocking::somebody_is_unblocked_where_one_would_write() {
  Stage stage{QStringLiteral("user_blocked"), QStringLiteral("direct")};
  QVERIFY(stage.shows(blocked + QStringLiteral("luca")));
  QVERIFY(stage.click(QStringLiteral("Unblock")));
  QVERIFY(stage.asked().contains(QStringLiteral("unblockUser")));
  QVERIFY(!stage.asked().contains(QStringLiteral("acceptRequest")));
  QVERIFY(!stage.shows(blocked));
  // What they had asked before is asked again.
  QVERIFY(stage.shows(QStringLiteral("luca would like to write to you")));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowBlocking)
#include "test_window_blocking.moc"
