// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "account_record.hpp"
#include "open_scene.hpp"
#include "printing.hpp"
#include "sotto/group/limits.hpp"
#include "sotto/group/sign_post.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;

/// Open groups as people use them, and as a relay misuses them.
class TestOpenGroups : public QObject {
  Q_OBJECT

 private slots:
  void anybody_comes_in_at_once();
  void what_is_said_is_a_post_that_its_author_signed();
  void the_kind_is_shown();
  void a_newcomer_sees_the_newest_and_loads_what_is_older();
  void a_member_who_was_away_misses_nothing();
  void an_own_other_device_shows_what_was_said();
  void a_post_leaves_once_after_coming_back();
  void a_post_whose_answer_was_lost_has_one_place();
  void an_author_takes_back_what_they_said();
  void an_admin_takes_back_what_others_said_and_a_member_does_not();
  void a_post_that_was_taken_back_does_not_come_again();
  void a_post_behind_its_removal_is_not_shown();
  void a_removal_is_not_replaced_by_one_that_does_not_count();
  void what_only_secure_groups_have_is_refused_data();
  void what_only_secure_groups_have_is_refused();
  void a_long_post_is_refused();
  void what_does_not_hold_is_counted_and_not_shown();
  void a_post_that_is_repeated_is_shown_once();
  void a_newcomers_post_waits_for_their_entry();
  void a_strangers_post_is_refused_and_the_next_is_shown();
  void who_left_is_still_the_author_of_what_they_said();
  void a_removed_member_speaks_no_more();
  void what_is_said_after_a_removal_is_not_shown();
  void what_is_said_behind_later_posts_is_not_shown();
  void what_is_dated_after_a_removal_is_not_shown();
  void what_was_said_before_a_removal_reaches_who_was_away();
  void a_post_of_who_just_went_waits_for_a_page();
  void a_gap_in_a_page_is_told();
  void a_relay_that_serves_less_than_it_did_is_told();
  void a_secure_group_takes_no_posts();
  void a_full_group_is_told_to_the_author();
};

void TestOpenGroups::anybody_comes_in_at_once() {
  OpenScene scene;
  QVERIFY(scene.view(scene.bob).standing == client::GroupStanding::member);
  QCOMPARE(scene.view(scene.alice).members.size(), std::size_t{2});
  QVERIFY(scene.view(scene.alice).requests.empty());
  scene.act(scene.bob, client::LeaveGroup{});
  QVERIFY(scene.view(scene.bob).standing == client::GroupStanding::former);
  scene.come_in(scene.bob);
  QVERIFY(scene.view(scene.bob).standing == client::GroupStanding::member);
}

void TestOpenGroups::what_is_said_is_a_post_that_its_author_signed() {
  OpenScene scene;
  scene.say_and_settle(scene.alice, "hello");
  scene.say_and_settle(scene.bob, "hi");
  for (auto* device : {&scene.alice, &scene.bob}) QCOMPARE(scene.texts(*device), (Texts{"hello", "hi"}));
  QVERIFY(scene.last_text(scene.alice).sender == name("bob"));
  QVERIFY(scene.messages(scene.bob, scene.group).front().state == store::MessageState::accepted);
  QCOMPARE(scene.kept().size(), std::size_t{2});
  const auto post = group::Post::parse(scene.kept().back());
  const auto key = crypto::IdentityKey::parse(scene.world.relay.accounts.at("bob").identity_key);
  QVERIFY(post.ok() && key.ok() && post->verify(*key).ok());
  QVERIFY(scene.world.relay.group_submissions.empty());
  for (const auto& [from, submit] : scene.world.relay.submissions)
    QVERIFY2(submit.recipient == from.user, "no sender keys, no receipts");
}

