// SPDX-License-Identifier: GPL-3.0-or-later
// The first login in the window: its steps, the earlier history on its way, and an archive that does not
// hold.
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto session = QStringLiteral("session");
const auto entry = QStringLiteral("entry");
const auto on_their_way = QStringLiteral("Your earlier messages are on their way to this device.");
const auto doubted = QStringLiteral("The relay's copy of your history isn't the one your devices know.");
const auto go_on = QStringLiteral("Go on with what is there");

void restore(Stage& stage, double fraction) {
  stage.change(session, "restoredFraction", fraction);
  stage.change(session, "restoring", fraction < 1);
}

/// One that comes at once isn't worth a word: the window waits a moment before it says so.
bool is_said(Stage& stage) {
  return QTest::qWaitFor([&] { return stage.shows(on_their_way); }, 20'000);
}

void add_conversation(Stage& stage, const char* user, const char* title) {
  QMetaObject::invokeMethod(&stage.part(QStringLiteral("conversations")), "add",
                            Q_ARG(QString, QString::fromLatin1(user)),
                            Q_ARG(QString, QString::fromLatin1(title)), Q_ARG(QVariant, QVariantMap{}));
  stage.settle();
}

}  // namespace

class WindowRestoring : public QObject {
  Q_OBJECT

 private slots:
  void a_login_shows_its_steps_and_leads_to_the_messages();
  void a_login_is_given_up();
  void an_earlier_history_is_shown_until_all_of_it_is_here();
  void one_writes_and_opens_a_conversation_meanwhile();
  void an_empty_list_says_that_more_is_coming_data();
  void an_empty_list_says_that_more_is_coming();
  void a_history_of_somebody_who_logged_out_is_not_shown();
  void an_archive_that_does_not_hold_waits_for_its_user();
  void what_is_wrong_with_an_archive_is_told_data();
  void what_is_wrong_with_an_archive_is_told();
};

void WindowRestoring::a_login_shows_its_steps_and_leads_to_the_messages() {
  Stage stage{QStringLiteral("out"), QStringLiteral("login")};
  QVERIFY(stage.tab_to(QStringLiteral("Name")));
  stage.type(QStringLiteral("nora"));
  QVERIFY(stage.tab_to(QStringLiteral("Password")));
  stage.type(QStringLiteral("long enough to pass"));
  // The menu has one of that name too.
  QVERIFY(stage.tab_to(QStringLiteral("Log in")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("logIn nora|long enough to pass|Linux computer")));
  stage.change(entry, "mode", QStringLiteral("login"));
  stage.change(entry, "busy", true);
  stage.change(entry, "step", QStringLiteral("deriving_keys"));
  stage.change(entry, "fraction", 0.4);
  QVERIFY(stage.shows(QStringLiteral("Logging you in")));
  QVERIFY(stage.shows(QStringLiteral("40 percent")));
  QVERIFY(stage.shows(QStringLiteral("Turning your password into keys (under way)")));
  QVERIFY(stage.shows(QStringLiteral("Connecting to the relay (done)")));
  QVERIFY(stage.named(QStringLiteral("Password")) == nullptr);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-restoring-login")), QString{});
  stage.change(entry, "busy", false);
  restore(stage, 0.01);
  stage.change(session, "state", QStringLiteral("in"));
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
  QVERIFY(is_said(stage));
}

void WindowRestoring::a_login_is_given_up() {
  Stage stage{QStringLiteral("out"), QStringLiteral("login")};
  stage.change(entry, "mode", QStringLiteral("login"));
  stage.change(entry, "busy", true);
  QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
  QVERIFY(stage.click(QStringLiteral("Cancel")));
  QVERIFY(stage.asked().contains(QStringLiteral("cancel")));
  stage.change(entry, "busy", false);
  QCOMPARE(stage.focused_name(), QStringLiteral("Name"));
  QVERIFY(!stage.shows(QStringLiteral("Logging you in")));
}

