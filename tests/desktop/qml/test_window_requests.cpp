// SPDX-License-Identifier: GPL-3.0-or-later
// What strangers write, in the window: found among the requests, read without a sign, let in or shut out.
#include <QMap>
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto question = QStringLiteral("luca would like to write to you");
const auto field = QStringLiteral("Message to luca");

/// What the engine does with it then.
void regroup(Stage& stage, const char* user, const char* group) {
  stage.call(QStringLiteral("conversations"), "regroup", user, group);
}

/// The rows and headings of the list, from the top.
QStringList listed(const Stage& stage) {
  QMap<double, QString> found;
  const QQuickItem* list = stage.named(QStringLiteral("Conversations"));
  for (QQuickItem* item : visible_items(stage.window())) {
    if (!list->isAncestorOf(item)) continue;
    const QString name = accessible_name(item);
    const bool heading = name == QStringLiteral("Requests") || name == QStringLiteral("Blocked");
    if (heading || item->inherits("QQuickItemDelegate"))
      found.insert(item->mapToScene({0, 0}).y(), name.section(QLatin1Char(','), 0, 0));
  }
  return found.values();
}

}  // namespace

class WindowRequests : public QObject {
  Q_OBJECT

 private slots:
  void requests_stand_apart_and_call_nobody();
  void a_click_leads_to_the_first_request();
  void a_request_is_read_without_a_sign();
  void a_request_is_accepted_by_a_click();
  void a_request_is_blocked_after_a_question_and_moves_away();
  void the_alarm_about_a_key_comes_before_the_question();
};

void WindowRequests::requests_stand_apart_and_call_nobody() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  stage.resize(1280, 1400);
  const QStringList rows = listed(stage);
  QCOMPARE(rows.mid(rows.indexOf(QStringLiteral("Requests"))),
           (QStringList{"Requests", "luca", "win-a-prize", "Blocked", "Pest"}));
  QCOMPARE(rows.first(), QStringLiteral("Ada Moreno"));
  QCOMPARE(stage.missed_by_tab(), QStringList{});
  // Two who are known have 122 unread messages; the strangers' three don't count.
  QCOMPARE(stage.window().title(), QStringLiteral("(122) Sotto"));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-requests")), QString{});
}

void WindowRequests::a_click_leads_to_the_first_request() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  QVERIFY(stage.click(QStringLiteral("2 requests")));
  QVERIFY2(stage.focused_name().startsWith(QStringLiteral("luca, ")), qPrintable(stage.focused_name()));
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("open win-a-prize")));
  QVERIFY(stage.shows(QStringLiteral("win-a-prize would like to write to you")));
}

void WindowRequests::a_request_is_read_without_a_sign() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  QVERIFY(stage.shows(question));
  QVERIFY(
      stage.shows(QStringLiteral("They don't learn that you have seen this before you accept or answer.")));
  for (const char* deed : {"Message to luca", "Send", "Attach files", "Disappearing messages"})
    QVERIFY2(stage.named(QString::fromLatin1(deed)) == nullptr, deed);
  stage.type(QStringLiteral("x"));
  stage.press(Qt::Key_Return);
  stage.open_message_menu();
  QVERIFY(stage.named(QStringLiteral("Report")) != nullptr);
  for (const char* deed : {"Reply", "React with 👍"})
    QVERIFY2(stage.named(QString::fromUtf8(deed)) == nullptr, deed);
  stage.press(Qt::Key_Escape);
  for (const char* sign : {"send", "tell", "react", "acceptRequest"})
    QVERIFY2(stage.asked().filter(QString::fromLatin1(sign)).isEmpty(), sign);
}

void WindowRequests::a_request_is_accepted_by_a_click() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  QVERIFY(stage.click(QStringLiteral("Accept")));
  QCOMPARE(stage.asked().count(QStringLiteral("acceptRequest")), 1);
  regroup(stage, "luca", "accepted");
  QVERIFY(!stage.shows(question));
  QVERIFY(stage.named(QStringLiteral("1 request")) != nullptr);
  // One may answer at once.
  QCOMPARE(stage.focused_name(), field);
  stage.type(QStringLiteral("It is"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send It is")));
  stage.resize(1280, 1400);
  const QStringList rows = listed(stage);
  QVERIFY(rows.indexOf(QStringLiteral("luca")) < rows.indexOf(QStringLiteral("Requests")));
}

void WindowRequests::a_request_is_blocked_after_a_question_and_moves_away() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  for (const bool sure : {false, true}) {
    QVERIFY(stage.click(QStringLiteral("Block")));
    QVERIFY(stage.shows(
        QStringLiteral("Nothing that they send to you directly is shown any more, and they aren't told.")));
    QVERIFY(stage.click(sure ? QStringLiteral("Block") : QStringLiteral("Cancel")));
    QCOMPARE(stage.asked().contains(QStringLiteral("blockUser")), sure);
    QCOMPARE(stage.shows(question), !sure);
  }
  regroup(stage, "luca", "blocked");
  QVERIFY(stage.named(QStringLiteral("1 request")) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("You have blocked luca")));
  QVERIFY(stage.named(QStringLiteral("Accept")) == nullptr);
  stage.resize(1280, 1400);
  const QStringList rows = listed(stage);
  QVERIFY(rows.indexOf(QStringLiteral("luca")) > rows.indexOf(QStringLiteral("Blocked")));
  QVERIFY(stage.asked().filter(QStringLiteral("acceptRequest")).isEmpty());
}

void WindowRequests::the_alarm_about_a_key_comes_before_the_question() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  stage.change(QStringLiteral("chat"), "blocked", true);
  QVERIFY(stage.shows(QStringLiteral("The key of luca changed")));
  QVERIFY(!stage.shows(question));
  QVERIFY(stage.click(QStringLiteral("Accept the new key")));
  QVERIFY(stage.click(QStringLiteral("Accept this key")));
  QVERIFY(stage.asked().contains(QStringLiteral("acceptIdentity")));
  QVERIFY(stage.shows(question));
  QVERIFY(stage.named(field) == nullptr);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowRequests)
#include "test_window_requests.moc"
