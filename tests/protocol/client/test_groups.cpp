// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "group_scene.hpp"
#include "groups/queues.hpp"
#include "printing.hpp"
#include "sotto/group/limits.hpp"
#include "stolen_key.hpp"
#include "store_keys.hpp"

using namespace sotto;
using namespace sotto::testing;
using Texts = std::vector<std::string>;

namespace {

void accept_new_key(Device& device, const std::string& user) {
  const auto number = *device.engine().safety_number(name(user));
  GroupScene::check(device.handle(client::AcceptIdentity{name(user), number.value_or("")}));
}

/// carol speaks and goes while bob is away; bob learns of her going before he gets what she said.
struct Farewell : GroupScene {
  explicit Farewell(bool removed) {
    say_and_settle(carol, "hello");
    bob.go_offline();
    world.settle();
    say_and_settle(carol, "goodbye");
    if (removed) {
      act(alice, client::RemoveMember{name("carol")});
    } else {
      act(carol, client::LeaveGroup{});
    }
    world.relay.says = [this](const wire::Frame& frame) {
      return !held || !std::holds_alternative<wire::Deliver>(frame);
    };
    bob.go_online();
    world.settle(std::chrono::minutes{1});
  }
  void deliver() {
    held = false;
    world.relay.deliver_mailbox(bob.address());
    world.settle(std::chrono::minutes{1});
  }
  bool held = true;
};

}  // namespace

/// Groups as their members use them.
class TestClientGroups : public QObject {
  Q_OBJECT

 private slots:
  void newcomers_come_in_with_the_approvals_of_the_policy();
  void who_left_and_came_back_can_approve_again();
  void messages_reach_every_member_and_nobody_else();
  void messages_stay_in_the_order_of_their_sender();
  void removed_member_reads_nothing_new();
  void who_was_removed_and_asks_again_suspects_nobody();
  void newcomer_reads_nothing_from_before();
  void own_other_device_shows_what_was_sent();
  void a_device_that_is_added_brings_another_key_for_everybody();
  void a_device_that_was_away_when_its_user_came_in_misses_nothing();
  void a_change_that_does_not_reach_the_group_is_told();
  void what_a_blocked_member_says_under_a_new_key_is_read_once_it_is_accepted();
  void what_was_given_up_leaves_no_gap();
  void what_was_said_before_leaving_is_read_by_who_was_away();
  void what_a_leaver_says_is_not_read_for_long_data();
  void what_a_leaver_says_is_not_read_for_long();
  void a_picture_is_seen_by_every_member_and_taken_away_again();
  void an_act_is_shown_though_something_was_said_under_its_id();
  void crossing_wishes_are_both_carried_out();
  void an_overtaken_wish_waits_for_no_entry_that_is_here();
  void a_join_that_a_wrong_clock_prevented_is_tried_again_data();
  void a_join_that_a_wrong_clock_prevented_is_tried_again();
  void a_join_that_the_relay_has_no_time_for_is_tried_again();
  void a_group_that_has_let_nobody_in_is_looked_for_once();
  void what_the_rules_forbid_does_not_silence_the_group();
  void who_was_taken_out_while_away_learns_it();
  void keys_are_renewed_after_500_messages();
  void a_key_that_was_replaced_before_it_left_still_arrives();
  void keys_are_renewed_after_a_week();
  void member_who_was_offline_reads_what_was_said();
  void message_is_sent_after_the_sender_comes_back();
  void a_message_costs_no_more_when_many_wait();
  void what_waits_in_one_group_holds_no_other_up();
  void edits_and_reactions_reach_the_group();
  void a_duration_holds_for_every_member();
  void an_old_copy_of_the_store_is_understood();
  void a_log_of_many_pages_is_taken_in_whole();
  void a_log_of_many_pages_is_asked_for_again_after_a_cut();
  void group_survives_a_restart();
  void a_relay_that_was_set_back_gets_the_log_back();
  void a_group_that_the_relay_has_lost_comes_back();
  void what_a_relay_will_not_have_back_is_given_once();
  void everything_of_a_group_goes_with_the_account();
};

void TestClientGroups::newcomers_come_in_with_the_approvals_of_the_policy() {
  GroupScene scene;
  QCOMPARE(scene.view(scene.carol).members.size(), std::size_t{3});
  GroupScene::check(scene.mallory.handle(client::RequestToJoin{scene.group}));
  scene.world.settle();
  QVERIFY(scene.view(scene.mallory).standing == client::GroupStanding::waiting);
  QCOMPARE(scene.view(scene.alice).requests.size(), std::size_t{1});
  scene.act(scene.bob, client::ApproveNewcomer{name("mallory")});
  QVERIFY(scene.view(scene.mallory).standing == client::GroupStanding::waiting);
  QVERIFY(scene.view(scene.bob).requests.front().approved_here);
  scene.act(scene.carol, client::ApproveNewcomer{name("mallory")});
  QVERIFY(scene.view(scene.mallory).standing == client::GroupStanding::member);
  QCOMPARE(scene.view(scene.alice).members.size(), std::size_t{4});
}

