// SPDX-License-Identifier: GPL-3.0-or-later
// The members of a group in the window: who is let in or turned down, removed, given a role; and what its
// owner changes.
#include <QTest>

#include "main.hpp"
#include "pictures.hpp"
#include "stage.hpp"

namespace sotto::desktop {
namespace {

const auto group = QStringLiteral("group");
const auto details = QStringLiteral("Members and settings");
const auto name = QStringLiteral("Name of the group");
const auto save = QStringLiteral("Save how people are let in");
const auto rename_button = QStringLiteral("Rename");
const auto saved = QStringLiteral("Saved");
const auto saving = QStringLiteral("Saving …");
const auto not_permitted = QStringLiteral("You may not do that in this group.");

int asked(const Stage& stage, const char* what) {
  return static_cast<int>(stage.asked().filter(QString::fromLatin1(what)).size());
}

bool is_offered(const Stage& stage, const QString& button) {
  const QQuickItem* item = stage.named(button);
  return item != nullptr && item->isEnabled();
}

void settle(Stage& stage) {
  QMetaObject::invokeMethod(&stage.part(group), "settle");
  stage.settle();
}

/// Instead of what stands in the field.
void write_name(Stage& stage, const char* words) {
  QVERIFY(stage.tab_to(name));
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.type(QString::fromLatin1(words));
}

/// In place of a person who goes through the system's dialog for files.
void choose_picture(Stage& stage, const char* file) {
  for (QQuickItem* item : visible_items(stage.window()))
    if (item->metaObject()->indexOfSignal("pictureChosen(QUrl)") >= 0)
      QMetaObject::invokeMethod(item, "pictureChosen", Q_ARG(QUrl, QUrl{QString::fromLatin1(file)}));
  stage.settle();
}

}  // namespace

class WindowMembers : public QObject {
  Q_OBJECT

 private slots:
  void an_approval_counts_and_is_given_once();
  void the_last_approval_lets_somebody_in();
  void a_request_is_turned_down();
  void who_may_not_approve_only_looks();
  void a_member_is_removed_only_after_a_question();
  void a_role_is_changed();
  void a_role_that_one_has_is_not_given_again();
  void the_group_is_renamed();
  void a_name_that_is_not_taken_says_why();
  void a_group_keeps_a_name();
  void a_picture_is_chosen_and_taken_away();
  void what_is_no_picture_is_said();
  void how_newcomers_are_let_in_is_changed();
  void a_policy_that_is_not_taken_says_why();
  void what_is_on_its_way_is_not_waited_for_in_a_closed_dialog();
  void what_was_not_saved_is_not_kept();
  void a_number_that_is_not_offered_is_shown_all_the_same();
  void an_admin_changes_the_name_but_not_the_policy();
  void a_member_changes_nothing();
};

void WindowMembers::an_approval_counts_and_is_given_once() {
  Stage stage{QStringLiteral("group_asked"), QStringLiteral("groups")};
  stage.change(group, "neededApprovals", 3);
  QVERIFY(stage.shows(QStringLiteral("Ada Moreno would like to be let in")));
  QVERIFY(stage.click(QStringLiteral("Look at the requests")));
  QVERIFY(stage.named(QStringLiteral("Ada Moreno, ada · 1 of 3 approvals")) != nullptr);
  QVERIFY(stage.pick(QStringLiteral("Approve Ada Moreno")));
  QCOMPARE(asked(stage, "approve ada"), 1);
  QVERIFY(stage.named(QStringLiteral("Ada Moreno, ada · 2 of 3 approvals · You have approved this")) !=
          nullptr);
  QVERIFY(stage.named(QStringLiteral("Approve Ada Moreno")) == nullptr);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-approved")), QString{});
  stage.press(Qt::Key_Escape);
  QVERIFY(!stage.shows(QStringLiteral("would like to be let in")));
}

void WindowMembers::the_last_approval_lets_somebody_in() {
  Stage stage{QStringLiteral("group_asked"), QStringLiteral("groups")};
  QVERIFY(stage.shows(QStringLiteral("4 members")));
  QVERIFY(stage.click(QStringLiteral("Look at the requests")));
  QVERIFY(stage.named(QStringLiteral("Ada Moreno, ada · 1 of 2 approvals")) != nullptr);
  QVERIFY(stage.pick(QStringLiteral("Approve Ada Moreno")));
  QVERIFY(stage.named(QStringLiteral("Ada Moreno, ada · Member")) != nullptr);
  QVERIFY(!stage.shows(QStringLiteral("Ada Moreno, ada · 2 of 2")));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.shows(QStringLiteral("5 members")));
}

