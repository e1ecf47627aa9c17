// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QImage>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "controllers/group_picture.hpp"
#include "controllers/open_group.hpp"
#include "fake_engine.hpp"
#include "host/text.hpp"
#include "sotto/group/limits.hpp"

using namespace sotto;
using namespace sotto::desktop;
using namespace sotto::desktop::testing;

class TestGroups final : public QObject {
  Q_OBJECT

 private slots:
  void a_created_group_is_told_to_who_asked();
  void an_open_group_is_created_as_one();
  void an_open_group_says_so_and_has_earlier_posts();
  void a_stranger_s_open_group_is_known_from_the_search();
  void a_group_of_another_device_is_not_opened();
  void what_cannot_be_created_says_why();
  void a_group_that_nobody_waits_for_is_not_opened();
  void those_one_waits_for_are_listed();
  void a_search_asks_once_and_shows_what_was_found();
  void an_overtaken_answer_is_dropped();
  void a_link_names_its_group_and_is_not_searched();
  void a_failed_search_says_why();
  void the_open_group_follows_its_log();
  void only_what_a_role_allows_is_offered();
  void each_deed_is_asked_of_the_engine();
  void what_is_set_is_saved_when_the_log_has_it();
  void what_is_not_set_says_why_until_it_is_forgotten();
  void a_stranger_s_group_has_a_name_only_if_it_was_found();
  void a_group_can_be_read_when_its_conversation_is_there();
  void nothing_is_done_while_no_group_is_open();
  void a_picture_is_made_small_and_square();
  void a_picture_is_shown_round_once_it_is_there();
};

namespace {

using client::GroupStanding;

const GroupId chess{{7}};

client::GroupView view_of(GroupStanding standing, std::optional<group::Role> role) {
  client::GroupView view;
  view.group = chess;
  view.name = "Chess club";
  view.standing = standing;
  view.policy_approvals = 2;
  view.needed_approvals = 2;
  view.role = role;
  view.may_approve = role.has_value();
  view.members = {{user("anna"), group::Role::owner},
                  {user("bob"), group::Role::admin},
                  {user("carol"), group::Role::member}};
  return view;
}

struct Fixture {
  QTemporaryDir folder;
  FakeEngine engine;
  Startup startup{engine, *DataFolder::open(folder.path()), nullptr};
  Session session{engine, startup};
  ConversationList conversations{engine};
  Groups groups{engine};
  GroupSearch search{engine};
  OpenGroup open{{engine, groups, search, conversations, session}};
  QAbstractItemModelTester members{open.members(), QAbstractItemModelTester::FailureReportingMode::QtTest};
  QAbstractItemModelTester requests{open.requests(), QAbstractItemModelTester::FailureReportingMode::QtTest};
  QAbstractItemModelTester found{search.found(), QAbstractItemModelTester::FailureReportingMode::QtTest};
  QAbstractItemModelTester waiting{groups.waiting(), QAbstractItemModelTester::FailureReportingMode::QtTest};

  /// As a member with this role.
  void load(group::Role role) { load(view_of(GroupStanding::member, role)); }
  void load(client::GroupView view) {
    engine.groups.insert_or_assign(view.group, std::move(view));
    groups.load();
    engine.settle();
    open.open(id());
  }
  void changed() {
    engine.fire(client::GroupUpdated{chess});
    engine.settle();
  }
  static QString id() { return QString::fromStdString(chess.text()); }
  [[nodiscard]] QVariant member(int row, int role) const {
    return std::as_const(open_).data(open_.index(row), role);
  }
  const GroupMembers& open_ = *open.members();
  template <class Act>
  [[nodiscard]] const Act* last_act() const {
    const auto* change = engine.last<client::ChangeGroup>();
    return change == nullptr || !(change->group == chess) ? nullptr : std::get_if<Act>(&change->what);
  }
};

}  // namespace

void TestGroups::a_created_group_is_told_to_who_asked() {
  Fixture f;
  QSignalSpy created{&f.groups, &Groups::created};
  f.groups.create(QStringLiteral(" Chess club "), 3, QStringLiteral("admin"));
  QVERIFY(f.groups.creating());
  const auto* asked = f.engine.last<client::CreateGroup>();
  QVERIFY(asked != nullptr);
  QCOMPARE(asked->name, std::string{"Chess club"});
  QCOMPARE(asked->approvals, 3U);
  QVERIFY(asked->approvers == group::Role::admin);
  f.engine.groups.insert({chess, view_of(GroupStanding::member, group::Role::owner)});
  f.engine.fire(client::GroupCreated{chess});
  f.engine.settle();
  QVERIFY(!f.groups.creating());
  QCOMPARE(created.size(), 1);
  QCOMPARE(created.front().front().toString(), Fixture::id());
  QVERIFY(f.groups.find(chess) != nullptr);
}