void TestClientGroups::who_left_and_came_back_can_approve_again() {
  GroupScene scene;
  GroupScene::check(scene.mallory.handle(client::RequestToJoin{scene.group}));
  scene.world.settle();
  scene.act(scene.bob, client::ApproveNewcomer{name("mallory")});
  scene.act(scene.bob, client::LeaveGroup{});
  scene.let_in(scene.bob, {&scene.alice, &scene.carol});
  QCOMPARE(scene.view(scene.bob).requests.front().approvals, std::size_t{0});
  QVERIFY(!scene.view(scene.bob).requests.front().approved_here);
  scene.act(scene.bob, client::ApproveNewcomer{name("mallory")});
  QVERIFY(scene.view(scene.bob).requests.front().approved_here);
  scene.act(scene.carol, client::ApproveNewcomer{name("mallory")});
  QVERIFY(scene.view(scene.mallory).standing == client::GroupStanding::member);
}

void TestClientGroups::messages_reach_every_member_and_nobody_else() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "hello");
  scene.say_and_settle(scene.carol, "hi");
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol})
    QCOMPARE(scene.texts(*device), (Texts{"hello", "hi"}));
  QVERIFY(scene.texts(scene.mallory).empty());
  QVERIFY(scene.messages(scene.alice)[1].state == store::MessageState::accepted);
  QCOMPARE(scene.bob.engine().search("hell", 10)->size(), std::size_t{1});
}

void TestClientGroups::messages_stay_in_the_order_of_their_sender() {
  GroupScene scene;
  for (int number = 0; number < 20; ++number) scene.say(scene.alice, std::to_string(number));
  scene.world.settle();
  Texts expected;
  for (int number = 0; number < 20; ++number) expected.push_back(std::to_string(number));
  QCOMPARE(scene.texts(scene.bob), expected);
}

// B8: whatever reaches a removed member, they have no key for it.
void TestClientGroups::removed_member_reads_nothing_new() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "with carol");
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  QVERIFY(scene.view(scene.carol).standing == client::GroupStanding::former);
  scene.world.relay.tamper_recipients = [](const GroupId&, std::set<Username>& to) {
    to.insert(name("carol"));
  };
  for (int number = 0; number < 20; ++number) scene.say(scene.alice, "without carol");
  scene.say(scene.bob, "without carol");
  scene.world.settle();
  QCOMPARE(scene.texts(scene.carol), Texts{"with carol"});
  QCOMPARE(scene.texts(scene.bob).size(), std::size_t{22});
}

// The relay serves them less than they have here: their own request stands behind it.
void TestClientGroups::who_was_removed_and_asks_again_suspects_nobody() {
  GroupScene scene;
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  GroupScene::check(scene.carol.handle(client::RequestToJoin{scene.group}));
  scene.world.settle();
  QVERIFY(scene.view(scene.carol).standing == client::GroupStanding::waiting);
  QVERIFY(scene.carol.events<client::GroupDistrusted>().empty());
  for (auto* approver : {&scene.alice, &scene.bob})
    scene.act(*approver, client::ApproveNewcomer{name("carol")});
  scene.say_and_settle(scene.alice, "welcome back");
  QCOMPARE(scene.texts(scene.carol), Texts{"welcome back"});
  QVERIFY(scene.carol.events<client::GroupDistrusted>().empty());
}

// B9.
void TestClientGroups::newcomer_reads_nothing_from_before() {
  GroupScene scene;
  std::vector<Mail> kept;
  for (int number = 0; number < 5; ++number) scene.say(scene.alice, "before");
  scene.world.settle();
  for (const auto& [from, submit] : scene.world.relay.group_submissions) {
    wire::SealedEnvelope envelope;
    envelope.device = scene.mallory.address().device;
    envelope.type = wire::EnvelopeType::sender_key;
    envelope.ciphertext = wire::with_group(submit.group, submit.ciphertext);
    kept.push_back({submit.message, from, envelope});
  }
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  scene.say_and_settle(scene.alice, "after");
  for (const auto& mail : kept) scene.world.relay.put_into_mailbox(scene.mallory.address(), mail);
  scene.world.settle();
  QCOMPARE(scene.texts(scene.mallory), Texts{"after"});
}

void TestClientGroups::own_other_device_shows_what_was_sent() {
  GroupScene scene;
  auto& laptop = scene.world.log_in("alice", "laptop");
  scene.world.settle();
  scene.say_and_settle(scene.alice, "from the telephone");
  scene.say_and_settle(laptop, "from the laptop");
  scene.say_and_settle(scene.bob, "from bob");
  for (auto* device : {&scene.alice, &laptop})
    QCOMPARE(scene.texts(*device), (Texts{"from the telephone", "from the laptop", "from bob"}));
}

