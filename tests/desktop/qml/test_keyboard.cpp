// SPDX-License-Identifier: GPL-3.0-or-later
// Everything can be reached and done with the keyboard alone.
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include "main.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

bool is_inside(const QQuickItem* item, const QQuickItem* scope) {
  return item != nullptr && (item == scope || scope->isAncestorOf(item));
}

}  // namespace

class Keyboard : public QObject {
  Q_OBJECT

 private slots:
  void tab_reaches_everything_that_takes_the_focus_data();
  void tab_reaches_everything_that_takes_the_focus();
  void an_account_is_made_without_a_mouse();
  void a_wrong_field_gets_the_focus();
  void a_failed_entry_gives_the_keyboard_back_to_the_form();
  void enter_sends_and_shift_enter_begins_a_line();
  void arrows_choose_a_conversation_and_enter_opens_it();
  void escape_closes_the_conversation_then_nothing_else();
  void the_switcher_opens_a_conversation();
  void the_switcher_opens_a_group();
  void ctrl_f_looks_for_something_and_down_goes_to_the_results();
  void ctrl_comma_shows_the_settings_and_escape_leaves_them();
  void a_dialog_keeps_the_focus_and_gives_it_back();
  void a_key_that_is_refused_shows_the_number_it_has_now();
  void an_archive_that_is_another_one_is_accepted_in_its_banner();
  void a_device_is_linked_once_the_number_was_compared();
  void a_failed_message_is_tried_again_from_the_timeline();
  void the_narrow_menu_works_by_keys();
  void a_message_is_answered_from_its_menu();
  void an_edit_brings_back_what_was_being_written();
  void escape_gives_an_edit_up_before_it_closes_anything();
  void a_message_is_deleted_only_after_a_question();
  void the_menu_goes_round_and_gives_the_keyboard_back();
  void a_duration_is_chosen();
  void a_conversation_goes_off_the_record_and_back();
  void what_was_not_delivered_off_the_record_is_tried_again();
  void a_request_is_accepted();
  void a_message_is_reported_by_copying_what_its_reader_wants_to_show();
  void a_group_is_made_without_a_mouse();
  void an_open_group_is_made_without_a_mouse();
  void earlier_posts_are_loaded_without_a_mouse();
  void a_newcomer_is_approved_without_a_mouse();
  void a_member_is_removed_only_after_a_question();
  void a_group_is_asked_to_let_one_in();
  void a_member_is_named_without_a_mouse();
  void escape_leaves_the_people_before_the_conversation();
};

void Keyboard::tab_reaches_everything_that_takes_the_focus_data() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("screen");
  QTest::addColumn<int>("width");
  for (const int width : {400, 1400}) {
    QTest::addRow("landing-%d", width) << "out"
                                       << "landing" << width;
    QTest::addRow("register-%d", width) << "out"
                                        << "register" << width;
    QTest::addRow("login-%d", width) << "out"
                                     << "login" << width;
    QTest::addRow("unlock-%d", width) << "locked_create"
                                      << "landing" << width;
    QTest::addRow("direct-%d", width) << "talking"
                                      << "direct" << width;
    QTest::addRow("search-%d", width) << "found"
                                      << "direct" << width;
    QTest::addRow("blocked-%d", width) << "blocked"
                                       << "direct" << width;
    QTest::addRow("settings-%d", width) << "devices"
                                        << "settings" << width;
    QTest::addRow("groups-%d", width) << "groups"
                                      << "groups" << width;
    QTest::addRow("group-%d", width) << "group_asked"
                                     << "groups" << width;
    QTest::addRow("group-door-%d", width) << "group_door"
                                          << "groups" << width;
    QTest::addRow("about-%d", width) << "full"
                                     << "about" << width;
    QTest::addRow("news-%d", width) << "news"
                                    << "news" << width;
  }
}

void Keyboard::tab_reaches_everything_that_takes_the_focus() {
  QFETCH(const QString, story);
  QFETCH(const QString, screen);
  QFETCH(const int, width);
  Stage stage{story, screen};
  stage.resize(width, 800);
  QCOMPARE(stage.missed_by_tab().join(QLatin1Char('\n')), QString{});
}