void TestOpenGroups::the_kind_is_shown() {
  OpenScene scene;
  GroupScene::check(scene.alice.handle(client::CreateGroup{"Secret", 1, group::Role::member}));
  scene.world.settle();
  const auto secure = scene.alice.events<client::GroupCreated>().back().group;
  QVERIFY(scene.view(scene.bob).open);
  QVERIFY((*scene.bob.engine().conversation(scene.group))->open_group);
  QVERIFY(!(*scene.alice.engine().group(secure))->open);
  QVERIFY(!(*scene.alice.engine().conversation(secure))->open_group);
}

void TestOpenGroups::a_newcomer_sees_the_newest_and_loads_what_is_older() {
  OpenScene scene;
  Texts all;
  for (int number = 0; number < 30; ++number) {
    all.push_back(std::to_string(number));
    scene.say(scene.alice, all.back());
  }
  scene.world.settle();
  scene.come_in(scene.carol);
  QCOMPARE(scene.texts(scene.carol), (Texts{all.end() - 20, all.end()}));
  QCOMPARE((*scene.carol.engine().conversation(scene.group))->unread, std::uint64_t{0});
  QVERIFY(scene.view(scene.carol).older_posts);
  GroupScene::check(scene.carol.handle(client::LoadPosts{scene.group}));
  scene.world.settle();
  QCOMPARE(scene.texts(scene.carol), all);
  QVERIFY(!scene.view(scene.carol).older_posts);
  const auto more = scene.carol.handle(client::LoadPosts{scene.group});
  QVERIFY(!more && more.error().code == ErrorCode::not_found);
  scene.say_and_settle(scene.bob, "and now");
  QCOMPARE(scene.texts(scene.carol).back(), std::string{"and now"});
  QCOMPARE((*scene.carol.engine().conversation(scene.group))->unread, std::uint64_t{1});
}

void TestOpenGroups::a_member_who_was_away_misses_nothing() {
  OpenScene scene;
  scene.say_and_settle(scene.alice, "before");
  scene.bob.go_offline();
  scene.world.settle();
  Texts all{"before"};
  for (int number = 0; number < 50; ++number) {
    all.push_back(std::to_string(number));
    scene.say(scene.alice, all.back());
  }
  scene.world.settle();
  scene.bob.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.bob), all);
  QCOMPARE(scene.view(scene.bob).refused_posts, std::uint64_t{0});
}

void TestOpenGroups::an_own_other_device_shows_what_was_said() {
  OpenScene scene;
  auto& laptop = scene.world.log_in("alice", "laptop");
  scene.world.settle();
  scene.say_and_settle(scene.alice, "from the telephone");
  scene.say_and_settle(laptop, "from the laptop");
  for (auto* device : {&scene.alice, &laptop, &scene.bob})
    QCOMPARE(scene.texts(*device), (Texts{"from the telephone", "from the laptop"}));
  for (const auto& message : scene.messages(laptop, scene.group)) {
    const bool said = message.kind == store::MessageKind::text;
    QVERIFY(!said || message.state == store::MessageState::accepted);
  }
}

void TestOpenGroups::a_post_leaves_once_after_coming_back() {
  OpenScene scene;
  scene.bob.go_offline();
  scene.world.settle();
  scene.say_and_settle(scene.bob, "later");
  QVERIFY(scene.messages(scene.bob, scene.group).front().state == store::MessageState::waiting);
  scene.bob.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.alice), Texts{"later"});
  QVERIFY(scene.messages(scene.bob, scene.group).front().state == store::MessageState::accepted);
  QCOMPARE(scene.kept().size(), std::size_t{1});
}

void TestOpenGroups::a_post_whose_answer_was_lost_has_one_place() {
  OpenScene scene;
  bool lost = false;
  scene.world.relay.says = [&](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    if (lost || reply == nullptr || !std::holds_alternative<wire::PostAdded>(reply->reply)) return true;
    lost = true;
    return false;
  };
  scene.say(scene.bob, "once");
  scene.world.settle(std::chrono::minutes{5});
  QVERIFY(lost);
  QCOMPARE(scene.kept().size(), std::size_t{1});
  for (auto* device : {&scene.alice, &scene.bob}) QCOMPARE(scene.texts(*device), Texts{"once"});
  QVERIFY(scene.messages(scene.bob, scene.group).front().state == store::MessageState::accepted);
}