/// As soon as it is known: here by what is said to its user.
void TestClientGroups::a_device_that_is_added_brings_another_key_for_everybody() {
  GroupScene scene;
  const auto alice = scene.alice.address();
  const auto given_to_carol = [&] {
    const auto& all = scene.world.relay.submissions;
    return std::count_if(all.begin(), all.end(), [&](const auto& one) {
      return one.first == alice && one.second.recipient == name("carol");
    });
  };
  const auto opens_last = [&](const Bytes& key) {
    const auto& [from, said] = scene.world.relay.group_submissions.back();
    return StolenKey{key}.opens(from, said);
  };
  scene.say_and_settle(scene.alice, "first");
  const auto before = given_to_carol();
  const Bytes key = **scene.carol.store().find(store::Table::sender_key, client::key_of(scene.group, alice));
  scene.say_and_settle(scene.alice, "under the same key");
  QCOMPARE(given_to_carol(), before);
  QVERIFY(opens_last(key));
  auto& phone = scene.world.log_in("bob", "bob phone");
  GroupScene::check(scene.alice.say("bob", "hello"));
  scene.world.settle();
  scene.say_and_settle(scene.alice, "second");
  QCOMPARE(given_to_carol(), before + 1);
  QVERIFY(!opens_last(key));
  for (auto* device : {&scene.bob, &scene.carol, &phone})
    QCOMPARE(scene.texts(*device).back(), std::string{"second"});
}

void TestClientGroups::a_device_that_was_away_when_its_user_came_in_misses_nothing() {
  GroupScene scene;
  auto& laptop = scene.world.log_in("mallory", "laptop");
  scene.world.settle();
  laptop.go_offline();
  scene.world.settle();
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  scene.say_and_settle(scene.alice, "while the laptop was off");
  laptop.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.texts(laptop), Texts{"while the laptop was off"});
}

void TestClientGroups::a_change_that_does_not_reach_the_group_is_told() {
  GroupScene scene;
  scene.say_and_settle(scene.carol, "to be taken back");
  const auto id = scene.messages(scene.carol).front().id;
  scene.carol.go_offline();
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  GroupScene::check(scene.carol.handle(client::DeleteMessage{scene.group, id}));
  scene.carol.go_online();
  scene.world.settle(std::chrono::minutes{2});
  const auto told = scene.carol.events<client::ChangeFailed>();
  QCOMPARE(told.size(), std::size_t{1});
  QVERIFY(told.front().conversation == ConversationId{scene.group});
  QVERIFY(told.front().kind == client::ChangeKind::deletion);
  QCOMPARE(told.front().code, ErrorCode::not_permitted);
}

void TestClientGroups::what_was_given_up_leaves_no_gap() {
  GroupScene scene;
  scene.say_and_settle(scene.carol, "hello");
  scene.world.relay.hears = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::SubmitToGroup>(frame);
  };
  scene.say(scene.carol, "never leaves");
  scene.world.exchange();
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  scene.world.settle(std::chrono::minutes{2});
  scene.world.relay.hears = {};
  scene.let_in(scene.carol, {&scene.alice, &scene.bob});
  scene.say_and_settle(scene.carol, "back again");
  QCOMPARE(scene.texts(scene.bob), (Texts{"hello", "back again"}));
  for (const auto& message : scene.messages(scene.bob))
    QVERIFY(message.kind != store::MessageKind::message_missing);
  for (const auto& message : scene.messages(scene.carol)) {
    if (message.body == "never leaves") QVERIFY(message.state == store::MessageState::failed);
  }
}

void TestClientGroups::what_a_blocked_member_says_under_a_new_key_is_read_once_it_is_accepted() {
  GroupScene scene;
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  scene.say_and_settle(scene.carol, "hello");
  GroupScene::check(scene.bob.handle(client::BlockUser{name("carol")}));
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  auto& again = scene.world.register_again("carol");
  for (auto* device : {&scene.alice, &scene.mallory}) {
    GroupScene::check(again.say(device->address().user.text(), "it is me"));
    scene.world.settle();
    accept_new_key(*device, "carol");
  }
  scene.let_in(again, {&scene.alice, &scene.mallory});
  scene.bob.forget_events();
  scene.say_and_settle(again, "to all of you");
  GroupScene::check(again.say("bob", "between us"));
  scene.world.settle();
  QCOMPARE(scene.texts(scene.alice), (Texts{"hello", "to all of you"}));
  QCOMPARE(scene.texts(scene.bob), Texts{"hello"});
  QVERIFY(scene.bob.events<client::IdentityChanged>().empty());
  QVERIFY(scene.bob.events<client::MessageUndecryptable>().empty());
  GroupScene::check(scene.bob.handle(client::UnblockUser{name("carol")}));
  scene.world.settle();
  QCOMPARE(scene.bob.events<client::IdentityChanged>().size(), std::size_t{1});
  accept_new_key(scene.bob, "carol");
  scene.world.settle();
  QCOMPARE(scene.texts(scene.bob), (Texts{"hello", "to all of you"}));
  QVERIFY(scene.bob.texts_with("carol").empty());
}

void TestClientGroups::what_was_said_before_leaving_is_read_by_who_was_away() {
  Farewell scene{false};
  QCOMPARE(scene.view(scene.bob).members.size(), std::size_t{2});
  QCOMPARE(scene.texts(scene.bob), Texts{"hello"});
  scene.deliver();
  QCOMPARE(scene.texts(scene.bob), (Texts{"hello", "goodbye"}));
}

