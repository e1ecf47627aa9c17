// SPDX-License-Identifier: GPL-3.0-or-later
// What others are told of oneself, and what this computer does: chosen in the window, and shown as it is
// kept.
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto session = QStringLiteral("session");
const auto preferences = QStringLiteral("preferences");
const auto reading = QStringLiteral("Tell people when I have read their messages");
const auto writing = QStringLiteral("Show people when I am writing to them");
const auto listing = QStringLiteral("List me in the directory");
const auto save = QStringLiteral("Save profile");

bool ticked(const Stage& stage, const QString& box) {
  const QQuickItem* item = stage.named(box);
  return item != nullptr && item->property("checked").toBool();
}

QStringList told(const Stage& stage) { return stage.asked().filter(QStringLiteral("tell")); }

}  // namespace

class WindowPrivacy : public QObject {
  Q_OBJECT

 private slots:
  void nothing_is_told_unless_one_chooses_it();
  void a_click_asks_for_exactly_that_data();
  void a_click_asks_for_exactly_that();
  void two_boxes_one_after_the_other_both_hold();
  void two_clicks_on_one_box_are_two_choices();
  void a_choice_that_is_not_taken_is_not_shown();
  void what_is_kept_is_shown_wherever_it_was_chosen();
  void one_is_listed_only_by_choice();
  void a_profile_is_saved_with_what_is_ticked();
  void a_profile_that_is_not_saved_keeps_what_was_written();
  void others_are_seen_writing_as_long_as_they_do();
  void this_computer_does_what_is_ticked_data();
  void this_computer_does_what_is_ticked();
  void a_theme_is_chosen_and_shown_at_once();
  void a_relay_is_saved_and_that_is_said();
  void nobody_who_is_logged_out_has_a_profile();
};

void WindowPrivacy::nothing_is_told_unless_one_chooses_it() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  QVERIFY(stage.named(reading) != nullptr && !ticked(stage, reading));
  QVERIFY(stage.named(writing) != nullptr && !ticked(stage, writing));
  QVERIFY(told(stage).isEmpty());
}

void WindowPrivacy::a_click_asks_for_exactly_that_data() {
  QTest::addColumn<QString>("box");
  QTest::addColumn<QString>("other");
  QTest::addColumn<QString>("asked");
  QTest::newRow("reading") << reading << writing << "tellReading";
  QTest::newRow("writing") << writing << reading << "tellTyping";
}

void WindowPrivacy::a_click_asks_for_exactly_that() {
  QFETCH(const QString, box);
  QFETCH(const QString, other);
  QFETCH(const QString, asked);
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  QVERIFY(stage.pick(box));
  QCOMPARE(told(stage), QStringList{asked + QStringLiteral(" true")});
  QVERIFY(ticked(stage, box));
  QVERIFY(!ticked(stage, other));
  if (asked == QLatin1String("tellReading"))
    QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-privacy-ticked")), QString{});
  QVERIFY(stage.tab_to(box));
  stage.press(Qt::Key_Space);
  QCOMPARE(told(stage).last(), asked + QStringLiteral(" false"));
  stage.press(Qt::Key_Return);
  QCOMPARE(told(stage).last(), asked + QStringLiteral(" true"));
  QVERIFY(ticked(stage, box));
}

/// No answer comes between the two: what each asks for must not depend on one.
void WindowPrivacy::two_boxes_one_after_the_other_both_hold() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  stage.change(session, "slow", true);
  QVERIFY(stage.pick(reading));
  QVERIFY(stage.pick(writing));
  QCOMPARE(told(stage), (QStringList{"tellReading true", "tellTyping true"}));
  QVERIFY(ticked(stage, reading) && ticked(stage, writing));
  QMetaObject::invokeMethod(&stage.part(session), "settle");
  stage.settle();
  QVERIFY(ticked(stage, reading) && ticked(stage, writing));
  QVERIFY(stage.part(session).property("readReceipts").toBool());
  QVERIFY(stage.part(session).property("typing").toBool());
}