void WindowMembers::a_request_is_turned_down() {
  Stage stage{QStringLiteral("group_asked"), QStringLiteral("groups")};
  QVERIFY(stage.click(QStringLiteral("Look at the requests")));
  QVERIFY(stage.pick(QStringLiteral("Turn down Ada Moreno")));
  QCOMPARE(asked(stage, "removeMember ada"), 1);
  QCOMPARE(asked(stage, "approve"), 0);
  QVERIFY(!stage.shows(QStringLiteral("Ada Moreno, ada")));
  stage.press(Qt::Key_Escape);
  QVERIFY(!stage.shows(QStringLiteral("would like to be let in")));
}

void WindowMembers::who_may_not_approve_only_looks() {
  Stage stage{QStringLiteral("group_asked"), QStringLiteral("groups")};
  stage.change(group, "role", QStringLiteral("member"));
  stage.change(group, "mayApprove", false);
  stage.change(group, "unanswered", 0);
  QVERIFY(stage.named(QStringLiteral("Look at the requests")) == nullptr);
  QVERIFY(stage.click(details));
  QVERIFY(stage.named(QStringLiteral("Ada Moreno, ada · 1 of 2 approvals")) != nullptr);
  QVERIFY(!stage.shows(QStringLiteral("Approve Ada Moreno")));
  QVERIFY(!stage.shows(QStringLiteral("Turn down Ada Moreno")));
}

void WindowMembers::a_member_is_removed_only_after_a_question() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  const auto question = QStringLiteral("Remove Ben Okafor from the group?");
  QVERIFY(stage.click(details));
  for (const bool sure : {false, true}) {
    QVERIFY(stage.pick(QStringLiteral("Remove Ben Okafor")));
    QVERIFY(stage.shows(question));
    QVERIFY(stage.shows(QStringLiteral("They keep what they have read")));
    if (!sure) QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-remove")), QString{});
    QVERIFY(stage.pick(sure ? QStringLiteral("Remove Ben Okafor from the group") : QStringLiteral("Cancel")));
    QVERIFY(!stage.shows(question));
    QCOMPARE(asked(stage, "removeMember ben"), sure ? 1 : 0);
    QCOMPARE(stage.named(QStringLiteral("Ben Okafor, ben · Member")) == nullptr, sure);
  }
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.shows(QStringLiteral("3 members")));
}

void WindowMembers::a_role_is_changed() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QVERIFY(stage.click(details));
  QVERIFY(stage.pick(QStringLiteral("Role of Ben Okafor")));
  QVERIFY(stage.named(QStringLiteral("Member"))->property("checked").toBool());
  QCOMPARE(stage.missed_by_tab(), QStringList{});
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-role")), QString{});
  QVERIFY(stage.pick(QStringLiteral("Admin")));
  QCOMPARE(asked(stage, "setRole ben admin"), 1);
  QVERIFY(stage.named(QStringLiteral("Ben Okafor, ben · Admin")) != nullptr);
  QVERIFY(stage.named(QStringLiteral("Admin")) == nullptr);
}

/// It would be an entry in everybody's log that changes nothing.
void WindowMembers::a_role_that_one_has_is_not_given_again() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QVERIFY(stage.click(details));
  QVERIFY(stage.pick(QStringLiteral("Role of Ben Okafor")));
  QVERIFY(stage.pick(QStringLiteral("Member")));
  QCOMPARE(asked(stage, "setRole"), 0);
  QVERIFY(stage.named(QStringLiteral("Admin")) == nullptr);  // the choice is closed
}