void TestClientGroups::what_a_leaver_says_is_not_read_for_long_data() {
  QTest::addColumn<bool>("removed");
  QTest::addColumn<int>("minutes_later");
  QTest::newRow("an hour after it was learned that they left") << false << 61;
  QTest::newRow("of somebody who was taken out") << true << 0;
}

void TestClientGroups::what_a_leaver_says_is_not_read_for_long() {
  QFETCH(bool, removed);
  QFETCH(int, minutes_later);
  Farewell scene{removed};
  scene.world.run_for(std::chrono::minutes{minutes_later});
  QCOMPARE(scene.view(scene.bob).members.size(), std::size_t{2});
  scene.deliver();
  QCOMPARE(scene.texts(scene.bob), Texts{"hello"});
}

void TestClientGroups::a_picture_is_seen_by_every_member_and_taken_away_again() {
  GroupScene scene;
  const Bytes picture(group::max_picture, 7);
  scene.act(scene.alice, client::SetGroupPicture{picture});
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) {
    QVERIFY(scene.view(*device).picture == picture);
    QCOMPARE(scene.messages(*device).front().body, std::string{"picture"});
  }
  scene.bob.crash();
  scene.world.settle();
  QVERIFY(scene.view(scene.bob).picture == picture);
  scene.act(scene.alice, client::SetGroupPicture{Bytes(picture.size() + 1, 7)});
  QCOMPARE(scene.alice.events<client::RequestFailed>().back().code, ErrorCode::too_large);
  scene.act(scene.bob, client::SetGroupPicture{{1}});
  QVERIFY2(!scene.bob.events<client::RequestFailed>().empty(), "it is not for every member");
  QVERIFY(scene.view(scene.bob).picture == picture);
  scene.act(scene.alice, client::SetGroupPicture{});
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) {
    QVERIFY(scene.view(*device).picture.empty());
    QCOMPARE(scene.messages(*device).front().body, std::string{"picture none"});
  }
}

void TestClientGroups::an_act_is_shown_though_something_was_said_under_its_id() {
  GroupScene scene;
  scene.bob.go_offline();
  scene.world.settle();
  scene.act(scene.alice, client::RenameGroup{"Go club"});
  auto said = scene.messages(scene.alice).front();
  QCOMPARE(said.kind, store::MessageKind::group_changed);
  const auto words = said.body;
  said.kind = store::MessageKind::text;
  said.body = "nothing to see";
  auto& store = scene.bob.store();
  QVERIFY(store.begin().ok());
  QVERIFY(store.append_message(said).ok());
  QVERIFY(store.commit().ok());
  scene.bob.go_online();
  scene.world.settle(std::chrono::minutes{1});
  const auto notices = [&] {
    std::size_t found = 0;
    for (const auto& message : scene.messages(scene.bob))
      found += message.kind == store::MessageKind::group_changed && message.body == words ? 1U : 0U;
    return found;
  };
  QCOMPARE(notices(), std::size_t{1});
  QCOMPARE(scene.texts(scene.bob), (Texts{"nothing to see"}));
  scene.bob.crash();
  scene.world.settle(std::chrono::minutes{1});
  QCOMPARE(notices(), std::size_t{1});
}

void TestClientGroups::crossing_wishes_are_both_carried_out() {
  GroupScene scene;
  GroupScene::check(scene.mallory.handle(client::RequestToJoin{scene.group}));
  scene.world.settle();
  GroupScene::check(
      scene.bob.handle(client::ChangeGroup{scene.group, client::ApproveNewcomer{name("mallory")}}));
  GroupScene::check(
      scene.carol.handle(client::ChangeGroup{scene.group, client::ApproveNewcomer{name("mallory")}}));
  scene.world.settle();
  QCOMPARE(scene.view(scene.alice).members.size(), std::size_t{4});
  QVERIFY(scene.bob.events<client::RequestFailed>().empty() &&
          scene.carol.events<client::RequestFailed>().empty());
}

/// That bob was overtaken is said when he has the entry that was first: nothing comes that he could wait for.
void TestClientGroups::an_overtaken_wish_waits_for_no_entry_that_is_here() {
  GroupScene scene;
  scene.act(scene.alice, client::SetRole{name("bob"), group::Role::owner});
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::GroupChanged>(frame);
  };
  scene.act(scene.alice, client::RenameGroup{"Go club"});
  std::optional<Bytes> overtaken;
  scene.world.relay.says = [&](const wire::Frame& frame) {
    const auto* reply = std::get_if<wire::CallReply>(&frame);
    if (reply == nullptr || !std::holds_alternative<wire::CallFailure>(reply->reply)) return true;
    overtaken = wire::serialise(frame);
    return false;
  };
  scene.act(scene.bob, client::RenameGroup{"Shogi club"});
  QVERIFY(overtaken.has_value());
  scene.world.relay.says = {};
  const wire::GroupChanged changed{scene.group, scene.world.relay.groups.logs.at(scene.group).entries.size()};
  GroupScene::check(scene.bob.handle(client::FrameReceived{wire::serialise(changed)}));
  scene.world.settle();
  QCOMPARE(scene.view(scene.bob).name, std::string{"Go club"});
  GroupScene::check(scene.bob.handle(client::FrameReceived{*overtaken}));
  scene.world.settle();
  QCOMPARE(scene.view(scene.alice).name, std::string{"Shogi club"});
  QVERIFY(!scene.view(scene.bob).behind);
}