void TestOpenGroups::an_author_takes_back_what_they_said() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "oops");
  const auto id = scene.messages(scene.bob, scene.group).front().id;
  GroupScene::check(scene.bob.handle(client::DeleteMessage{scene.group, id}));
  scene.world.settle();
  for (auto* device : {&scene.alice, &scene.bob}) {
    QVERIFY(scene.texts(*device).empty());
    QVERIFY(scene.messages(*device, scene.group).front().kind == store::MessageKind::deleted);
    QVERIFY(scene.messages(*device, scene.group).front().body.empty());
  }
  QVERIFY(scene.kept().front().empty());
  scene.come_in(scene.carol);
  QVERIFY(scene.texts(scene.carol).empty());
  QCOMPARE(scene.view(scene.carol).refused_posts, std::uint64_t{0});
}

void TestOpenGroups::an_admin_takes_back_what_others_said_and_a_member_does_not() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "from bob");
  scene.say_and_settle(scene.alice, "from alice");
  const auto of_alice = scene.messages(scene.bob, scene.group)[0].id;
  const auto of_bob = scene.messages(scene.bob, scene.group)[1].id;
  const auto refused = scene.bob.handle(client::DeleteMessage{scene.group, of_alice});
  QVERIFY(!refused && refused.error().code == ErrorCode::not_permitted);
  GroupScene::check(scene.alice.handle(client::DeleteMessage{scene.group, of_bob}));
  scene.world.settle();
  for (auto* device : {&scene.alice, &scene.bob}) QCOMPARE(scene.texts(*device), Texts{"from alice"});
}

// The relay hands out to a newcomer what it was told to remove.
void TestOpenGroups::a_post_that_was_taken_back_does_not_come_again() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "oops");
  const auto oops = scene.kept().front();
  const auto id = scene.messages(scene.bob, scene.group).front().id;
  GroupScene::check(scene.bob.handle(client::DeleteMessage{scene.group, id}));
  scene.world.settle();
  scene.kept().front() = oops;
  scene.come_in(scene.carol);
  QVERIFY(scene.texts(scene.carol).empty());
  scene.plant(scene.alice, oops);
  QVERIFY(scene.texts(scene.alice).empty());
}

// The relay gives it a second place, which a newcomer reads before the removal.
void TestOpenGroups::a_post_behind_its_removal_is_not_shown() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "oops");
  const auto oops = scene.kept().front();
  const auto id = scene.messages(scene.bob, scene.group).front().id;
  GroupScene::check(scene.bob.handle(client::DeleteMessage{scene.group, id}));
  scene.world.settle();
  scene.kept().push_back(oops);
  scene.come_in(scene.carol);
  QVERIFY(scene.texts(scene.carol).empty());
}

// The relay hands out what was removed, and a member helps it.
void TestOpenGroups::a_removal_is_not_replaced_by_one_that_does_not_count() {
  OpenScene scene;
  scene.come_in(scene.mallory);
  scene.say_and_settle(scene.bob, "oops");
  const auto oops = scene.kept().front();
  const auto id = scene.messages(scene.bob, scene.group).front().id;
  GroupScene::check(scene.bob.handle(client::DeleteMessage{scene.group, id}));
  scene.world.settle();
  group::PostHeader header{scene.group, {}, 0, scene.world.now(), name("mallory")};
  header.id.bytes.fill(9);
  SeededRandom random{1};
  const auto account = *client::load_account(scene.mallory.store());
  const auto by_mallory = group::sign_post(header, group::PostRemoval{id}, account->identity, random);
  QVERIFY(by_mallory.ok());
  scene.kept() = {oops, by_mallory->bytes(), scene.kept().back()};
  scene.come_in(scene.carol);
  QVERIFY(scene.texts(scene.carol).empty());
  QCOMPARE(scene.view(scene.carol).refused_posts, std::uint64_t{0});
}