void TestGroups::an_open_group_is_created_as_one() {
  Fixture f;
  QSignalSpy created{&f.groups, &Groups::created};
  f.groups.createOpen(QStringLiteral(" Chess in town "));
  const auto* asked = f.engine.last<client::CreateGroup>();
  QVERIFY(asked != nullptr && asked->kind == group::GroupKind::open);
  QCOMPARE(asked->name, std::string{"Chess in town"});
  f.engine.fire(client::GroupCreated{chess});
  f.engine.settle();
  QCOMPARE(created.size(), 1);
  f.groups.create(QStringLiteral("Chess"), 1, QStringLiteral("member"));
  QVERIFY(f.engine.last<client::CreateGroup>()->kind == group::GroupKind::secure);
}

void TestGroups::an_open_group_says_so_and_has_earlier_posts() {
  Fixture f;
  auto view = view_of(GroupStanding::member, group::Role::admin);
  f.load(view);
  QVERIFY(!f.open.unencrypted() && !f.open.moderates() && !f.open.olderPosts());
  view.open = true;
  view.older_posts = true;
  view.refused_posts = 2;
  f.engine.groups.insert_or_assign(chess, view);
  f.changed();
  QVERIFY(f.open.unencrypted() && f.open.moderates() && f.open.olderPosts());
  QCOMPARE(f.open.refusedPosts(), 2);
  f.open.loadPosts();
  QVERIFY(f.engine.last<client::LoadPosts>()->group == chess);
  f.engine.groups.at(chess).role = group::Role::member;
  f.changed();
  QVERIFY(!f.open.moderates());
}

void TestGroups::a_stranger_s_open_group_is_known_from_the_search() {
  Fixture f;
  f.search.setQuery(QStringLiteral("chess"));
  f.engine.fire(client::GroupsFound{"chess", {{chess, "Chess in town", true, 12, 1}}});
  f.open.open(Fixture::id());
  QVERIFY(f.open.unencrypted());
  f.open.close();
  QVERIFY(!f.open.unencrypted());
}

void TestGroups::a_group_of_another_device_is_not_opened() {
  Fixture f;
  QSignalSpy created{&f.groups, &Groups::created};
  f.engine.fire(client::GroupCreated{chess});
  QCOMPARE(created.size(), 0);
}

void TestGroups::what_cannot_be_created_says_why() {
  Fixture f;
  const auto create = [&](int approvals, const char* approvers) {
    f.groups.create(QStringLiteral("Chess"), approvals, QString::fromLatin1(approvers));
  };
  for (const auto& [approvals, approvers] : {std::pair{0, "member"}, std::pair{1, "king"}}) {
    create(approvals, approvers);
    QCOMPARE(f.groups.createError(), QString{"malformed"});
    QVERIFY(!f.groups.creating());
    f.groups.forgetCreation();
    QCOMPARE(f.groups.createError(), QString{});
  }
  QVERIFY(f.engine.inputs.empty());
  // The relay's word comes later, and without the name of what it is about.
  create(1, "member");
  f.engine.settle();
  QVERIFY(f.groups.creating());
  QVERIFY(f.groups.take_failure(ErrorCode::rate_limited));
  QVERIFY(!f.groups.creating());
  QCOMPARE(f.groups.createError(), QString{"rate_limited"});
  QVERIFY(!f.groups.take_failure(ErrorCode::offline));
  QSignalSpy failed{&f.groups, &Groups::failed};
  f.engine.submit_status = Error{ErrorCode::too_large, "group name"};
  create(1, "member");
  QCOMPARE(f.groups.createError(), QString{});
  f.engine.settle();
  QCOMPARE(f.groups.createError(), QString{"too_large"});
  QCOMPARE(failed.size(), 0);
}

void TestGroups::a_group_that_nobody_waits_for_is_not_opened() {
  Fixture f;
  QSignalSpy created{&f.groups, &Groups::created};
  QSignalSpy failed{&f.groups, &Groups::failed};
  f.groups.createOpen(QStringLiteral("Chess in town"));
  f.groups.forgetCreation();
  f.engine.fire(client::GroupCreated{chess});
  QCOMPARE(created.size(), 0);
  f.engine.submit_status = Error{ErrorCode::offline, "test"};
  f.groups.createOpen(QStringLiteral("Chess in town"));
  f.groups.forgetCreation();
  f.engine.settle();
  QVERIFY2(failed.size() == 1, "nobody looks into the dialog any more");
  QCOMPARE(f.groups.createError(), QString{});
}