namespace {

/// mallory asks to be let in, and goes away; the others let her in. Her entries reach the relay when she is
/// back.
struct LateNewcomer : GroupScene {
  LateNewcomer() {
    check(mallory.handle(client::RequestToJoin{group}));
    world.settle();
    mallory.go_offline();
    world.settle();
    for (auto* member : {&alice, &bob}) act(*member, client::ApproveNewcomer{name("mallory")});
    mallory.forget_events();
  }
  /// Answers her entries; nullopt: as the relay does.
  template <class Answer>
  void judge_entries(Answer answer) {
    world.relay.judge_call = [this, answer](const Address& who,
                                            const wire::Call& call) -> std::optional<wire::Reply> {
      const auto* append = std::get_if<wire::AppendGroupEntryRequest>(&call);
      if (append == nullptr || !(who == mallory.address())) return std::nullopt;
      ++entries;
      return answer(*group::Entry::parse(append->entry));
    };
  }
  void come_back() {
    mallory.go_online();
    world.settle(std::chrono::minutes{1});
    connections = world.relay.connections;
  }
  bool is_in() { return view(mallory).standing == client::GroupStanding::member; }

  std::size_t entries = 0;
  int connections = 0;
};

}  // namespace

void TestClientGroups::a_join_that_a_wrong_clock_prevented_is_tried_again_data() {
  QTest::addColumn<qint64>("minutes");
  QTest::newRow("behind") << qint64{-30};
  QTest::newRow("ahead") << qint64{30};
  // By this clock nobody's approval holds any more.
  QTest::newRow("ahead by a month") << qint64{30 * 24 * 60};
}

void TestClientGroups::a_join_that_a_wrong_clock_prevented_is_tried_again() {
  QFETCH(qint64, minutes);
  LateNewcomer scene;
  // Time that goes by: an entry is dated no earlier than the one before it.
  scene.world.run_for(std::chrono::hours{2});
  scene.judge_entries([&](const group::Entry& entry) -> std::optional<wire::Reply> {
    const auto distance = entry.header().at - scene.world.now();
    const bool is_now = distance < std::chrono::minutes{10} && distance > -std::chrono::minutes{10};
    return is_now
               ? std::nullopt
               : std::optional<wire::Reply>{wire::CallFailure{wire::CallFailureCode::malformed, Duration{0}}};
  });
  scene.world.set_wall_clock(scene.world.now() + std::chrono::minutes{minutes});
  scene.come_back();
  scene.world.run_for(std::chrono::hours{1});
  QVERIFY(!scene.is_in());
  // Not in a hurry, and told once.
  QVERIFY2(scene.entries <= 20, std::to_string(scene.entries).c_str());
  QVERIFY(scene.mallory.events<client::RequestFailed>().size() <= 1);
  scene.world.set_wall_clock(scene.world.now());
  scene.world.run_for(std::chrono::hours{1});
  QVERIFY(scene.is_in());
  QCOMPARE(scene.world.relay.connections, scene.connections);
}

void TestClientGroups::a_join_that_the_relay_has_no_time_for_is_tried_again() {
  LateNewcomer scene;
  scene.judge_entries([&](const group::Entry&) -> std::optional<wire::Reply> {
    if (scene.entries > 1) return std::nullopt;
    return wire::CallFailure{wire::CallFailureCode::rate_limited, std::chrono::minutes{2}};
  });
  scene.come_back();
  QVERIFY(!scene.is_in());
  QCOMPARE(scene.entries, std::size_t{1});
  QVERIFY(scene.mallory.events<client::RequestFailed>().empty());
  scene.world.run_for(std::chrono::minutes{1});
  QCOMPARE(scene.entries, std::size_t{1});
  scene.world.run_for(std::chrono::hours{1});
  QVERIFY(scene.is_in());
  QCOMPARE(scene.world.relay.connections, scene.connections);
}

/// Who takes back their request has nothing to read; the relay says so once.
void TestClientGroups::a_group_that_has_let_nobody_in_is_looked_for_once() {
  GroupScene scene;
  GroupScene::check(scene.mallory.handle(client::RequestToJoin{scene.group}));
  scene.world.settle();
  scene.act(scene.mallory, client::LeaveGroup{});
  QVERIFY(scene.view(scene.mallory).standing == client::GroupStanding::former);
  std::size_t asked = 0;
  scene.world.relay.judge_call = [&](const Address& who, const wire::Call& call) {
    const bool log = std::holds_alternative<wire::FetchGroupLogRequest>(call);
    asked += log && who == scene.mallory.address() ? 1U : 0U;
    return std::optional<wire::Reply>{};
  };
  for (int link = 0; link < 5; ++link) {
    scene.mallory.go_offline();
    scene.world.settle();
    scene.mallory.go_online();
    scene.world.settle(std::chrono::minutes{2});
  }
  QVERIFY2(asked <= 1, std::to_string(asked).c_str());
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  scene.say_and_settle(scene.alice, "welcome");
  QCOMPARE(scene.texts(scene.mallory), Texts{"welcome"});
}