void WindowRestoring::an_earlier_history_is_shown_until_all_of_it_is_here() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(!stage.shows(on_their_way));
  restore(stage, 0.26);
  QVERIFY(is_said(stage));
  QVERIFY(stage.shows(QStringLiteral("26 %")));
  restore(stage, 0.749);
  QVERIFY(stage.shows(on_their_way + QStringLiteral(" 74 %")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-restoring-history")), QString{});
  // Wherever one looks meanwhile.
  stage.go(QStringLiteral("settings"));
  QVERIFY(stage.shows(on_their_way));
  restore(stage, 1);
  QVERIFY(!stage.shows(on_their_way));
  QVERIFY(!stage.shows(QStringLiteral("74 %")));
}

void WindowRestoring::one_writes_and_opens_a_conversation_meanwhile() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  restore(stage, 0.26);
  QVERIFY(is_said(stage));
  stage.type(QStringLiteral("meanwhile"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send meanwhile")));
  QVERIFY(stage.shows(QStringLiteral("You: meanwhile")));
  // What comes with the history is in the list at once, and what is being written isn't disturbed.
  stage.type(QStringLiteral("half a sentence"));
  add_conversation(stage, "zoe", "Zoe from before");
  restore(stage, 0.5);
  const auto field = QStringLiteral("Message to Ada Moreno");
  QCOMPARE(stage.focused_name(), field);
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("half a sentence"));
  stage.named(QStringLiteral("Conversations"))->forceActiveFocus();
  stage.press(Qt::Key_End);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("open zoe")));
  QVERIFY(stage.named(QStringLiteral("Message to Zoe from before")) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("50 %")));
}

void WindowRestoring::an_empty_list_says_that_more_is_coming_data() {
  QTest::addColumn<QString>("screen");
  QTest::addColumn<QString>("nothing");
  QTest::addColumn<QString>("coming");
  QTest::newRow("people") << "direct"
                          << "No conversations yet"
                          << "Your conversations are on their way";
  QTest::newRow("groups") << "groups"
                          << "No groups yet"
                          << "Your groups are on their way";
}

void WindowRestoring::an_empty_list_says_that_more_is_coming() {
  QFETCH(const QString, screen);
  QFETCH(const QString, nothing);
  QFETCH(const QString, coming);
  Stage stage{QStringLiteral("empty"), screen};
  QVERIFY(stage.shows(nothing));
  restore(stage, 0.1);
  QVERIFY(!stage.shows(nothing));
  QVERIFY(stage.shows(coming));
  QVERIFY(is_said(stage));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-restoring-empty-") + screen), QString{});
  restore(stage, 1);
  QVERIFY(stage.shows(nothing));
}

void WindowRestoring::a_history_of_somebody_who_logged_out_is_not_shown() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  restore(stage, 0.26);
  QVERIFY(is_said(stage));
  stage.change(session, "state", QStringLiteral("out"));
  QVERIFY(!stage.shows(on_their_way));
}

void WindowRestoring::an_archive_that_does_not_hold_waits_for_its_user() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(!stage.shows(doubted));
  stage.change(session, "archiveDoubted", true);
  QVERIFY(stage.shows(doubted));
  QVERIFY(stage.shows(QStringLiteral("If not, something was left out or changed.")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-restoring-doubted")), QString{});
  // One may write; nothing is gone on with by that.
  stage.type(QStringLiteral("meanwhile"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send meanwhile")));
  QVERIFY(!stage.asked().contains(QStringLiteral("acceptArchive")));
  QVERIFY(stage.shows(doubted));
  QCOMPARE(stage.missed_by_tab(), QStringList{});
  QVERIFY(stage.click(go_on));
  QCOMPARE(stage.asked().count(QStringLiteral("acceptArchive")), 1);
  QVERIFY(!stage.shows(doubted));
}

void WindowRestoring::what_is_wrong_with_an_archive_is_told_data() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<QString>("about");
  QTest::addColumn<QString>("words");
  QTest::newRow("refused")
      << "archive_refused"
      << "invalid_state"
      << "something was left out or changed. Nothing is taken from it or added to it for now.";
  QTest::newRow("full") << "archive_full"
                        << "too_large"
                        << "The relay keeps no more of your history";
  QTest::newRow("foreign") << "history_foreign"
                           << "3"
                           << "Some entries were left out, 3 in all: none of your devices has made them.";
}

void WindowRestoring::what_is_wrong_with_an_archive_is_told() {
  QFETCH(const QString, kind);
  QFETCH(const QString, about);
  QFETCH(const QString, words);
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto note = [&] {
    QMetaObject::invokeMethod(&stage.app(), "noted", Q_ARG(QString, kind), Q_ARG(QString, about),
                              Q_ARG(int, 0));
    stage.settle();
  };
  QVERIFY(!stage.shows(words));
  note();
  QVERIFY(stage.shows(words));
  QVERIFY(stage.click(QStringLiteral("Dismiss this notice")));
  QVERIFY(!stage.shows(words));
  note();
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-restoring-") + kind), QString{});
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowRestoring)
#include "test_window_restoring.moc"