void WindowMembers::the_group_is_renamed() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QVERIFY(stage.click(details));
  QVERIFY(stage.tab_to(name));
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("Chess club"));
  QVERIFY(!is_offered(stage, rename_button));
  stage.press(Qt::Key_Return);
  QCOMPARE(asked(stage, "rename"), 0);
  stage.change(group, "slow", true);
  write_name(stage, " Go club ");
  QVERIFY(stage.pick(rename_button));
  QCOMPARE(asked(stage, "rename Go club"), 1);
  // It is said when the log has it, and not before.
  QVERIFY(stage.shows(saving) && !stage.shows(saved));
  QVERIFY(!is_offered(stage, saving));
  stage.press(Qt::Key_Return);
  QCOMPARE(asked(stage, "rename"), 1);
  settle(stage);
  QVERIFY(stage.shows(saved));
  QVERIFY(!is_offered(stage, rename_button));
  QCOMPARE(stage.focused_name(), name);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-renamed")), QString{});
  stage.type(QStringLiteral("s"));
  QVERIFY(!stage.shows(saved));
  QVERIFY(is_offered(stage, rename_button));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.shows(QStringLiteral("Group Go club")));
  QVERIFY(stage.click(details));
  QVERIFY(!stage.shows(saved));
}

void WindowMembers::a_name_that_is_not_taken_says_why() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.change(group, "refusal", QStringLiteral("not_permitted"));
  QVERIFY(stage.click(details));
  write_name(stage, "Go club");
  QVERIFY(stage.pick(rename_button));
  QVERIFY(stage.shows(not_permitted) && !stage.shows(saved));
  QCOMPARE(stage.named(name)->property("text").toString(), QStringLiteral("Go club"));
  stage.change(group, "refusal", QString{});
  QVERIFY(stage.pick(rename_button));
  QVERIFY(!stage.shows(not_permitted) && stage.shows(saved));
}

void WindowMembers::a_group_keeps_a_name() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  const auto problem = QStringLiteral("Please enter a name.");
  QVERIFY(stage.click(details));
  QVERIFY(stage.tab_to(name));
  stage.press(Qt::Key_A, Qt::ControlModifier);
  stage.press(Qt::Key_Delete);
  QVERIFY(!stage.shows(problem));
  stage.press(Qt::Key_Return);
  QVERIFY(stage.shows(problem));
  QCOMPARE(asked(stage, "rename"), 0);
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-nameless")), QString{});
  // Whoever comes back later finds the name that it has.
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.click(details));
  QVERIFY(stage.tab_to(name));
  QCOMPARE(stage.focused()->property("text").toString(), QStringLiteral("Chess club"));
  QVERIFY(!stage.shows(problem));
}

void WindowMembers::a_picture_is_chosen_and_taken_away() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  const auto drawn = stage.part(QStringLiteral("groups")).property("drawn").toString();
  const auto take_away = QStringLiteral("Remove the picture");
  QVERIFY(stage.click(details));
  QVERIFY(stage.named(take_away) == nullptr);
  QVERIFY(!stage.draws(drawn));
  QVERIFY(stage.tab_to(QStringLiteral("Choose a picture")));
  choose_picture(stage, "file:///pictures/board.png");
  QCOMPARE(asked(stage, "setPicture file:///pictures/board.png"), 1);
  QTRY_VERIFY(stage.draws(drawn));
  QVERIFY(stage.pick(take_away));
  QCOMPARE(asked(stage, "removePicture"), 1);
  QVERIFY(!stage.draws(drawn));
  QVERIFY(stage.named(take_away) == nullptr);
}

void WindowMembers::what_is_no_picture_is_said() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  const auto problem = QStringLiteral("This isn't a picture that can be used here.");
  QVERIFY(stage.click(details));
  choose_picture(stage, "file:///notes.txt");
  QVERIFY(stage.shows(problem));
  QVERIFY(stage.tab_to(QStringLiteral("Choose a picture")));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-no-picture")), QString{});
  choose_picture(stage, "file:///pictures/board.png");
  QVERIFY(!stage.shows(problem));
}