/// A relay can't tell it from an entry that was overtaken, and its word must not make anybody wait for one.
void TestClientGroups::what_the_rules_forbid_does_not_silence_the_group() {
  GroupScene scene;
  scene.act(scene.alice, client::SetRole{name("alice"), group::Role::member});
  QCOMPARE(scene.alice.events<client::RequestFailed>().size(), std::size_t{1});
  QCOMPARE(scene.view(scene.alice).role, group::Role::owner);
  QVERIFY(!scene.view(scene.alice).behind);
  scene.say_and_settle(scene.alice, "still here");
  QCOMPARE(scene.texts(scene.bob).back(), std::string{"still here"});
}

void TestClientGroups::who_was_taken_out_while_away_learns_it() {
  GroupScene scene;
  scene.carol.go_offline();
  scene.world.settle();
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  QCOMPARE(scene.view(scene.carol).standing, client::GroupStanding::member);
  scene.carol.go_online();
  scene.world.settle();
  QCOMPARE(scene.view(scene.carol).standing, client::GroupStanding::former);
}

// B14.
namespace {

/// Times that a member has given others a key: all that they say to one alone.
std::ptrdiff_t distributions_of(GroupScene& scene, Device& member) {
  const auto& submissions = scene.world.relay.submissions;
  return std::count_if(submissions.begin(), submissions.end(),
                       [&](const auto& one) { return one.first == member.address(); });
}

}  // namespace

void TestClientGroups::keys_are_renewed_after_500_messages() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "first");
  const auto distributions = [&] { return distributions_of(scene, scene.alice); };
  const auto before = distributions();
  for (int number = 0; number < 499; ++number) scene.say(scene.alice, "x");
  scene.world.settle(std::chrono::minutes{5});
  QCOMPARE(distributions(), before);
  scene.say_and_settle(scene.alice, "another key");
  QVERIFY(distributions() > before);
  QCOMPARE(scene.texts(scene.bob).back(), std::string{"another key"});
}

/// A member whose devices aren't known yet holds nobody up for long; by then another key may be in use.
void TestClientGroups::a_key_that_was_replaced_before_it_left_still_arrives() {
  GroupScene scene;
  bool held = true;
  scene.world.relay.judge_call = [&](const Address& caller,
                                     const wire::Call& call) -> std::optional<wire::Reply> {
    const auto* wanted = std::get_if<wire::FetchBundlesRequest>(&call);
    if (!held || wanted == nullptr || !(wanted->username == name("alice")) ||
        !(caller == scene.bob.address()))
      return std::nullopt;
    return wire::CallFailure{wire::CallFailureCode::unavailable, Duration{0}};
  };
  scene.say_and_settle(scene.bob, "one");
  scene.world.run_for(std::chrono::minutes{1});
  QCOMPARE(scene.texts(scene.carol), (Texts{"one"}));
  QVERIFY(scene.texts(scene.alice).empty());
  scene.let_in(scene.mallory, {&scene.alice, &scene.carol});
  scene.say_and_settle(scene.bob, "two");
  scene.world.run_for(std::chrono::minutes{1});
  QCOMPARE(scene.texts(scene.mallory), (Texts{"two"}));
  held = false;
  scene.world.run_for(std::chrono::minutes{30});
  QCOMPARE(scene.texts(scene.alice), (Texts{"one", "two"}));
  QCOMPARE(scene.texts(scene.mallory), (Texts{"two"}));
}

void TestClientGroups::keys_are_renewed_after_a_week() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "first");
  const auto distributions = [&] { return distributions_of(scene, scene.alice); };
  const auto before = distributions();
  scene.world.run_for(std::chrono::hours{24 * 7 - 1});
  scene.say_and_settle(scene.alice, "under the same key");
  QCOMPARE(distributions(), before);
  scene.world.run_for(std::chrono::hours{2});
  scene.say_and_settle(scene.alice, "under another");
  QVERIFY(distributions() > before);
  QCOMPARE(scene.texts(scene.bob), (Texts{"first", "under the same key", "under another"}));
}

void TestClientGroups::member_who_was_offline_reads_what_was_said() {
  GroupScene scene;
  scene.carol.go_offline();
  scene.world.settle();
  scene.say_and_settle(scene.alice, "one");
  scene.act(scene.alice, client::RenameGroup{"Go club"});
  scene.say_and_settle(scene.bob, "two");
  scene.carol.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.carol), (Texts{"one", "two"}));
  QCOMPARE(scene.view(scene.carol).name, std::string{"Go club"});
}

void TestClientGroups::message_is_sent_after_the_sender_comes_back() {
  GroupScene scene;
  scene.alice.go_offline();
  scene.world.settle();
  scene.say(scene.alice, "written offline");
  scene.act(scene.bob, client::LeaveGroup{});
  scene.alice.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.carol), Texts{"written offline"});
  QVERIFY(scene.texts(scene.bob).empty());
}