void TestOpenGroups::what_only_secure_groups_have_is_refused_data() {
  QTest::addColumn<int>("number");
  for (int number = 0; number < 6; ++number)
    QTest::newRow(std::array{"an edit", "a reaction", "a duration", "a file", "an answer",
                             "a timed text"}[static_cast<std::size_t>(number)])
        << number;
}

void TestOpenGroups::what_only_secure_groups_have_is_refused() {
  QFETCH(int, number);
  OpenScene scene;
  scene.say_and_settle(scene.bob, "hello");
  const auto id = scene.messages(scene.bob, scene.group).front().id;
  const auto& group = scene.group;
  const auto handle = [&]() -> Status {
    switch (number) {
      case 0:
        return scene.bob.handle(client::EditMessage{group, id, "hallo"});
      case 1:
        return scene.bob.handle(client::React{group, id, "♞"});
      case 2:
        return scene.bob.handle(client::SetDuration{group, Lasting{60}});
      case 3:
        return scene.bob.handle(client::SendAttachment{group, 1, "a.txt", "text/plain", 1, ""});
      case 4:
        return scene.bob.handle(client::SendText{group, "answer", id});
      default:
        return scene.bob.handle(client::SendText{group, "timed", std::nullopt, Lasting{60}});
    }
  };
  const auto status = handle();
  QVERIFY(!status && status.error().code == ErrorCode::unsupported);
  scene.world.settle();
  QCOMPARE(scene.texts(scene.alice), Texts{"hello"});
  QVERIFY(scene.world.relay.group_submissions.empty());
}

void TestOpenGroups::a_long_post_is_refused() {
  OpenScene scene;
  const auto refused =
      scene.bob.handle(client::SendText{scene.group, std::string(group::max_post_text + 1, 'a')});
  QVERIFY(!refused && refused.error().code == ErrorCode::too_large);
  scene.say_and_settle(scene.bob, std::string(group::max_post_text, 'a'));
  QCOMPARE(scene.texts(scene.alice).size(), std::size_t{1});
}

void TestOpenGroups::what_does_not_hold_is_counted_and_not_shown() {
  OpenScene scene;
  scene.plant(scene.bob, scene.forged("alice", group::PostText{"invented"}));
  scene.plant(scene.bob, scene.forged("alice", group::PostText{"invented, too"}));
  scene.plant(scene.bob, Bytes(200, 1));
  QVERIFY(scene.texts(scene.bob).empty());
  QCOMPARE(scene.view(scene.bob).refused_posts, std::uint64_t{3});
  const auto told = scene.bob.events<client::GroupDistrusted>();
  QCOMPARE(told.size(), std::size_t{1});
  QVERIFY(told.front().code == ErrorCode::invalid_signature);
  scene.say_and_settle(scene.alice, "and now the truth");
  QCOMPARE(scene.texts(scene.bob), Texts{"and now the truth"});
}

// B12: the relay gives one post two places.
void TestOpenGroups::a_post_that_is_repeated_is_shown_once() {
  OpenScene scene;
  scene.say_and_settle(scene.alice, "once");
  scene.plant(scene.bob, scene.kept().front());
  QCOMPARE(scene.texts(scene.bob), Texts{"once"});
  scene.come_in(scene.carol);
  QCOMPARE(scene.texts(scene.carol), Texts{"once"});
}

void TestOpenGroups::a_newcomers_post_waits_for_their_entry() {
  OpenScene scene;
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::GroupChanged>(frame);
  };
  scene.come_in(scene.carol);
  QCOMPARE(scene.view(scene.alice).members.size(), std::size_t{2});
  scene.say(scene.carol, "new here");
  scene.say_and_settle(scene.carol, "is this a bad time?");
  QCOMPARE(scene.texts(scene.alice), (Texts{"new here", "is this a bad time?"}));
  QCOMPARE(scene.view(scene.alice).members.size(), std::size_t{3});
  QCOMPARE(scene.view(scene.alice).refused_posts, std::uint64_t{0});
}

