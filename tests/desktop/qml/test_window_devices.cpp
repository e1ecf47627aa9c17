// SPDX-License-Identifier: GPL-3.0-or-later
// The account's devices in the window: the list, removing one, and linking one from either side.
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include "layout_check.hpp"
#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto code = QStringLiteral("7F3K-Q9WM-2XHV-8RTC-D4ZN-61GB-YP5E");
const auto number = QStringLiteral("Number to compare: 042 117");
const auto qr_code = QStringLiteral("The same code as a QR code");
const auto different = QStringLiteral("It's different");
const auto same = QStringLiteral("It's the same");

/// What comes from the other device, or from the relay.
template <class... Words>
void happen(Stage& stage, const char* what, Words... words) {
  stage.call(QStringLiteral("linking"), what, words...);
}

void open_linking(Stage& stage) {
  QVERIFY(stage.tab_to(QStringLiteral("Link a device")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("showCode")));
}

/// On the computer that shall get the account.
void enter_code(Stage& stage, const QString& typed) {
  QVERIFY(stage.tab_to(QStringLiteral("Code")));
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.type(typed);
  stage.press(Qt::Key_Return);
}

}  // namespace

class WindowDevices : public QObject {
  Q_OBJECT

 private slots:
  void the_list_says_which_is_this_one();
  void a_device_is_removed_only_after_a_question();
  void a_list_that_could_not_be_fetched_is_fetched_again();
  void a_code_is_shown_and_copied();
  void a_device_is_linked_once_both_numbers_are_the_same();
  void another_number_ends_it();
  void a_slip_of_the_keyboard_hands_nothing_over();
  void a_failed_linking_begins_anew();
  void the_code_is_asked_for();
  void what_is_no_code_is_told_at_its_field();
  void the_new_device_compares_the_number();
  void the_new_device_refuses();
  void a_code_that_is_too_old_gives_the_form_back();
};

void WindowDevices::the_list_says_which_is_this_one() {
  Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
  QVERIFY(stage.asked().contains(QStringLiteral("refreshDevices")));
  QVERIFY(stage.named(QStringLiteral("Linux computer, This device")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Remove Linux computer")) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Remove Unnamed device")) != nullptr);
  QVERIFY(stage.named(QStringLiteral(
              "Remove The old laptop with a name that somebody wrote out at length")) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("Not signed by your account: nothing is encrypted for it.")));
  // As it comes, in a window that nobody has resized.
  QCOMPARE(layout_faults(stage.window()).join(QLatin1Char('\n')), QString{});
}

void WindowDevices::a_device_is_removed_only_after_a_question() {
  Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
  const auto remove = QStringLiteral("Remove Unnamed device");
  for (const bool sure : {false, true}) {
    QVERIFY(stage.tab_to(remove));
    QVERIFY(stage.click(remove));
    QVERIFY(stage.shows(QStringLiteral("Remove Unnamed device?")));
    QVERIFY(stage.shows(QStringLiteral("It is logged out at once and receives nothing any more.")));
    QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
    if (sure) QVERIFY(stage.tab_to(QStringLiteral("Remove")));
    stage.press(Qt::Key_Return);
    QCOMPARE(stage.asked().filter(QStringLiteral("revoke")),
             sure ? QStringList{QStringLiteral("revoke d2")} : QStringList{});
    QCOMPARE(stage.named(remove) == nullptr, sure);
  }
  QVERIFY(stage.named(QStringLiteral("Linux computer, This device")) != nullptr);
  // The button that had the keyboard is gone with its device.
  QCOMPARE(stage.focused_name(), QStringLiteral("Link a device"));
}