void TestClientGroups::a_message_costs_no_more_when_many_wait() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "known");
  scene.alice.go_offline();
  const auto cost_of_one = [&] {
    const auto operations = scene.alice.faults().operations();
    const auto scanned = scene.alice.faults().scanned();
    scene.say(scene.alice, "waits");
    return std::pair{scene.alice.faults().operations() - operations,
                     scene.alice.faults().scanned() - scanned};
  };
  scene.say(scene.alice, "the first one reads the queue");
  const auto before = cost_of_one();
  for (int number = 0; number < 100; ++number) scene.say(scene.alice, "waits");
  QVERIFY(cost_of_one() == before);
  scene.alice.crash();
  scene.say(scene.alice, "after a restart");
  scene.alice.go_online();
  scene.world.settle(std::chrono::minutes{5});
  QCOMPARE(scene.texts(scene.bob).size(), std::size_t{105});
  QCOMPARE(scene.texts(scene.bob).back(), std::string{"after a restart"});
}

/// However much it is.
void TestClientGroups::what_waits_in_one_group_holds_no_other_up() {
  GroupScene scene;
  const auto create = [&] {
    GroupScene::check(scene.alice.handle(client::CreateGroup{"Another", 1, group::Role::member}));
    scene.world.settle();
    return scene.alice.events<client::GroupCreated>().back().group;
  };
  const auto one = create();
  const auto other = create();
  const auto first = std::min(one, other);
  const auto second = std::max(one, other);
  scene.world.relay.hears = [&](const wire::Frame& frame) {
    const auto* submit = std::get_if<wire::SubmitToGroup>(&frame);
    return submit == nullptr || !(submit->group == first);
  };
  for (std::uint64_t number = 0; number < client::group_queues::room; ++number)
    GroupScene::check(scene.alice.handle(client::SendText{first, "stuck"}));
  QCOMPARE(scene.alice.handle(client::SendText{first, "one too many"}).error().code, ErrorCode::too_large);
  GroupScene::check(scene.alice.handle(client::SendText{second, "goes through"}));
  scene.world.settle();
  const auto page = scene.alice.engine().timeline(second, std::nullopt, 1);
  QVERIFY(page->messages.front().state == store::MessageState::accepted);
}

void TestClientGroups::edits_and_reactions_reach_the_group() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "teh");
  const auto id = scene.messages(scene.alice).front().id;
  GroupScene::check(scene.alice.handle(client::EditMessage{scene.group, id, "the"}));
  GroupScene::check(scene.bob.handle(client::React{scene.group, id, "👍"}));
  scene.world.settle();
  QCOMPARE(scene.texts(scene.carol), Texts{"the"});
  const auto page = scene.carol.engine().timeline(scene.group, std::nullopt, 10);
  QVERIFY(page.ok() && page->reactions.size() == 1 && page->reactions.front().by == name("bob"));
}

void TestClientGroups::a_duration_holds_for_every_member() {
  GroupScene scene;
  GroupScene::check(scene.alice.handle(client::SetDuration{scene.group, Lasting{3600}}));
  scene.world.settle();
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol})
    QCOMPARE((*device->engine().conversation(scene.group))->lasting.seconds, 3600U);
  scene.say_and_settle(scene.bob, "for an hour");
  QCOMPARE(scene.messages(scene.carol).front().lasting.seconds, 3600U);
}

// A11: under another key, since the copy's were used.
void TestClientGroups::an_old_copy_of_the_store_is_understood() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "one");
  store::MemoryStore backup;
  backup.copy_from(scene.alice.store());
  for (const auto* text : {"two", "three"}) scene.say_and_settle(scene.alice, text);
  scene.alice.restore(backup);
  scene.world.settle(std::chrono::minutes{2});
  scene.say(scene.alice, "four");
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.texts(scene.bob), (Texts{"one", "two", "three", "four"}));
  scene.say(scene.bob, "five");
  scene.world.settle(std::chrono::minutes{2});
  // What the copy lacks comes out of the archive.
  QCOMPARE(scene.texts(scene.alice), (Texts{"one", "two", "three", "four", "five"}));
}

namespace {

/// A group whose log has two pages, with a newcomer who is in the second one only.
struct LongLog : GroupScene {
  LongLog() {
    carol.go_offline();
    world.settle();
    for (std::size_t number = 0; number <= wire::max_group_entries; ++number)
      act(alice, client::RenameGroup{"Chess club " + std::to_string(number)});
    let_in(mallory, {&alice, &bob});
  }
};

}  // namespace

void TestClientGroups::a_log_of_many_pages_is_taken_in_whole() {
  LongLog scene;
  QVERIFY(scene.view(scene.mallory).standing == client::GroupStanding::member);
  auto& phone = scene.world.log_in("mallory", "mallory phone");
  scene.carol.go_online();
  scene.world.settle(std::chrono::minutes{2});
  scene.say_and_settle(scene.alice, "all of you");
  for (auto* device : {&scene.bob, &scene.carol, &scene.mallory, &phone}) {
    QVERIFY(scene.view(*device).standing == client::GroupStanding::member);
    QCOMPARE(scene.view(*device).name, "Chess club " + std::to_string(wire::max_group_entries));
    QCOMPARE(scene.texts(*device).back(), std::string{"all of you"});
    QVERIFY(device->events<client::GroupDistrusted>().empty());
  }
}