void WindowMembers::how_newcomers_are_let_in_is_changed() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QVERIFY(stage.click(details));
  QVERIFY(stage.tab_to(QStringLiteral("2")));
  QVERIFY(stage.focused()->property("checked").toBool());
  QVERIFY(stage.pick(QStringLiteral("3")));
  QVERIFY(stage.pick(QStringLiteral("Owners")));
  QCOMPARE(asked(stage, "setPolicy"), 0);
  stage.change(group, "slow", true);
  QVERIFY(stage.pick(save));
  QCOMPARE(asked(stage, "setPolicy 3 owner"), 1);
  QCOMPARE(asked(stage, "setPolicy"), 1);
  // It is said when the log has it, and not before.
  QVERIFY(stage.shows(saving) && !stage.shows(saved));
  QVERIFY(!is_offered(stage, save));
  QCOMPARE(stage.focused_name(), QStringLiteral("Owners"));
  settle(stage);
  QVERIFY(!stage.shows(saving) && stage.shows(saved));
  QVERIFY(!is_offered(stage, save));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-policy")), QString{});
  QVERIFY(stage.pick(QStringLiteral("Every member")));
  QVERIFY(!stage.shows(saved));
  QVERIFY(is_offered(stage, save));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.click(details));
  QVERIFY(!stage.shows(saved));
  for (const char* chosen : {"3", "Owners"})
    QVERIFY2(stage.named(QString::fromLatin1(chosen))->property("checked").toBool(), chosen);
}

void WindowMembers::what_is_on_its_way_is_not_waited_for_in_a_closed_dialog() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.change(group, "slow", true);
  QVERIFY(stage.click(details));
  write_name(stage, "Go club");
  stage.press(Qt::Key_Return);
  QCOMPARE(stage.part(group).property("settingState").toString(), QStringLiteral("asked"));
  stage.press(Qt::Key_Escape);
  QCOMPARE(stage.part(group).property("settingState").toString(), QString{});
  QVERIFY(stage.click(details));
  QVERIFY(!stage.shows(saving));
}

void WindowMembers::a_policy_that_is_not_taken_says_why() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.change(group, "refusal", QStringLiteral("not_permitted"));
  QVERIFY(stage.click(details));
  QVERIFY(!is_offered(stage, save));
  QVERIFY(stage.pick(QStringLiteral("3")));
  QVERIFY(stage.pick(save));
  QVERIFY(stage.shows(not_permitted) && !stage.shows(saved));
  QVERIFY(is_offered(stage, save));
  QCOMPARE(faults_in_pictures(stage, QStringLiteral("window-members-policy-refused")), QString{});
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.click(details));
  QVERIFY(!stage.shows(not_permitted));
  QVERIFY(stage.named(QStringLiteral("2"))->property("checked").toBool());
}

void WindowMembers::what_was_not_saved_is_not_kept() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  QVERIFY(stage.click(details));
  QVERIFY(stage.pick(QStringLiteral("3")));
  stage.press(Qt::Key_Escape);
  QVERIFY(stage.click(details));
  QVERIFY(stage.tab_to(QStringLiteral("2")));
  QVERIFY(stage.focused()->property("checked").toBool());
  QCOMPARE(asked(stage, "setPolicy"), 0);
}

/// Another client has set it.
void WindowMembers::a_number_that_is_not_offered_is_shown_all_the_same() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.change(group, "policyApprovals", 12);
  QVERIFY(stage.click(details));
  QVERIFY(stage.tab_to(QStringLiteral("12")));
  QVERIFY(stage.focused()->property("checked").toBool());
  QVERIFY(stage.pick(QStringLiteral("Owners")));
  QVERIFY(stage.pick(save));
  QCOMPARE(asked(stage, "setPolicy 12 owner"), 1);
}

void WindowMembers::an_admin_changes_the_name_but_not_the_policy() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.change(group, "role", QStringLiteral("admin"));
  QVERIFY(stage.click(details));
  QVERIFY(stage.named(QStringLiteral("Rename")) != nullptr);
  QVERIFY(stage.named(save) == nullptr);
}

void WindowMembers::a_member_changes_nothing() {
  Stage stage{QStringLiteral("group_talking"), QStringLiteral("groups")};
  stage.change(group, "role", QStringLiteral("member"));
  QVERIFY(stage.click(details));
  for (const char* deed : {"Rename", "Choose a picture", "Save how people are let in"})
    QVERIFY2(stage.named(QString::fromLatin1(deed)) == nullptr, deed);
  QVERIFY(stage.named(QStringLiteral("Leave the group")) != nullptr);
}

}  // namespace sotto::desktop

SOTTO_QML_TEST_MAIN(sotto::desktop::WindowMembers)
#include "test_window_members.moc"