void Keyboard::an_account_is_made_without_a_mouse() {
  Stage stage{QStringLiteral("out"), QStringLiteral("landing")};
  QVERIFY(stage.tab_to(QStringLiteral("Create an account")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.screen(), QStringLiteral("RegisterScreen.qml"));
  QVERIFY(stage.tab_to(QStringLiteral("Name")));
  stage.type(QStringLiteral("nora"));
  stage.press(Qt::Key_Tab);
  QCOMPARE(stage.focused_name(), QStringLiteral("Password"));
  stage.type(QStringLiteral("four quiet words"));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked(),
           QStringList{QStringLiteral("registerAccount nora|four quiet words||Linux computer|false")});
}

void Keyboard::a_wrong_field_gets_the_focus() {
  Stage stage{QStringLiteral("out"), QStringLiteral("register")};
  QVERIFY(stage.tab_to(QStringLiteral("Create account")));
  stage.press(Qt::Key_Space);
  QCOMPARE(stage.focused_name(), QStringLiteral("Name"));
  QVERIFY(stage.named(QStringLiteral("Please enter your name.")) != nullptr);
  QVERIFY(stage.asked().isEmpty());
}

void Keyboard::a_failed_entry_gives_the_keyboard_back_to_the_form() {
  Stage stage{QStringLiteral("entering"), QStringLiteral("register")};
  QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
  stage.part(QStringLiteral("entry")).setProperty("busy", false);
  stage.settle();
  QCOMPARE(stage.focused_name(), QStringLiteral("Name"));
}

void Keyboard::enter_sends_and_shift_enter_begins_a_line() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QCOMPARE(stage.focused_name(), QStringLiteral("Message to Ada Moreno"));
  stage.type(QStringLiteral("one"));
  stage.press(Qt::Key_Return, Qt::ShiftModifier);
  stage.type(QStringLiteral("two"));
  QVERIFY(!stage.asked().contains(QStringLiteral("send one")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send one\ntwo")));
  QCOMPARE(stage.focused()->property("text").toString(), QString{});
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().filter(QStringLiteral("send ")).size(), 1);
}

void Keyboard::arrows_choose_a_conversation_and_enter_opens_it() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  QCOMPARE(stage.focused_name(), QStringLiteral("Search people and messages"));
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("open farida")));
  QCOMPARE(stage.focused_name(), QStringLiteral("Message to Farida, choir (alto)"));
}

void Keyboard::escape_closes_the_conversation_then_nothing_else() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.asked().contains(QStringLiteral("close")));
  stage.press(Qt::Key_Escape);
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
  stage.press(Qt::Key_Return);
  QVERIFY(!stage.asked().filter(QStringLiteral("open")).isEmpty());
}

void Keyboard::the_switcher_opens_a_conversation() {
  Stage stage{QStringLiteral("full"), QStringLiteral("about")};
  stage.press(Qt::Key_K, Qt::ControlModifier);
  QCOMPARE(stage.focused_name(), QStringLiteral("Name"));
  stage.type(QStringLiteral("o"));
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Return);
  QVERIFY(!stage.asked().filter(QStringLiteral("open ")).isEmpty());
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
}

void Keyboard::the_switcher_opens_a_group() {
  Stage stage{QStringLiteral("groups"), QStringLiteral("about")};
  stage.press(Qt::Key_K, Qt::ControlModifier);
  stage.type(QStringLiteral("chess"));
  QVERIFY(stage.named(QStringLiteral("Chess club")) != nullptr);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("openGroup chess")));
  QCOMPARE(stage.screen(), QStringLiteral("GroupsScreen.qml"));
}

void Keyboard::ctrl_f_looks_for_something_and_down_goes_to_the_results() {
  Stage stage{QStringLiteral("found"), QStringLiteral("settings")};
  stage.press(Qt::Key_F, Qt::ControlModifier);
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
  QCOMPARE(stage.focused_name(), QStringLiteral("Search people and messages"));
  stage.press(Qt::Key_Down);
  QVERIFY2(stage.focused_name().startsWith(QStringLiteral("Tom Weber")), qPrintable(stage.focused_name()));
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("jumpTo 1")));
}

void Keyboard::ctrl_comma_shows_the_settings_and_escape_leaves_them() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  stage.press(Qt::Key_Comma, Qt::ControlModifier);
  QCOMPARE(stage.screen(), QStringLiteral("SettingsScreen.qml"));
  stage.press(Qt::Key_Escape);
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
  stage.go(QStringLiteral("settings"));
  QVERIFY(stage.tab_to(QStringLiteral("News")));
  stage.press(Qt::Key_Escape);
  QCOMPARE(stage.screen(), QStringLiteral("DirectScreen.qml"));
}