void TestOpenGroups::a_strangers_post_is_refused_and_the_next_is_shown() {
  OpenScene scene;
  scene.plant(scene.bob, scene.forged("mallory", group::PostText{"let me in"}));
  scene.plant(scene.bob, scene.forged("mallory", group::PostText{"let me in!"}));
  scene.say_and_settle(scene.alice, "hello");
  QCOMPARE(scene.texts(scene.bob), Texts{"hello"});
  QCOMPARE(scene.view(scene.bob).refused_posts, std::uint64_t{2});
}

void TestOpenGroups::who_left_is_still_the_author_of_what_they_said() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "goodbye");
  scene.act(scene.bob, client::LeaveGroup{});
  scene.come_in(scene.carol);
  QCOMPARE(scene.texts(scene.carol), Texts{"goodbye"});
}

void TestOpenGroups::a_removed_member_speaks_no_more() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "spam");
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  QVERIFY(scene.view(scene.bob).standing == client::GroupStanding::former);
  scene.say_and_settle(scene.bob, "more spam");
  QVERIFY(scene.messages(scene.bob, scene.group).front().state == store::MessageState::failed);
  QCOMPARE(scene.texts(scene.alice), Texts{"spam"});
  scene.come_in(scene.bob);
  QCOMPARE(scene.view(scene.alice).members.size(), std::size_t{1});
  QVERIFY(scene.bob.events<client::RequestFailed>().back().code == ErrorCode::refused);
  QVERIFY(scene.view(scene.bob).standing == client::GroupStanding::former);
}

// B4: the relay helps; the post says that it is from before.
void TestOpenGroups::what_is_said_after_a_removal_is_not_shown() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "spam");
  const auto before = scene.world.now();
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  scene.plant(scene.alice, scene.signed_by(scene.bob, "more spam", before));
  QCOMPARE(scene.texts(scene.alice), Texts{"spam"});
  QCOMPARE(scene.view(scene.alice).refused_posts, std::uint64_t{1});
  QVERIFY(scene.alice.events<client::GroupDistrusted>().back().code == ErrorCode::not_permitted);
  scene.alice.crash();
  scene.world.settle(std::chrono::minutes{2});
  scene.plant(scene.alice, scene.signed_by(scene.bob, "spam again", before));
  scene.say_and_settle(scene.alice, "he is out");
  QCOMPARE(scene.texts(scene.alice), (Texts{"spam", "he is out"}));
  QCOMPARE(scene.view(scene.alice).refused_posts, std::uint64_t{2});
}

// Who was away, or comes in, sees it behind what somebody else has said later.
void TestOpenGroups::what_is_said_behind_later_posts_is_not_shown() {
  OpenScene scene;
  scene.come_in(scene.carol);
  scene.say_and_settle(scene.bob, "spam");
  const auto before = scene.world.now();
  scene.carol.go_offline();
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  scene.world.run_for(std::chrono::hours{1});
  scene.say_and_settle(scene.alice, "he is out");
  scene.kept().push_back(scene.signed_by(scene.bob, "more spam", before));
  scene.carol.go_online();
  scene.world.settle(std::chrono::minutes{2});
  scene.come_in(scene.mallory);
  for (auto* device : {&scene.carol, &scene.mallory}) {
    QCOMPARE(scene.texts(*device), (Texts{"spam", "he is out"}));
    QCOMPARE(scene.view(*device).refused_posts, std::uint64_t{1});
  }
}

void TestOpenGroups::what_is_dated_after_a_removal_is_not_shown() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "spam");
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  scene.world.run_for(std::chrono::hours{1});
  scene.kept().push_back(scene.signed_by(scene.bob, "more spam", scene.world.now()));
  scene.come_in(scene.carol);
  QCOMPARE(scene.texts(scene.carol), Texts{"spam"});
  QCOMPARE(scene.view(scene.carol).refused_posts, std::uint64_t{1});
}