void TestClientGroups::a_log_of_many_pages_is_asked_for_again_after_a_cut() {
  LongLog scene;
  int asked = 0;
  scene.world.relay.hears = [&asked](const wire::Frame& frame) {
    const auto* call = std::get_if<wire::CallRequest>(&frame);
    const bool for_log = call != nullptr && std::holds_alternative<wire::FetchGroupLogRequest>(call->call);
    return !for_log || ++asked != 2;
  };
  auto& phone = scene.world.log_in("mallory", "mallory phone");
  QCOMPARE(asked, 2);
  phone.go_offline();
  scene.world.settle();
  phone.go_online();
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(asked, 4);
  QVERIFY(scene.view(phone).standing == client::GroupStanding::member);
  QVERIFY(phone.events<client::GroupDistrusted>().empty());
}

void TestClientGroups::group_survives_a_restart() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "before");
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) device->crash();
  scene.world.settle(std::chrono::minutes{2});
  scene.say_and_settle(scene.bob, "after");
  QCOMPARE(scene.texts(scene.alice), (Texts{"before", "after"}));
  QCOMPARE(scene.view(scene.carol).members.size(), std::size_t{3});
}

namespace {

/// The relay has no more of the group than its first entries, and everybody hears that it is back.
void set_back(GroupScene& scene, std::size_t entries) {
  auto& logs = scene.world.relay.groups.logs;
  if (entries == 0) {
    logs.erase(scene.group);
  } else {
    auto& log = logs.at(scene.group);
    log.entries.resize(entries);
    log.state = group::MembershipLog::replay(scene.group, log.entries)->state();
  }
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol, &scene.mallory}) device->go_offline();
  for (auto* device : {&scene.carol, &scene.bob, &scene.alice, &scene.mallory}) device->go_online();
}

}  // namespace

// Carol is not in what the relay has, so that alice and bob have to bring it; what she says waits for them.
void TestClientGroups::a_relay_that_was_set_back_gets_the_log_back() {
  GroupScene scene;
  const auto before = scene.world.relay.groups.logs.at(scene.group).entries;
  set_back(scene, 4);
  scene.say(scene.carol, "from who is new");
  scene.world.run_for(std::chrono::seconds{2});
  GroupScene::check(scene.alice.handle(client::ChangeGroup{scene.group, client::RenameGroup{"Go club"}}));
  scene.world.settle(std::chrono::minutes{2});

  const auto after = scene.world.relay.groups.logs.at(scene.group).entries;
  QCOMPARE(after.size(), before.size() + 1);
  QVERIFY(std::equal(before.begin(), before.end(), after.begin()));
  for (auto* device : {&scene.alice, &scene.bob, &scene.carol}) {
    QCOMPARE(scene.texts(*device), Texts{"from who is new"});
    QCOMPARE(scene.view(*device).name, std::string{"Go club"});
    QVERIFY(!scene.view(*device).forked && !scene.view(*device).behind);
  }
  scene.let_in(scene.mallory, {&scene.bob, &scene.carol});
  QCOMPARE(scene.view(scene.alice).members.size(), std::size_t{4});
}

void TestClientGroups::a_group_that_the_relay_has_lost_comes_back() {
  GroupScene scene;
  const auto before = scene.world.relay.groups.logs.at(scene.group).entries;
  set_back(scene, 0);
  scene.say(scene.bob, "still here");
  scene.world.settle(std::chrono::minutes{2});
  QCOMPARE(scene.world.relay.groups.logs.at(scene.group).entries, before);
  QCOMPARE(scene.texts(scene.carol), Texts{"still here"});
}

// Whatever it is given, there was something else before (attack B6).
void TestClientGroups::what_a_relay_will_not_have_back_is_given_once() {
  GroupScene scene;
  set_back(scene, 4);
  for (auto* device : {&scene.alice, &scene.carol, &scene.mallory}) device->go_offline();
  std::size_t given = 0;
  auto& relay = scene.world.relay;
  relay.hears = [&](const wire::Frame& frame) {
    const auto* request = std::get_if<wire::CallRequest>(&frame);
    if (request == nullptr || !std::holds_alternative<wire::AppendGroupEntryRequest>(request->call))
      return true;
    ++given;
    const wire::CallFailure failure{wire::CallFailureCode::conflict, Duration{0}};
    relay.inject(scene.bob.address(), wire::CallReply{request->id, failure});
    return false;
  };
  scene.world.settle(std::chrono::minutes{10});
  QCOMPARE(given, std::size_t{1});
}

void TestClientGroups::everything_of_a_group_goes_with_the_account() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "hello");
  GroupScene::check(scene.bob.handle(client::LogOut{}));
  scene.world.settle();
  QVERIFY(!scene.bob.engine().groups().ok());
  QVERIFY(!QString::fromStdString(scene.bob.dump()).contains("Chess club"));
}

QTEST_GUILESS_MAIN(TestClientGroups)
#include "test_groups.moc"