void Keyboard::a_dialog_keeps_the_focus_and_gives_it_back() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(stage.tab_to(QStringLiteral("Safety number")));
  const QQuickItem* before = stage.focused();
  stage.press(Qt::Key_Return);
  const QQuickItem* dialog = stage.named(QStringLiteral("Safety number"));
  QVERIFY(dialog != nullptr && dialog != before);
  for (int step = 0; step < 5; ++step) {
    stage.press(Qt::Key_Tab);
    QVERIFY2(is_inside(stage.focused(), dialog->parentItem()), qPrintable(describe(*stage.focused())));
  }
  stage.press(Qt::Key_Escape);
  QCOMPARE(stage.focused(), before);
}

void Keyboard::a_key_that_is_refused_shows_the_number_it_has_now() {
  Stage stage{QStringLiteral("blocked"), QStringLiteral("direct")};
  stage.part(QStringLiteral("chat")).setProperty("refusesKey", true);
  QVERIFY(stage.tab_to(QStringLiteral("Accept the new key")));
  stage.press(Qt::Key_Return);
  QVERIFY(!stage.asked().contains(QStringLiteral("readSafetyNumber")));
  QVERIFY(stage.tab_to(QStringLiteral("Accept this key")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("readSafetyNumber")));
  QVERIFY(stage.named(QStringLiteral("Copy")) != nullptr);
}

void Keyboard::an_archive_that_is_another_one_is_accepted_in_its_banner() {
  Stage stage{QStringLiteral("archive_doubted"), QStringLiteral("direct")};
  QVERIFY(stage.tab_to(QStringLiteral("Go on with what is there")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("acceptArchive")));
  QVERIFY(stage.named(QStringLiteral("Go on with what is there")) == nullptr);
}