void TestGroups::those_one_waits_for_are_listed() {
  Fixture f;
  f.load(view_of(GroupStanding::waiting, std::nullopt));
  QCOMPARE(f.groups.waiting()->rowCount(), 1);
  QCOMPARE(f.groups.waiting()->rows().front().name, std::string{"Chess club"});
  QCOMPARE(f.open.standing(), QString{"waiting"});
  f.engine.groups.at(chess).standing = GroupStanding::member;
  f.changed();
  QCOMPARE(f.groups.waiting()->rowCount(), 0);
  QCOMPARE(f.open.standing(), QString{"member"});
}

void TestGroups::a_search_asks_once_and_shows_what_was_found() {
  Fixture f;
  for (const char* text : {"c", "ch", " chess "}) f.search.setQuery(QString::fromLatin1(text));
  QVERIFY(f.search.searching());
  QTRY_COMPARE(f.engine.count<client::FindGroups>(), std::size_t{1});
  QCOMPARE(f.engine.last<client::FindGroups>()->query, std::string{"chess"});
  f.engine.fire(client::GroupsFound{"chess", {{chess, "Chess club", false, 12, 2}}});
  QVERIFY(!f.search.searching());
  QCOMPARE(f.search.found()->rowCount(), 1);
  const auto at = [&](int role) { return f.search.found()->data(f.search.found()->index(0), role); };
  QCOMPARE(at(FoundGroups::GroupIdRole).toString(), Fixture::id());
  QCOMPARE(at(FoundGroups::MembersRole).toInt(), 12);
  QCOMPARE(at(FoundGroups::NeededApprovalsRole).toInt(), 2);
  f.search.setQuery(QString{});
  QCOMPARE(f.search.found()->rowCount(), 0);
}

void TestGroups::an_overtaken_answer_is_dropped() {
  Fixture f;
  f.search.setQuery(QStringLiteral("chess"));
  f.search.setQuery(QStringLiteral("choir"));
  f.engine.fire(client::GroupsFound{"chess", {{chess, "Chess club", false, 12, 2}}});
  QCOMPARE(f.search.found()->rowCount(), 0);
  QVERIFY(f.search.searching());
}

void TestGroups::a_link_names_its_group_and_is_not_searched() {
  Fixture f;
  f.search.setQuery(QStringLiteral("https://chat.example.org/groups/") + Fixture::id());
  QCOMPARE(f.search.linked(), Fixture::id());
  QVERIFY(!f.search.searching());
  f.search.setQuery(QStringLiteral("https://chat.example.org/groups/short"));
  QCOMPARE(f.search.linked(), QString{});
  QVERIFY(f.search.searching());
}

void TestGroups::a_failed_search_says_why() {
  Fixture f;
  QVERIFY(!f.search.take_failure(ErrorCode::offline));
  f.search.setQuery(QStringLiteral("chess"));
  QVERIFY(f.search.take_failure(ErrorCode::offline));
  QCOMPARE(f.search.error(), QString{"offline"});
  QVERIFY(!f.search.searching());
}

void TestGroups::the_open_group_follows_its_log() {
  Fixture f;
  f.load(group::Role::admin);
  QCOMPARE(f.open.name(), QString{"Chess club"});
  QCOMPARE(f.open.role(), QString{"admin"});
  QCOMPARE(f.open.memberCount(), 3);
  QCOMPARE(f.open.unanswered(), 0);
  auto& view = f.engine.groups.at(chess);
  view.name = "Chess and go";
  view.requests = {{user("dave"), 1, true}, {user("erin"), 0, false}};
  view.forked = true;
  view.disputed_by = user("carol");
  f.changed();
  QCOMPARE(f.open.name(), QString{"Chess and go"});
  QCOMPARE(f.open.unanswered(), 1);
  QCOMPARE(f.open.firstUnanswered(), QString{"erin"});
  QVERIFY(f.open.forked());
  QCOMPARE(f.open.disputedBy(), QString{"carol"});
  QCOMPARE(f.open.requests()->data(f.open.requests()->index(0), JoinRequests::ApprovalsRole).toInt(), 1);
  view.may_approve = false;
  f.changed();
  QCOMPARE(f.open.unanswered(), 0);
}