void WindowDevices::a_list_that_could_not_be_fetched_is_fetched_again() {
  Stage stage{QStringLiteral("devices_failed"), QStringLiteral("settings")};
  QVERIFY(stage.shows(QStringLiteral("The list of devices couldn't be fetched.")));
  const auto asked = stage.asked().count(QStringLiteral("refreshDevices"));
  QVERIFY(stage.tab_to(QStringLiteral("Try again")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().count(QStringLiteral("refreshDevices")), asked + 1);
}

void WindowDevices::a_code_is_shown_and_copied() {
  Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
  open_linking(stage);
  QVERIFY(stage.named(QStringLiteral("Code: ") + code) != nullptr);
  QVERIFY(stage.named(qr_code) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("Whoever gets this code may become a device of your account")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("linking-code")), QString{});
  const auto copied = QStringLiteral("Copied");
  QVERIFY(stage.tab_to(QStringLiteral("Copy")));
  QVERIFY(!stage.shows(copied));
  stage.press(Qt::Key_Return);
  QCOMPARE(QGuiApplication::clipboard()->text(), code);
  QVERIFY(stage.shows(copied));
  // Another code isn't on the clipboard.
  stage.change(QStringLiteral("linking"), "code", QStringLiteral("0000-1111"));
  QVERIFY(!stage.shows(copied));
  stage.change(QStringLiteral("linking"), "code", code);
  QVERIFY(stage.tab_to(QStringLiteral("Cancel")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("leave")));
  QVERIFY(!stage.shows(code));
  QCOMPARE(stage.focused_name(), QStringLiteral("Link a device"));
}

void WindowDevices::a_device_is_linked_once_both_numbers_are_the_same() {
  Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
  open_linking(stage);
  happen(stage, "compare", "phone");
  QVERIFY(stage.named(qr_code) == nullptr && !stage.shows(code));
  QVERIFY(stage.named(number) != nullptr);
  QVERIFY(stage.shows(QStringLiteral("A device that calls itself “phone” wants to be linked.")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("linking-compare")), QString{});
  QVERIFY(stage.click(same));
  QVERIFY(stage.asked().contains(QStringLiteral("confirm 042 117")));
  QVERIFY(stage.named(same) == nullptr);
  QVERIFY(stage.shows(QStringLiteral("Confirm the number on “phone” too.")));
  QVERIFY(stage.named(number) != nullptr);
  const auto fetched = stage.asked().count(QStringLiteral("refreshDevices"));
  happen(stage, "finish");
  QVERIFY(stage.shows(QStringLiteral("The new device is linked. Your earlier messages follow.")));
  QCOMPARE(stage.asked().count(QStringLiteral("refreshDevices")), fetched + 1);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("linking-done")), QString{});
  QCOMPARE(stage.focused_name(), QStringLiteral("Close"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.named(QStringLiteral("Linux computer, This device")) != nullptr);
  QVERIFY2(!stage.shows(QStringLiteral("That came too late")), "somebody has seen it end");
}

void WindowDevices::another_number_ends_it() {
  Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
  open_linking(stage);
  happen(stage, "compare", "phone");
  QVERIFY(stage.click(different));
  QVERIFY(stage.asked().contains(QStringLiteral("leave")));
  QVERIFY(stage.asked().filter(QStringLiteral("confirm")).isEmpty());
  QVERIFY(stage.named(number) == nullptr);
}

/// Somebody else may have the code: the number comes while a key is pressed for something else.
void WindowDevices::a_slip_of_the_keyboard_hands_nothing_over() {
  for (const char* before : {"Copy", "Cancel", "Close"}) {
    Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
    open_linking(stage);
    QVERIFY(stage.tab_to(QString::fromLatin1(before)));
    happen(stage, "compare", "phone");
    QCOMPARE(stage.focused_name(), different);
    stage.press(Qt::Key_Return);
    QVERIFY(stage.asked().filter(QStringLiteral("confirm")).isEmpty());
    QVERIFY(stage.asked().contains(QStringLiteral("leave")));
  }
}

