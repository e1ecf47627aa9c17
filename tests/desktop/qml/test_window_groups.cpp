// SPDX-License-Identifier: GPL-3.0-or-later
// Groups in the window: made, found, asked to be let into, left; and what is said when something is wrong
// with one.
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto ask = QStringLiteral("Ask to be let in");
const auto withdraw = QStringLiteral("Withdraw the request");
const auto field = QStringLiteral("Message to Chess club");
const auto name = QStringLiteral("Name of the group");
const auto not_encrypted = QStringLiteral("Open group: not encrypted");

/// With the dialog for a new one, and an engine that makes it a moment later.
struct Making {
  Stage stage{QStringLiteral("groups"), QStringLiteral("groups")};

  Making() {
    stage.change(QStringLiteral("groups"), "answers", true);
    stage.click(QStringLiteral("New group"));
  }
  bool create() { return stage.pick(QStringLiteral("Create the group")); }
};

}  // namespace

class WindowGroups : public QObject {
  Q_OBJECT

 private slots:
  void a_secure_group_is_made_and_is_nowhere_called_open();
  void an_open_group_says_before_and_after_that_nothing_is_encrypted();
  void the_kind_can_be_chosen_back();
  void a_group_without_a_name_is_not_made();
  void what_is_wrong_with_a_new_group_is_said_and_nothing_is_lost();
  void the_dialog_stays_until_the_group_is_there();
  void who_does_not_wait_for_a_group_finds_it_in_the_list();
  void who_cancels_makes_nothing();
  void one_asks_to_be_let_in_and_comes_in_when_that_is_approved();
  void a_request_is_withdrawn();
  void a_second_click_at_once_does_not_withdraw_data();
  void a_second_click_at_once_does_not_withdraw();
  void an_open_group_is_joined_at_once();
  void a_group_that_was_found_is_asked_by_its_name();
  void the_group_of_a_link_is_asked_for_without_its_name();
  void a_post_of_an_open_group_can_only_be_taken_back();
  void who_does_not_moderate_takes_back_only_their_own();
  void one_leaves_only_after_a_question();
  void who_left_reads_on_and_asks_to_come_back();
  void nobody_writes_into_a_forked_group();
  void a_log_that_lags_is_said_data();
  void a_log_that_lags_is_said();
  void a_doubt_about_a_log_is_told();
};

void WindowGroups::a_secure_group_is_made_and_is_nowhere_called_open() {
  Making making;
  Stage& stage = making.stage;
  QVERIFY(stage.shows(QStringLiteral("end-to-end encrypted, and its members let newcomers in")));
  QVERIFY(!stage.shows(QStringLiteral("Nothing in it is encrypted")));
  QCOMPARE(stage.missed_by_tab(), QStringList{});
  QVERIFY(stage.tab_to(QStringLiteral("Name of the group")));
  stage.type(QStringLiteral("Go club"));
  QVERIFY(making.create());
  QVERIFY(stage.asked().contains(QStringLiteral("create Go club|1|member")));
  QVERIFY(stage.asked().filter(QStringLiteral("createOpen")).isEmpty());
  QVERIFY(stage.named(QStringLiteral("Message to Go club")) != nullptr);
  QVERIFY(!stage.shows(not_encrypted));
  QVERIFY(!stage.shows(QStringLiteral("open, not encrypted")));
}