void TestGroups::only_what_a_role_allows_is_offered() {
  Fixture f;
  f.load(group::Role::admin);
  const auto may_remove = [&](int row) { return f.member(row, GroupMembers::MayRemoveRole).toBool(); };
  const auto may_change = [&](int row) { return f.member(row, GroupMembers::MayChangeRoleRole).toBool(); };
  QVERIFY(!may_remove(0) && !may_remove(1) && may_remove(2));
  QVERIFY(!may_change(0) && !may_change(1) && !may_change(2));
  f.engine.groups.at(chess).role = group::Role::owner;
  f.changed();
  QVERIFY(!may_remove(0) && may_remove(1) && may_remove(2));
  QVERIFY2(!may_change(0), "a group keeps an owner");
  QVERIFY(may_change(1) && may_change(2));
  f.engine.groups.at(chess).role = group::Role::member;
  f.changed();
  QVERIFY(!may_remove(2) && !may_change(2));
}

void TestGroups::each_deed_is_asked_of_the_engine() {
  Fixture f;
  f.load(group::Role::owner);
  f.open.join();
  QVERIFY(f.engine.last<client::RequestToJoin>()->group == chess);
  f.open.approve(QStringLiteral("dave"));
  QVERIFY(f.last_act<client::ApproveNewcomer>()->user == user("dave"));
  f.open.remove(QStringLiteral("carol"));
  QVERIFY(f.last_act<client::RemoveMember>()->user == user("carol"));
  f.open.setRole(QStringLiteral("bob"), QStringLiteral("owner"));
  QVERIFY(f.last_act<client::SetRole>()->role == group::Role::owner);
  f.open.setPolicy(3, QStringLiteral("admin"));
  QCOMPARE(f.last_act<client::SetPolicy>()->approvals, 3U);
  f.open.rename(QStringLiteral(" Go club "));
  QCOMPARE(f.last_act<client::RenameGroup>()->name, std::string{"Go club"});
  QVERIFY(f.open.setPicture(QUrl::fromLocalFile(f.folder.filePath(QStringLiteral("none.png")))) ==
          QStringLiteral("not_found"));
  const auto chosen = f.folder.filePath(QStringLiteral("chosen.png"));
  QVERIFY(QImage(900, 300, QImage::Format_RGB32).save(chosen));
  QCOMPARE(f.open.setPicture(QUrl::fromLocalFile(chosen)), QString{});
  QVERIFY(!f.last_act<client::SetGroupPicture>()->picture.empty());
  f.open.removePicture();
  QVERIFY(f.last_act<client::SetGroupPicture>()->picture.empty());
  f.open.leave();
  QVERIFY(f.last_act<client::LeaveGroup>() != nullptr);
  QSignalSpy failed{&f.open, &OpenGroup::failed};
  f.engine.submit_status = Error{ErrorCode::untrusted_identity, "newcomer"};
  f.open.approve(QStringLiteral("dave"));
  f.engine.settle();
  QCOMPARE(failed.size(), 1);
}

void TestGroups::what_is_set_is_saved_when_the_log_has_it() {
  Fixture f;
  f.load(group::Role::owner);
  QCOMPARE(f.open.setting() + f.open.settingState(), QString{});
  f.open.setPolicy(3, QStringLiteral("owner"));
  f.engine.settle();
  QCOMPARE(f.open.setting(), QString{"policy"});
  // What somebody else changes meanwhile is not what was asked for.
  auto& view = f.engine.groups.at(chess);
  view.policy_approvals = 3;
  f.changed();
  QCOMPARE(f.open.settingState(), QString{"asked"});
  view.policy_approvers = group::Role::owner;
  f.changed();
  QCOMPARE(f.open.settingState(), QString{"saved"});
  f.open.rename(QStringLiteral(" Go club "));
  QCOMPARE(f.open.setting(), QString{"name"});
  QCOMPARE(f.open.settingState(), QString{"asked"});
  view.name = "Go club";
  f.changed();
  QCOMPARE(f.open.settingState(), QString{"saved"});
  QVERIFY2(!f.open.take_failure(ErrorCode::refused), "nobody waits for it any more");
  f.open.close();
  QCOMPARE(f.open.setting() + f.open.settingState(), QString{});
}

void TestGroups::what_is_not_set_says_why_until_it_is_forgotten() {
  Fixture f;
  f.load(group::Role::owner);
  QVERIFY(!f.open.take_failure(ErrorCode::offline));
  QSignalSpy failed{&f.open, &OpenGroup::failed};
  f.open.setPolicy(3, QStringLiteral("owner"));
  f.engine.settle();
  QVERIFY(f.open.take_failure(ErrorCode::not_permitted));
  QCOMPARE(f.open.settingState(), QString{"failed"});
  QCOMPARE(f.open.settingError(), QString{"not_permitted"});
  f.changed();
  QCOMPARE(f.open.settingError(), QString{"not_permitted"});
  f.engine.submit_status = Error{ErrorCode::too_large, "group name"};
  f.open.rename(QStringLiteral("Go club"));
  QCOMPARE(f.open.settingError(), QString{});
  f.engine.settle();
  QCOMPARE(f.open.settingError(), QString{"too_large"});
  QCOMPARE(failed.size(), 0);
  f.open.forgetSetting();
  QCOMPARE(f.open.setting() + f.open.settingState() + f.open.settingError(), QString{});
  // Nobody looks at it any more: it is told in passing.
  f.open.rename(QStringLiteral("Go club"));
  f.open.forgetSetting();
  f.engine.settle();
  QCOMPARE(failed.size(), 1);
  QVERIFY(!f.open.take_failure(ErrorCode::offline));
}