// The control.
void TestOpenGroups::what_was_said_before_a_removal_reaches_who_was_away() {
  OpenScene scene;
  scene.come_in(scene.carol);
  scene.carol.go_offline();
  scene.say_and_settle(scene.alice, "one");
  scene.say_and_settle(scene.bob, "two");
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  scene.world.run_for(std::chrono::hours{1});
  scene.say_and_settle(scene.alice, "three");
  scene.carol.go_online();
  scene.world.settle(std::chrono::minutes{2});
  scene.come_in(scene.mallory);
  for (auto* device : {&scene.carol, &scene.mallory}) {
    QCOMPARE(scene.texts(*device), (Texts{"one", "two", "three"}));
    QCOMPARE(scene.view(*device).refused_posts, std::uint64_t{0});
  }
}

// A relay that answers nothing can't leave open how far the posts reached.
void TestOpenGroups::a_post_of_who_just_went_waits_for_a_page() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "spam");
  const auto before = scene.world.now();
  scene.world.relay.says = [](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    return reply == nullptr || !std::holds_alternative<wire::PostPage>(reply->reply);
  };
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  scene.plant(scene.alice, scene.signed_by(scene.bob, "more spam", before));
  QCOMPARE(scene.texts(scene.alice), Texts{"spam"});
}

void TestOpenGroups::a_gap_in_a_page_is_told() {
  OpenScene scene;
  scene.bob.go_offline();
  scene.world.settle();
  for (const char* text : {"one", "two", "three"}) scene.say(scene.alice, text);
  scene.world.settle();
  scene.world.relay.tamper_posts = [](const Address&, wire::PostPage& page) {
    if (page.places.size() == 3) page.places.erase(page.places.begin() + 1);
  };
  scene.bob.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QVERIFY(scene.texts(scene.bob).empty());
  QVERIFY(scene.bob.events<client::GroupDistrusted>().back().code == ErrorCode::invalid_state);
}

void TestOpenGroups::a_relay_that_serves_less_than_it_did_is_told() {
  OpenScene scene;
  scene.say_and_settle(scene.alice, "one");
  scene.say_and_settle(scene.alice, "two");
  scene.bob.go_offline();
  scene.world.settle();
  scene.kept().pop_back();
  scene.bob.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.bob), (Texts{"one", "two"}));
  QVERIFY(scene.bob.events<client::GroupDistrusted>().back().code == ErrorCode::stale_state);
}

// B5: whatever the relay says, in a secure group nothing is shown that was not encrypted.
void TestOpenGroups::a_secure_group_takes_no_posts() {
  GroupScene scene;
  group::PostHeader header{scene.group, {}, 0, scene.world.now(), name("alice")};
  auto bytes = group::serialise_unsigned(header, group::PostText{"plain"});
  bytes.resize(bytes.size() + group::Post::signature_size, 7);
  scene.world.relay.groups.posts[scene.group].push_back(bytes);
  scene.world.relay.inject(scene.bob.address(), wire::PostPage{scene.group, 1, {{1, bytes}}});
  scene.world.settle();
  scene.world.relay.disconnect_all();
  scene.world.settle(std::chrono::minutes{2});
  QVERIFY(scene.texts(scene.bob).empty());
  QCOMPARE(scene.view(scene.bob).refused_posts, std::uint64_t{0});
  scene.say_and_settle(scene.alice, "sealed");
  QCOMPARE(scene.texts(scene.bob), Texts{"sealed"});
  QCOMPARE(scene.world.relay.groups.posts[scene.group].size(), std::size_t{1});
}

void TestOpenGroups::a_full_group_is_told_to_the_author() {
  OpenScene scene;
  scene.world.relay.judge_call = [](const Address&, const wire::Call& call) -> std::optional<wire::Reply> {
    if (!std::holds_alternative<wire::AddPostRequest>(call)) return std::nullopt;
    return wire::CallFailure{wire::CallFailureCode::too_large, Duration{0}};
  };
  scene.say_and_settle(scene.bob, "no room");
  QVERIFY(scene.messages(scene.bob, scene.group).front().state == store::MessageState::failed);
}

QTEST_GUILESS_MAIN(TestOpenGroups)
#include "test_open_groups.moc"