void WindowPrivacy::two_clicks_on_one_box_are_two_choices() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  stage.change(session, "slow", true);
  QVERIFY(stage.tab_to(reading));
  QVERIFY(stage.double_click(reading));
  QCOMPARE(told(stage), (QStringList{"tellReading true", "tellReading false"}));
  QMetaObject::invokeMethod(&stage.part(session), "settle");
  stage.settle();
  QVERIFY(!ticked(stage, reading));
  QVERIFY(!stage.part(session).property("readReceipts").toBool());
}

void WindowPrivacy::a_choice_that_is_not_taken_is_not_shown() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  stage.change(session, "refuses", true);
  for (const QString& box : {reading, writing}) {
    QVERIFY(stage.pick(box));
    QVERIFY2(!ticked(stage, box), qPrintable(box));
  }
  QCOMPARE(told(stage).size(), 2);
  stage.change(session, "refuses", false);
  QVERIFY(stage.pick(reading));
  QCOMPARE(told(stage).last(), QStringLiteral("tellReading true"));
  QVERIFY(ticked(stage, reading));
}

void WindowPrivacy::what_is_kept_is_shown_wherever_it_was_chosen() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  stage.change(session, "typing", true);
  QVERIFY(ticked(stage, writing) && !ticked(stage, reading));
  // Also after a click, which must not cut the box off.
  QVERIFY(stage.pick(writing));
  QVERIFY(!ticked(stage, writing));
  stage.change(session, "typing", true);
  QVERIFY(ticked(stage, writing));
  QCOMPARE(told(stage), QStringList{"tellTyping false"});
}

void WindowPrivacy::one_is_listed_only_by_choice() {
  for (const bool chosen : {false, true}) {
    Stage stage{QStringLiteral("out"), QStringLiteral("register")};
    QVERIFY(stage.tab_to(QStringLiteral("Name")));
    stage.type(QStringLiteral("nora"));
    QVERIFY(stage.tab_to(QStringLiteral("Password")));
    stage.type(QStringLiteral("long enough to pass"));
    QVERIFY(stage.tab_to(listing));
    QVERIFY(!ticked(stage, listing));
    if (chosen) QVERIFY(stage.click(listing));
    QVERIFY(stage.pick(QStringLiteral("Create account")));
    const QStringList made = stage.asked().filter(QStringLiteral("registerAccount"));
    QCOMPARE(made.size(), 1);
    QCOMPARE(made.first().section(QLatin1Char('|'), -1),
             chosen ? QStringLiteral("true") : QStringLiteral("false"));
  }
}

void WindowPrivacy::a_profile_is_saved_with_what_is_ticked() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  stage.change(session, "slow", true);
  QVERIFY(ticked(stage, listing));
  QVERIFY(stage.pick(listing));
  // A part of the form: nothing is asked for before it is saved.
  QVERIFY(stage.asked().filter(QStringLiteral("updateProfile")).isEmpty());
  QVERIFY(stage.pick(save));
  QCOMPARE(stage.asked().filter(QStringLiteral("updateProfile")),
           QStringList{"updateProfile Nora Lind|Tomatoes, bread, the choir on Thursdays.|false"});
  QVERIFY(!stage.named(QStringLiteral("Saving …"))->isEnabled());
  QMetaObject::invokeMethod(&stage.part(session), "settle");
  stage.settle();
  QVERIFY(stage.named(save)->isEnabled());
  QVERIFY(!ticked(stage, listing));
  stage.go(QStringLiteral("direct"));
  stage.go(QStringLiteral("settings"));
  QVERIFY(!ticked(stage, listing));
}

void WindowPrivacy::a_profile_that_is_not_saved_keeps_what_was_written() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  stage.change(session, "refuses", true);
  QVERIFY(stage.tab_to(QStringLiteral("Display name")));
  stage.press(Qt::Key_End);
  stage.type(QStringLiteral(" II"));
  QVERIFY(stage.pick(save));
  QVERIFY(stage.named(save)->isEnabled());
  QCOMPARE(stage.named(QStringLiteral("Display name"))->property("text").toString(),
           QStringLiteral("Nora Lind II"));
}