void WindowDevices::a_failed_linking_begins_anew() {
  Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
  open_linking(stage);
  happen(stage, "fail", "not_found");
  QVERIFY(stage.shows(QStringLiteral("The ten minutes are over, or the new device has given up.")));
  QVERIFY(stage.named(qr_code) == nullptr);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("linking-failed")), QString{});
  QVERIFY(stage.tab_to(QStringLiteral("Show a new code")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().count(QStringLiteral("showCode")), 2);
  QVERIFY(stage.named(qr_code) != nullptr);
  QVERIFY(!stage.shows(QStringLiteral("The ten minutes are over")));
}

void WindowDevices::the_code_is_asked_for() {
  Stage stage{QStringLiteral("out"), QStringLiteral("login")};
  QVERIFY(stage.tab_to(QStringLiteral("Link with a code")));
  QVERIFY(stage.click(QStringLiteral("Link with a code")));
  QCOMPARE(stage.screen(), QStringLiteral("LinkScreen.qml"));
  QCOMPARE(stage.focused_name(), QStringLiteral("Code"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.shows(QStringLiteral("Please enter the code.")));
  QVERIFY(stage.asked().filter(QStringLiteral("join")).isEmpty());
  enter_code(stage, code.toLower());
  QVERIFY(
      stage.asked().contains(QStringLiteral("join ") + code.toLower() + QStringLiteral("|Linux computer")));
  QVERIFY(stage.shows(QStringLiteral("Looking for the other device …")));
  QVERIFY(stage.named(QStringLiteral("Code")) == nullptr);
  QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("leave")));
  QCOMPARE(stage.focused_name(), QStringLiteral("Code"));
}

void WindowDevices::what_is_no_code_is_told_at_its_field() {
  Stage stage{QStringLiteral("out"), QStringLiteral("link")};
  enter_code(stage, QStringLiteral("7F3K-Q9"));
  QVERIFY(stage.shows(QStringLiteral("That isn't a code. Please compare it with the other screen.")));
  QCOMPARE(stage.focused_name(), QStringLiteral("Code"));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("link-no-code")), QString{});
  enter_code(stage, code);
  QVERIFY(!stage.shows(QStringLiteral("That isn't a code.")));
  QVERIFY(stage.shows(QStringLiteral("Looking for the other device …")));
}

void WindowDevices::the_new_device_compares_the_number() {
  Stage stage{QStringLiteral("out"), QStringLiteral("link")};
  enter_code(stage, code);
  happen(stage, "compare", "mira");
  QVERIFY(stage.shows(QStringLiteral("This computer is about to become a device of mira.")));
  QVERIFY(stage.named(number) != nullptr);
  QCOMPARE(stage.focused_name(), different);
  QVERIFY(stage.click(same));
  QVERIFY(stage.asked().contains(QStringLiteral("confirm 042 117")));
  QVERIFY(stage.shows(QStringLiteral("Confirm the number on the other device too.")));
  QVERIFY(stage.named(same) == nullptr);
  happen(stage, "finish");
  stage.part(QStringLiteral("session")).setProperty("state", QStringLiteral("in"));
  stage.settle();
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
}

void WindowDevices::the_new_device_refuses() {
  Stage stage{QStringLiteral("out"), QStringLiteral("link")};
  enter_code(stage, code);
  happen(stage, "compare", "mira");
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("leave")));
  QVERIFY(stage.asked().filter(QStringLiteral("confirm")).isEmpty());
  QVERIFY(stage.named(number) == nullptr);
  QCOMPARE(stage.focused_name(), QStringLiteral("Code"));
}

void WindowDevices::a_code_that_is_too_old_gives_the_form_back() {
  Stage stage{QStringLiteral("out"), QStringLiteral("link")};
  enter_code(stage, code);
  happen(stage, "fail", "not_found");
  QVERIFY(stage.shows(QStringLiteral("This code isn't good, or not any more.")));
  QCOMPARE(stage.focused_name(), QStringLiteral("Code"));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("link-failed")), QString{});
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowDevices)
#include "test_window_devices.moc"