void TestGroups::a_stranger_s_group_has_a_name_only_if_it_was_found() {
  Fixture f;
  f.open.open(Fixture::id());
  QCOMPARE(f.open.name(), QString{});
  QCOMPARE(f.open.standing(), QString{});
  f.open.close();
  f.search.setQuery(QStringLiteral("chess"));
  f.engine.fire(client::GroupsFound{"chess", {{chess, "Chess club", false, 12, 2}}});
  f.open.open(Fixture::id());
  f.search.setQuery(QString{});
  QCOMPARE(f.open.name(), QString{"Chess club"});
}

void TestGroups::a_group_can_be_read_when_its_conversation_is_there() {
  Fixture f;
  f.load(group::Role::member);
  QVERIFY(!f.open.readable());
  QSignalSpy changed{&f.open, &OpenGroup::changed};
  f.engine.append(chess, "welcome");
  f.engine.fire(client::ConversationChanged{chess});
  f.conversations.load();
  f.engine.settle();
  QVERIFY(f.open.readable());
  QVERIFY(!changed.isEmpty());
  QCOMPARE(f.open.conversation(), QStringLiteral("#") + Fixture::id());
}

void TestGroups::nothing_is_done_while_no_group_is_open() {
  Fixture f;
  f.load(group::Role::owner);
  f.open.close();
  const auto before = f.engine.inputs.size();
  f.open.join();
  f.open.leave();
  f.open.open(QStringLiteral("not a group"));
  QCOMPARE(f.open.groupId(), QString{});
  QCOMPARE(f.open.memberCount(), 0);
  QCOMPARE(f.engine.inputs.size(), before);
}

namespace {

QByteArray png_of(const QImage& image) {
  QBuffer out;
  if (!out.open(QIODevice::WriteOnly) || !image.save(&out, "PNG")) qFatal("no picture");
  return out.data();
}

/// As noisy as a picture can be, which a JPEG makes least of.
QImage noise(int width, int height) {
  QImage image{width, height, QImage::Format_RGB32};
  QRandomGenerator random{7};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) image.setPixel(x, y, random.generate() | 0xFF000000U);
  }
  return image;
}

}  // namespace

void TestGroups::a_picture_is_made_small_and_square() {
  for (const QImage& chosen : {noise(900, 300), noise(20, 1'000), noise(1, 1)}) {
    const auto picture = group_picture_from(png_of(chosen));
    QVERIFY(!picture.empty() && picture.size() <= group::max_picture);
    const auto image = QImage::fromData(picture.data(), static_cast<int>(picture.size()));
    QVERIFY(!image.isNull() && image.width() == image.height());
  }
  QVERIFY(group_picture_from("these are words").empty());
  QVERIFY(group_picture_from(png_of(noise(30, 30)).left(60)).empty());
}

void TestGroups::a_picture_is_shown_round_once_it_is_there() {
  Fixture f;
  QSignalSpy changed{&f.groups, &Groups::pictureChanged};
  auto view = view_of(GroupStanding::member, group::Role::admin);
  const auto conversation = to_qt(ConversationId{chess}.text());
  view.picture = group_picture_from(png_of(noise(200, 200)));
  f.load(view);
  QCOMPARE(changed.count(), 1);
  QVERIFY(f.groups.picture(conversation).startsWith(QStringLiteral("data:image/png;base64,")));
  // The same once more is no news; and what claims to be huge is not decoded.
  f.load(view);
  QCOMPARE(changed.count(), 1);
  const auto huge = png_of(QImage(600, 600, QImage::Format_Mono));
  view.picture = copy_of(bytes_of(std::string_view{huge.constData(), static_cast<std::size_t>(huge.size())}));
  f.load(view);
  QCOMPARE(changed.count(), 2);
  QVERIFY(f.groups.picture(conversation).isEmpty() && f.groups.picture(QStringLiteral("bob")).isEmpty());
}

QTEST_GUILESS_MAIN(TestGroups)
#include "test_groups.moc"
