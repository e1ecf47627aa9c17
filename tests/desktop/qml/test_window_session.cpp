// SPDX-License-Identifier: GPL-3.0-or-later
// What one does about oneself and others in the window: logging out, coming back to this device, and a name
// of one's own for somebody.
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto own_name = QStringLiteral("Your name for them");
const auto profile = QStringLiteral("Profile");
const auto save = QStringLiteral("Save");

void write_name(Stage& stage, const QString& name) {
  QVERIFY(stage.click(profile));
  QCOMPARE(stage.focused_name(), own_name);
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.press(Qt::Key_Delete);
  stage.type(name);
}

}  // namespace

class WindowSession : public QObject {
  Q_OBJECT

 private slots:
  void one_logs_out_only_after_a_question();
  void who_was_taken_over_comes_back();
  void somebody_gets_a_name_of_ones_own();
  void a_name_that_is_too_long_is_not_kept();
};

void WindowSession::one_logs_out_only_after_a_question() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("settings")};
  const auto log_out = QStringLiteral("Log out");
  for (const bool sure : {false, true}) {
    QVERIFY(stage.pick(log_out));
    QVERIFY(stage.shows(QStringLiteral("Log out of this computer?")));
    QVERIFY(stage.shows(QStringLiteral("Messages that you have only here are gone for good.")));
    QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
    if (!sure) QCOMPARE(faults_in_pictures(stage, QStringLiteral("session-log-out")), QString{});
    QVERIFY(stage.click(sure ? log_out : QStringLiteral("Cancel")));
    QCOMPARE(stage.asked().contains(QStringLiteral("logOut")), sure);
  }
  QCOMPARE(stage.screen(), QStringLiteral("LandingScreen.qml"));
  QVERIFY(stage.named(QStringLiteral("Create an account")) != nullptr);
  QCOMPARE(stage.warnings().join(QLatin1Char('\n')), QString{});
}

void WindowSession::who_was_taken_over_comes_back() {
  Stage stage{QStringLiteral("displaced"), QStringLiteral("direct")};
  const auto words = QStringLiteral("This device is connected from somewhere else now");
  QVERIFY(stage.shows(words));
  QVERIFY(stage.asked().filter(QStringLiteral("reconnect")).isEmpty());
  QVERIFY(stage.click(QStringLiteral("Use Sotto here")));
  QCOMPARE(stage.asked().filter(QStringLiteral("reconnect")).size(), 1);
  QVERIFY(!stage.shows(words));
}

void WindowSession::somebody_gets_a_name_of_ones_own() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  const auto gardener = QStringLiteral("The gardener");
  write_name(stage, gardener);
  QVERIFY(stage.asked().filter(QStringLiteral("setContactName")).isEmpty());
  QVERIFY(stage.pick(save));
  QVERIFY(stage.asked().contains(QStringLiteral("setContactName The gardener")));
  QVERIFY2(stage.named(own_name) == nullptr, "the dialog has closed");
  QVERIFY(stage.named(gardener) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("The gardener, You: And the big basket")));
  QVERIFY(stage.named(QStringLiteral("Message to The gardener")) != nullptr);
  // Theirs is still to be seen, and comes back when one's own is taken away.
  QVERIFY(stage.click(profile));
  QCOMPARE(stage.focused()->property("text").toString(), gardener);
  QVERIFY(stage.shows(QStringLiteral("Ada Moreno")));
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.press(Qt::Key_Delete);
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().last(), QStringLiteral("setContactName "));
  QVERIFY(stage.named(QStringLiteral("Message to Ada Moreno")) != nullptr);
}

void WindowSession::a_name_that_is_too_long_is_not_kept() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  write_name(stage, QString{65, QLatin1Char('x')});
  QVERIFY(stage.shows(QStringLiteral("That is too long.")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.pick(save));
  QVERIFY(stage.asked().filter(QStringLiteral("setContactName")).isEmpty());
  QVERIFY(stage.named(own_name) != nullptr);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowSession)
#include "test_window_session.moc"