void Keyboard::a_device_is_linked_once_the_number_was_compared() {
  Stage stage{QStringLiteral("devices"), QStringLiteral("settings")};
  stage.named(QStringLiteral("Link a device"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  stage.settle();
  QVERIFY(stage.asked().contains(QStringLiteral("showCode")));
  QVERIFY(stage.named(QStringLiteral("The same code as a QR code")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("It's the same")) == nullptr);
  auto& linking = stage.part(QStringLiteral("linking"));
  linking.setProperty("stage", QStringLiteral("comparing"));
  linking.setProperty("code", QString{});
  linking.setProperty("number", QStringLiteral("042 117"));
  linking.setProperty("other", QStringLiteral("phone"));
  stage.settle();
  QVERIFY(stage.named(QStringLiteral("The same code as a QR code")) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Number to compare: 042 117")) != nullptr);
  QVERIFY(stage.tab_to(QStringLiteral("It's the same")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("confirm 042 117")));
  stage.press(Qt::Key_Escape);
  stage.settle();
  QVERIFY(stage.asked().contains(QStringLiteral("leave")));
  // It came too late: how it ended is heard when the dialog is gone.
  const auto late = QStringLiteral(
      "That came too late: the new device is linked. If it isn't yours, remove it from the list.");
  QVERIFY(stage.named(late) == nullptr);
  linking.setProperty("stage", QStringLiteral("done"));
  stage.settle();
  QVERIFY(stage.named(late) != nullptr);
}

void Keyboard::a_failed_message_is_tried_again_from_the_timeline() {
  Stage stage{QStringLiteral("states"), QStringLiteral("direct")};
  QVERIFY(stage.tab_to(QStringLiteral("Try again")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("retry m5")));
}

void Keyboard::a_message_is_answered_from_its_menu() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  stage.open_message_menu();
  QVERIFY(stage.named(QStringLiteral("React with 👍"))->hasActiveFocus());
  stage.named(QStringLiteral("Reply"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  QVERIFY(stage.named(QStringLiteral("Reply to yourself")) != nullptr);
  QCOMPARE(stage.focused_name(), QStringLiteral("Message to Ada Moreno"));
  stage.type(QStringLiteral("sure"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send sure answers m7")));
  QVERIFY(stage.named(QStringLiteral("Reply to yourself")) == nullptr);
}

void Keyboard::an_edit_brings_back_what_was_being_written() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  stage.type(QStringLiteral("half"));
  stage.open_message_menu();
  stage.named(QStringLiteral("Edit"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  QVERIFY(stage.focused()->property("text").toString().startsWith(QStringLiteral("And after that")));
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.type(QStringLiteral("No coffee"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("edit m7 No coffee")));
  QVERIFY(stage.asked().filter(QStringLiteral("send ")).isEmpty());
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("half"));
}

void Keyboard::escape_gives_an_edit_up_before_it_closes_anything() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  stage.press(Qt::Key_Up);
  QVERIFY(stage.named(QStringLiteral("Edit message")) != nullptr);
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.named(QStringLiteral("Edit message")) == nullptr);
  QVERIFY(!stage.asked().contains(QStringLiteral("close")));
  QCOMPARE(stage.focused()->property("text").toString(), QString{});
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.asked().contains(QStringLiteral("close")));
}

void Keyboard::a_message_is_deleted_only_after_a_question() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  for (const bool sure : {false, true}) {
    stage.open_message_menu();
    stage.press(Qt::Key_End);
    stage.press(Qt::Key_Return);
    QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
    if (sure) stage.named(QStringLiteral("Delete for everyone"))->forceActiveFocus();
    stage.press(Qt::Key_Return);
    QCOMPARE(stage.asked().contains(QStringLiteral("remove m7")), sure);
  }
}

void Keyboard::the_menu_goes_round_and_gives_the_keyboard_back() {
  Stage stage{QStringLiteral("lively"), QStringLiteral("direct")};
  stage.open_message_menu();
  stage.press(Qt::Key_Up);
  QCOMPARE(stage.focused_name(), QStringLiteral("Delete"));
  stage.press(Qt::Key_Down);
  QCOMPARE(stage.focused_name(), QStringLiteral("React with 👍"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("react m7 👍")));
  QVERIFY(is_inside(stage.focused(), stage.named(QStringLiteral("Messages with Ada Moreno"))));
}

void Keyboard::a_duration_is_chosen() {
  Stage stage{QStringLiteral("timed"), QStringLiteral("direct")};
  QVERIFY(stage.tab_to(QStringLiteral("Disappearing messages")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.focused()->property("checked").toBool());
  stage.named(QStringLiteral("They stay"))->forceActiveFocus();
  stage.press(Qt::Key_Space);
  stage.named(QStringLiteral("Choose"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("setDuration 0")));
}

void Keyboard::a_conversation_goes_off_the_record_and_back() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  QVERIFY(stage.tab_to(QStringLiteral("Off the record")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.focused_name(), QStringLiteral("Off the record to Ada Moreno"));
  stage.type(QStringLiteral("between us"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("offRecord send between us")));
  stage.type(QStringLiteral("half"));
  QVERIFY(stage.tab_to(QStringLiteral("End and forget")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("offRecord end")));
  stage.named(QStringLiteral("Message to Ada Moreno"))->forceActiveFocus();
  QCOMPARE(stage.focused()->property("text").toString(), QString{});
  QVERIFY(stage.asked().filter(QStringLiteral("half")).isEmpty());
  QVERIFY(stage.asked().filter(QStringLiteral("|between us")).isEmpty());
}

void Keyboard::what_was_not_delivered_off_the_record_is_tried_again() {
  Stage stage{QStringLiteral("off_record"), QStringLiteral("direct")};
  QQuickItem* said = stage.named(QStringLiteral("Said off the record"));
  QVERIFY(said != nullptr);
  said->forceActiveFocus();
  said->setProperty("currentIndex", 2);
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("offRecord retry w3")));
}

void Keyboard::a_request_is_accepted() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  QVERIFY(stage.named(QStringLiteral("Message to luca")) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Disappearing messages")) == nullptr);
  QVERIFY(stage.tab_to(QStringLiteral("Accept")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("acceptRequest")));
  QVERIFY(stage.named(QStringLiteral("Message to luca")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Disappearing messages")) != nullptr);
}

void Keyboard::a_message_is_reported_by_copying_what_its_reader_wants_to_show() {
  Stage stage{QStringLiteral("requested"), QStringLiteral("direct")};
  stage.open_message_menu();
  stage.named(QStringLiteral("Report"))->forceActiveFocus();
  stage.press(Qt::Key_Return);
  QQuickItem* text = stage.named(QStringLiteral("With the text of the message"));
  QVERIFY(text != nullptr);
  const auto copied = [&] {
    stage.named(QStringLiteral("Copy the report"))->forceActiveFocus();
    stage.press(Qt::Key_Return);
    return QGuiApplication::clipboard()->text();
  };
  const QString whole = copied();
  QVERIFY2(whole.contains(QStringLiteral("\nFrom: luca\n")), qPrintable(whole));
  QVERIFY(whole.endsWith(QStringLiteral("still for sale?")));
  text->forceActiveFocus();
  stage.press(Qt::Key_Space);
  const QString facts = copied();
  QVERIFY(whole.startsWith(facts) && facts.size() < whole.size());
  QVERIFY(!facts.contains(QStringLiteral("still for sale?")));
}

void Keyboard::the_narrow_menu_works_by_keys() {
  Stage stage{QStringLiteral("full"), QStringLiteral("direct")};
  stage.resize(400, 800);
  QQuickItem* menu = stage.named(QStringLiteral("Menu, 122 unread"));
  QVERIFY(menu != nullptr);
  menu->forceActiveFocus(Qt::TabFocusReason);
  stage.press(Qt::Key_Return);
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.screen(), QStringLiteral("GroupsScreen.qml"));
}

void Keyboard::a_group_is_made_without_a_mouse() {
  Stage stage{QStringLiteral("groups"), QStringLiteral("groups")};
  QVERIFY(stage.tab_to(QStringLiteral("New group")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.focused_name(), QStringLiteral("Name of the group"));
  stage.press(Qt::Key_Return);
  QVERIFY2(stage.asked().filter(QStringLiteral("create")).isEmpty(), "a group has a name");
  stage.type(QStringLiteral("Go club"));
  QVERIFY(stage.tab_to(QStringLiteral("3")));
  stage.press(Qt::Key_Space);
  QVERIFY(stage.tab_to(QStringLiteral("Admins and owners")));
  stage.press(Qt::Key_Space);
  QVERIFY(stage.tab_to(QStringLiteral("Create the group")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().last(), QStringLiteral("create Go club|3|admin"));
}

void Keyboard::an_open_group_is_made_without_a_mouse() {
  Stage stage{QStringLiteral("groups"), QStringLiteral("groups")};
  QVERIFY(stage.tab_to(QStringLiteral("New group")));
  stage.press(Qt::Key_Return);
  stage.type(QStringLiteral("Town square"));
  QVERIFY(stage.tab_to(QStringLiteral("Open")));
  stage.press(Qt::Key_Space);
  QVERIFY(stage.tab_to(QStringLiteral("Create the group")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().last(), QStringLiteral("createOpen Town square"));
}

void Keyboard::earlier_posts_are_loaded_without_a_mouse() {
  Stage stage{QStringLiteral("group_open"), QStringLiteral("groups")};
  QVERIFY(stage.tab_to(QStringLiteral("Load earlier posts")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().last(), QStringLiteral("loadPosts"));
}

void Keyboard::a_newcomer_is_approved_without_a_mouse() {
  Stage stage{QStringLiteral("group_asked"), QStringLiteral("groups")};
  QVERIFY(stage.tab_to(QStringLiteral("Look at the requests")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.tab_to(QStringLiteral("Approve Ada Moreno")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("approve ada")));
}

void Keyboard::a_member_is_removed_only_after_a_question() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QVERIFY(stage.tab_to(QStringLiteral("Members and settings")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.tab_to(QStringLiteral("Remove Ben Okafor")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().filter(QStringLiteral("removeMember")).isEmpty());
  QVERIFY(stage.tab_to(QStringLiteral("Remove Ben Okafor from the group")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().last(), QStringLiteral("removeMember ben"));
}

void Keyboard::a_group_is_asked_to_let_one_in() {
  Stage stage{QStringLiteral("group_door"), QStringLiteral("groups")};
  QVERIFY(stage.tab_to(QStringLiteral("Ask to be let in")));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().last(), QStringLiteral("join"));
}

void Keyboard::a_member_is_named_without_a_mouse() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.named(QStringLiteral("Message to Chess club"))->forceActiveFocus();
  stage.type(QStringLiteral("ask @"));
  QVERIFY(stage.named(QStringLiteral("People to name")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Ben Okafor, ben")) != nullptr);
  stage.press(Qt::Key_Down);
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("ask @ben "));
  QVERIFY(stage.named(QStringLiteral("People to name")) == nullptr);
  stage.type(QStringLiteral("or @far"));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("ask @ben or @farida "));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send ask @ben or @farida")));
}

void Keyboard::escape_leaves_the_people_before_the_conversation() {
  Stage stage{QStringLiteral("talking"), QStringLiteral("direct")};
  stage.type(QStringLiteral("at 6 @"));
  QVERIFY(stage.named(QStringLiteral("People to name")) != nullptr);
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.named(QStringLiteral("People to name")) == nullptr);
  QVERIFY(!stage.asked().contains(QStringLiteral("close")));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send at 6 @")));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::Keyboard)
#include "test_keyboard.moc"