void WindowGroups::an_open_group_says_before_and_after_that_nothing_is_encrypted() {
  Making making;
  Stage& stage = making.stage;
  stage.type(QStringLiteral("Town square"));
  QVERIFY(stage.pick(QStringLiteral("Open")));
  QVERIFY(stage.shows(QStringLiteral("anybody joins at once and reads everything, even without an account")));
  QVERIFY(stage.shows(QStringLiteral("Nothing in it is encrypted")));
  QVERIFY(!stage.shows(QStringLiteral("How many members must approve a newcomer")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-groups-new-open")), QString{});
  QVERIFY(making.create());
  QVERIFY(stage.asked().contains(QStringLiteral("createOpen Town square")));
  QVERIFY(stage.shows(not_encrypted));
  QVERIFY(stage.shows(QStringLiteral("1 member · open, not encrypted")));
  QVERIFY(stage.shows(QStringLiteral("Town square, open, not encrypted")));
  QVERIFY(stage.shows(QStringLiteral("Write a public post")));
  for (const char* secret : {"Attach files", "Disappearing messages", "Let this message disappear"})
    QVERIFY(stage.named(QString::fromLatin1(secret)) == nullptr);
}

void WindowGroups::the_kind_can_be_chosen_back() {
  Making making;
  Stage& stage = making.stage;
  stage.type(QStringLiteral("Go club"));
  QVERIFY(stage.pick(QStringLiteral("Open")));
  QVERIFY(stage.click(QStringLiteral("Secure")));
  QVERIFY(!stage.shows(QStringLiteral("Nothing in it is encrypted")));
  QVERIFY(stage.pick(QStringLiteral("3")));
  QVERIFY(making.create());
  QVERIFY(stage.asked().contains(QStringLiteral("create Go club|3|member")));
}

void WindowGroups::a_group_without_a_name_is_not_made() {
  Making making;
  Stage& stage = making.stage;
  const auto problem = QStringLiteral("Please enter a name.");
  QVERIFY(!stage.shows(problem));
  stage.type(QStringLiteral("  "));
  QVERIFY(making.create());
  QVERIFY(stage.shows(problem));
  QCOMPARE(stage.focused_name(), QStringLiteral("Name of the group"));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-groups-nameless")), QString{});
  stage.type(QStringLiteral("Go club"));
  QVERIFY(!stage.shows(problem));
  QVERIFY(stage.asked().filter(QStringLiteral("create")).isEmpty());
}

void WindowGroups::what_is_wrong_with_a_new_group_is_said_and_nothing_is_lost() {
  Making making;
  Stage& stage = making.stage;
  stage.change(QStringLiteral("groups"), "refusal", QStringLiteral("offline"));
  stage.type(QStringLiteral("Go club"));
  QVERIFY(stage.pick(QStringLiteral("3")));
  QVERIFY(making.create());
  QVERIFY(stage.shows(QStringLiteral("There is no connection to the relay.")));
  QCOMPARE(stage.named(name)->property("text").toString(), QStringLiteral("Go club"));
  QVERIFY(stage.named(QStringLiteral("3"))->property("checked").toBool());
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-groups-new-refused")), QString{});
  stage.change(QStringLiteral("groups"), "refusal", QString{});
  QVERIFY(making.create());
  QVERIFY(stage.named(QStringLiteral("Message to Go club")) != nullptr);
  QCOMPARE(stage.asked().count(QStringLiteral("create Go club|3|member")), 2);
}

void WindowGroups::the_dialog_stays_until_the_group_is_there() {
  Making making;
  Stage& stage = making.stage;
  const auto creating = QStringLiteral("Creating …");
  stage.change(QStringLiteral("groups"), "answers", false);
  stage.type(QStringLiteral("Go club"));
  QVERIFY(making.create());
  QVERIFY(stage.named(creating) != nullptr && !stage.named(creating)->isEnabled());
  QCOMPARE(stage.focused_name(), name);
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("Go club"));
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.asked().filter(QStringLiteral("create ")).size(), 1);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-groups-creating")), QString{});
  stage.call(QStringLiteral("groups"), "answer");
  QVERIFY(stage.named(name) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Message to Go club")) != nullptr);
}

void WindowGroups::who_does_not_wait_for_a_group_finds_it_in_the_list() {
  Making making;
  Stage& stage = making.stage;
  stage.change(QStringLiteral("groups"), "answers", false);
  stage.type(QStringLiteral("Go club"));
  QVERIFY(making.create());
  QVERIFY(stage.pick(QStringLiteral("Cancel")));
  stage.call(QStringLiteral("groups"), "answer");
  QVERIFY(stage.named(QStringLiteral("Message to Go club")) == nullptr);
  QVERIFY(stage.shows(QStringLiteral("Go club, ")));
  // Nothing of it is left for the next one.
  QVERIFY(stage.click(QStringLiteral("New group")));
  QVERIFY(stage.named(QStringLiteral("Create the group"))->isEnabled());
  QCOMPARE(stage.named(name)->property("text").toString(), QString{});
}

void WindowGroups::who_cancels_makes_nothing() {
  Making making;
  Stage& stage = making.stage;
  stage.type(QStringLiteral("Go club"));
  QVERIFY(stage.pick(QStringLiteral("Open")));
  QVERIFY(stage.pick(QStringLiteral("Cancel")));
  QVERIFY(stage.asked().filter(QStringLiteral("create")).isEmpty());
  // The next one begins anew, and secure.
  QVERIFY(stage.click(QStringLiteral("New group")));
  QCOMPARE(stage.named(QStringLiteral("Name of the group"))->property("text").toString(), QString{});
  QVERIFY(stage.named(QStringLiteral("Secure"))->property("checked").toBool());
}

void WindowGroups::one_asks_to_be_let_in_and_comes_in_when_that_is_approved() {
  Stage stage{QStringLiteral("group_door"), QStringLiteral("groups")};
  QVERIFY(stage.click(ask));
  QVERIFY(stage.asked().contains(QStringLiteral("join")));
  QVERIFY(stage.shows(QStringLiteral("You have asked to be let into this group")));
  QVERIFY(stage.named(ask) == nullptr);
  QVERIFY(stage.asked().filter(QStringLiteral("open #")).isEmpty());
  stage.change(QStringLiteral("group"), "standing", QStringLiteral("member"));
  stage.change(QStringLiteral("group"), "readable", true);
  QVERIFY(stage.asked().contains(QStringLiteral("open #unknown")));
  QVERIFY(stage.named(QStringLiteral("Message to #unknown")) != nullptr);
  QVERIFY(stage.named(withdraw) == nullptr);
}

void WindowGroups::a_request_is_withdrawn() {
  Stage stage{QStringLiteral("group_waiting"), QStringLiteral("groups")};
  QVERIFY(stage.shows(QStringLiteral("You have asked to be let into Community garden")));
  QVERIFY(stage.click(withdraw));
  QVERIFY(stage.asked().contains(QStringLiteral("leave")));
  QVERIFY(stage.named(ask) != nullptr);
  QVERIFY(!stage.asked().contains(QStringLiteral("join")));
}

void WindowGroups::a_second_click_at_once_does_not_withdraw_data() {
  QTest::addColumn<QString>("story");
  QTest::addColumn<QString>("button");
  QTest::newRow("at the door") << "group_door" << ask;
  QTest::newRow("who was in") << "group_former"
                              << "Ask to be let in again";
}

void WindowGroups::a_second_click_at_once_does_not_withdraw() {
  QFETCH(const QString, story);
  QFETCH(const QString, button);
  Stage stage{story, QStringLiteral("groups")};
  QVERIFY(stage.double_click(button));
  QVERIFY(stage.asked().contains(QStringLiteral("join")));
  QVERIFY(!stage.asked().contains(QStringLiteral("leave")));
  QVERIFY(stage.named(withdraw) != nullptr);
}

void WindowGroups::an_open_group_is_joined_at_once() {
  Stage stage{QStringLiteral("group_open_door"), QStringLiteral("groups")};
  QVERIFY(stage.shows(QStringLiteral("Nothing in it is encrypted")));
  QVERIFY(stage.named(ask) == nullptr);
  QVERIFY(stage.click(QStringLiteral("Join the group")));
  QVERIFY(stage.asked().contains(QStringLiteral("join")));
  QVERIFY(stage.shows(not_encrypted));
  QVERIFY(stage.named(QStringLiteral("Message to #unknown")) != nullptr);
}

void WindowGroups::a_group_that_was_found_is_asked_by_its_name() {
  Stage stage{QStringLiteral("groups_found"), QStringLiteral("groups")};
  const auto tools = QStringLiteral("Garden tools, shared");
  stage.change(QStringLiteral("group"), "known",
               QVariantMap{{QStringLiteral("garden2"), QVariantMap{{QStringLiteral("name"), tools}}}});
  QVERIFY(stage.shows(QStringLiteral("140 members · Open: not encrypted, anybody joins and reads")));
  QVERIFY(stage.click(tools + QStringLiteral(", 12 members · 2 approvals let you in")));
  QVERIFY(stage.asked().contains(QStringLiteral("openGroup garden2")));
  QVERIFY(stage.shows(tools));
  QVERIFY(stage.click(ask));
  QVERIFY(stage.shows(QStringLiteral("You have asked to be let into Garden tools, shared")));
}

void WindowGroups::the_group_of_a_link_is_asked_for_without_its_name() {
  Stage stage{QStringLiteral("groups"), QStringLiteral("groups")};
  const auto row = QStringLiteral("The group of this link, Open it to ask to be let in.");
  QVERIFY(stage.named(row) == nullptr);
  stage.change(QStringLiteral("groupSearch"), "query",
               QStringLiteral("https://chat.example.org/groups/garden9"));
  stage.change(QStringLiteral("groupSearch"), "linked", QStringLiteral("garden9"));
  QVERIFY(!stage.shows(QStringLiteral("No group with that name.")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-groups-link")), QString{});
  QVERIFY(stage.click(row));
  QVERIFY(stage.asked().contains(QStringLiteral("openGroup garden9")));
  QVERIFY(stage.named(row) == nullptr);
  QVERIFY(stage.click(ask));
  QVERIFY(stage.shows(QStringLiteral("You have asked to be let into this group")));
}

void WindowGroups::a_post_of_an_open_group_can_only_be_taken_back() {
  Stage stage{QStringLiteral("group_open"), QStringLiteral("groups")};
  const auto taken_back = QStringLiteral("This post was taken back.");
  const auto post = QStringLiteral("We'll manage. Where do we meet?");
  stage.open_message_menu(4);
  QVERIFY(stage.named(QStringLiteral("Copy text")) != nullptr);
  for (const char* deed : {"Reply", "React with 👍", "Edit"})
    QVERIFY2(stage.named(QString::fromUtf8(deed)) == nullptr, deed);
  for (const bool sure : {false, true}) {
    if (sure) stage.open_message_menu(4);
    QVERIFY(stage.tab_to(QStringLiteral("Delete")));
    stage.press(Qt::Key_Return);
    QVERIFY(stage.shows(QStringLiteral("It disappears for everybody who reads the group from now on.")));
    QVERIFY(stage.click(sure ? QStringLiteral("Delete for everyone") : QStringLiteral("Cancel")));
    QCOMPARE(stage.asked().filter(QStringLiteral("remove m7")).size(), sure ? 1 : 0);
    QCOMPARE(stage.said(post) == nullptr, sure);
    QCOMPARE(stage.shows(taken_back), sure);
  }
}

void WindowGroups::who_does_not_moderate_takes_back_only_their_own() {
  for (const bool moderates : {false, true}) {
    Stage stage{QStringLiteral("group_open"), QStringLiteral("groups")};
    stage.change(QStringLiteral("group"), "moderates", moderates);
    stage.open_message_menu();
    QVERIFY(stage.named(QStringLiteral("Report")) != nullptr);
    QCOMPARE(stage.named(QStringLiteral("Delete")) != nullptr, moderates);
    stage.press(Qt::Key_Escape);
    stage.open_message_menu(4);
    QVERIFY(stage.named(QStringLiteral("Report")) == nullptr);
    QVERIFY(stage.named(QStringLiteral("Delete")) != nullptr);
  }
}

void WindowGroups::one_leaves_only_after_a_question() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QVERIFY(stage.named(field) != nullptr);
  QVERIFY(stage.click(QStringLiteral("Members and settings")));
  for (const bool sure : {false, true}) {
    QVERIFY(stage.pick(QStringLiteral("Leave the group")));
    QVERIFY(stage.shows(QStringLiteral("Leave this group?")));
    QVERIFY(stage.shows(QStringLiteral("To come back you need approvals again.")));
    QVERIFY(stage.shows(QStringLiteral("When the last owner leaves")));
    QCOMPARE(stage.focused_name(), QStringLiteral("Cancel"));
    if (!sure) QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-groups-leave")), QString{});
    QVERIFY(stage.click(sure ? QStringLiteral("Leave") : QStringLiteral("Cancel")));
    QCOMPARE(stage.asked().contains(QStringLiteral("leave")), sure);
  }
  QVERIFY(stage.shows(QStringLiteral("You aren't in this group any more")));
  QVERIFY(stage.named(field) == nullptr);
}

void WindowGroups::who_left_reads_on_and_asks_to_come_back() {
  Stage stage{QStringLiteral("group_former"), QStringLiteral("groups")};
  QVERIFY(stage.shows(QStringLiteral("Tuesday at seven?")));
  QVERIFY(stage.named(field) == nullptr);
  QVERIFY(stage.click(QStringLiteral("Members and settings")));
  QVERIFY(stage.named(QStringLiteral("Leave the group")) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Rename")) == nullptr);
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.click(QStringLiteral("Ask to be let in again")));
  QVERIFY(stage.asked().contains(QStringLiteral("join")));
  QVERIFY(stage.shows(QStringLiteral("You have asked to be let in again")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-groups-back")), QString{});
  stage.change(QStringLiteral("group"), "standing", QStringLiteral("member"));
  QVERIFY(stage.named(field) != nullptr);
}

void WindowGroups::nobody_writes_into_a_forked_group() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.type(QStringLiteral("half a sentence"));
  stage.change(QStringLiteral("group"), "disputedBy", QStringLiteral("Ben Okafor"));
  stage.change(QStringLiteral("group"), "forked", true);
  QVERIFY(stage.shows(QStringLiteral("Nothing is sent to this group")));
  QVERIFY(stage.shows(QStringLiteral("Ben Okafor has another history of this group")));
  QVERIFY(stage.named(field) == nullptr);
  QVERIFY(stage.named(QStringLiteral("Send")) == nullptr);
  QVERIFY(stage.click(QStringLiteral("Look at the members")));
  QVERIFY(stage.named(QStringLiteral("Remove Ben Okafor")) != nullptr);
  stage.press(Qt::Key_Escape);
  stage.change(QStringLiteral("group"), "forked", false);
  QVERIFY(stage.named(field) != nullptr);
  QCOMPARE(stage.named(field)->property("text").toString(), QStringLiteral("half a sentence"));
  QVERIFY(stage.asked().filter(QStringLiteral("send ")).isEmpty());
}

void WindowGroups::a_log_that_lags_is_said_data() {
  QTest::addColumn<QString>("who");
  QTest::addColumn<QString>("words");
  QTest::newRow("by the relay") << ""
                                << "The relay says that this group has changed but doesn't show how.";
  QTest::newRow("by a member") << "Ben Okafor"
                               << "Ben Okafor knows of changes to this group";
}

void WindowGroups::a_log_that_lags_is_said() {
  QFETCH(const QString, who);
  QFETCH(const QString, words);
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.change(QStringLiteral("group"), "disputedBy", who);
  stage.change(QStringLiteral("group"), "behind", true);
  QVERIFY(stage.shows(QStringLiteral("Messages wait")));
  QVERIFY(stage.shows(words));
  // What is written waits as well.
  stage.type(QStringLiteral("later then"));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.asked().contains(QStringLiteral("send later then")));
  stage.change(QStringLiteral("group"), "behind", false);
  QVERIFY(!stage.shows(QStringLiteral("Messages wait")));
}

void WindowGroups::a_doubt_about_a_log_is_told() {
  Stage stage{QStringLiteral("groups"), QStringLiteral("groups")};
  QMetaObject::invokeMethod(&stage.app(), "groupDistrusted", Q_ARG(QString, QStringLiteral("Chess club")),
                            Q_ARG(QString, QStringLiteral("forked_log")));
  stage.settle();
  QVERIFY(stage.shows(
      QStringLiteral("Chess club: The relay tells different people different things about this group.")));
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowGroups)
#include "test_window_groups.moc"