void WindowPrivacy::others_are_seen_writing_as_long_as_they_do() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto words = QStringLiteral("Ada Moreno is writing …");
  QVERIFY(!stage.shows(words));
  stage.change(QStringLiteral("chat"), "typing", true);
  QVERIFY(stage.shows(words));
  stage.change(QStringLiteral("chat"), "typing", false);
  QVERIFY(!stage.shows(words));
}

void WindowPrivacy::this_computer_does_what_is_ticked_data() {
  QTest::addColumn<QString>("box");
  QTest::addColumn<QByteArray>("kept");
  QTest::newRow("notifications") << "Show notifications" << QByteArray{"notifications"};
  QTest::newRow("tray") << "Keep running when the window is closed" << QByteArray{"closeToTray"};
}

void WindowPrivacy::this_computer_does_what_is_ticked() {
  QFETCH(const QString, box);
  QFETCH(const QByteArray, kept);
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  const auto on = [&](const QByteArray& one) {
    return stage.part(preferences).property(one.constData()).toBool();
  };
  QVERIFY(ticked(stage, box));
  for (const bool wanted : {false, true, false}) {
    QVERIFY(stage.pick(box));
    QCOMPARE(ticked(stage, box), wanted);
    QCOMPARE(on(kept), wanted);
  }
  QVERIFY(on("notifications") != on("closeToTray"));
  stage.change(preferences, kept.constData(), true);
  QVERIFY(ticked(stage, box));
}

void WindowPrivacy::a_theme_is_chosen_and_shown_at_once() {
  Stage stage{QStringLiteral("full"), QStringLiteral("settings")};
  const QColor light = stage.window().color();
  QVERIFY(stage.pick(QStringLiteral("Dark")));
  QCOMPARE(stage.part(preferences).property("theme").toString(), QStringLiteral("dark"));
  QVERIFY(stage.window().color().lightness() < light.lightness());
  QVERIFY(ticked(stage, QStringLiteral("Dark")) && !ticked(stage, QStringLiteral("Light")));
  stage.press(Qt::Key_Left);
  stage.press(Qt::Key_Space);
  QCOMPARE(stage.part(preferences).property("theme").toString(), QStringLiteral("light"));
  QCOMPARE(stage.window().color(), light);
  stage.change(preferences, "theme", QStringLiteral("dark"));
  QVERIFY(ticked(stage, QStringLiteral("Dark")));
}

void WindowPrivacy::a_relay_is_saved_and_that_is_said() {
  Stage stage{QStringLiteral("out"), QStringLiteral("settings")};
  const auto field = QStringLiteral("Relay");
  const auto keep = QStringLiteral("Save");
  const auto saved = QStringLiteral("Saved");
  const auto relay = [&] { return stage.part(preferences).property("relayUrl").toString(); };
  QVERIFY(!stage.named(keep)->isEnabled());
  QVERIFY(stage.tab_to(field));
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.type(QStringLiteral("not one"));
  QVERIFY(stage.pick(keep));
  QVERIFY(stage.shows(QStringLiteral("That isn't the address of a relay.")) && !stage.shows(saved));
  QCOMPARE(relay(), QStringLiteral("http://127.0.0.1:8484"));
  QVERIFY(stage.tab_to(field));
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.type(QStringLiteral("chat.example.org"));
  QVERIFY(!stage.shows(saved));
  QVERIFY(stage.pick(keep));
  QCOMPARE(relay(), QStringLiteral("chat.example.org"));
  QVERIFY(stage.shows(saved));
  QVERIFY(!stage.named(keep)->isEnabled());
  QCOMPARE(stage.focused_name(), field);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("relay-saved")), QString{});
  stage.type(QStringLiteral("x"));
  QVERIFY(!stage.shows(saved));
  QVERIFY(stage.named(keep)->isEnabled());
}

void WindowPrivacy::nobody_who_is_logged_out_has_a_profile() {
  const Stage stage{QStringLiteral("out"), QStringLiteral("settings")};
  for (const QString& box : {reading, writing, listing})
    QVERIFY2(stage.named(box) == nullptr, qPrintable(box));
  QVERIFY(stage.named(QStringLiteral("Dark")) != nullptr);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowPrivacy)
#include "test_window_privacy.moc"
