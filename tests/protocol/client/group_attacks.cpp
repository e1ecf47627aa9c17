// SPDX-License-Identifier: GPL-3.0-or-later
#include "group_attacks.hpp"

#include <algorithm>

#include "../group/people.hpp"
#include "group_scene.hpp"
#include "stolen_phone.hpp"
#include "store_keys.hpp"

namespace sotto::testing::group_attacks {
namespace {

bool has(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

Mail mail_of(const Address& from, const wire::SubmitToGroup& submit, const Address& to) {
  wire::SealedEnvelope envelope;
  envelope.device = to.device;
  envelope.type = wire::EnvelopeType::sender_key;
  envelope.ciphertext = wire::with_group(submit.group, submit.ciphertext);
  return {submit.message, from, envelope};
}

/// The relay keeps a device's log at its present size.
void freeze_log(GroupScene& scene, const Device& frozen, std::uint64_t size) {
  const auto who = const_cast<Device&>(frozen).address();
  scene.world.relay.tamper_group_log = [who, size](const Address& to, wire::GroupLogPage& page) {
    if (!(to == who)) return;
    page.size = std::min(page.size, size);
    while (!page.entries.empty() && page.first + page.entries.size() > size) page.entries.pop_back();
  };
}

void hush_changes(GroupScene& scene) {
  scene.world.relay.says = [](const wire::Frame& frame) {
    return !std::holds_alternative<wire::GroupChanged>(frame);
  };
}

void deliver_to_carol_too(GroupScene& scene) {
  scene.world.relay.tamper_recipients = [](const GroupId&, std::set<Username>& to) {
    to.insert(name("carol"));
  };
}

}  // namespace

bool key_goes_to_another_identity() {
  World world;
  auto& alice = world.ready_user("alice");
  auto& bob = world.ready_user("bob");
  GroupScene::check(alice.handle(client::CreateGroup{"Two", 1, group::Role::member}));
  world.settle();
  const auto group = alice.events<client::GroupCreated>().back().group;
  GroupScene::check(bob.handle(client::RequestToJoin{group}));
  world.settle();
  GroupScene::check(alice.handle(client::ChangeGroup{group, client::ApproveNewcomer{name("bob")}}));
  world.settle();
  world.relay.last_device += 10;
  world.relay.accounts.erase("bob");
  world.relay.disconnect_all();
  world.settle(std::chrono::minutes{2});
  world.register_user("bob");
  GroupScene::check(alice.handle(client::SendText{group, "for the bob of the log"}));
  world.settle(std::chrono::minutes{2});
  return std::any_of(world.relay.submissions.begin(), world.relay.submissions.end(), [&](const auto& one) {
    return one.first == alice.address() && one.second.recipient == name("bob");
  });
}

bool invented_group_appears() {
  World world;
  auto& alice = world.ready_user("alice");
  group::test::Person impostor{"alice", 77};
  const auto entry = group::test::create(impostor);
  std::set<Username> concerned;
  GroupId group;
  static_cast<void>(world.relay.groups.append(name("alice"), entry.bytes(), concerned, group));
  world.relay.disconnect_all();
  world.settle(std::chrono::minutes{2});
  return !alice.engine().groups()->empty();
}

bool newcomer_under_anothers_name_is_approved() {
  GroupScene scene;
  static_cast<void>(scene.alice.say("mallory", "hello"));
  scene.world.settle();
  group::test::Person impostor{"mallory", 77};
  auto& relay = scene.world.relay;
  const auto& log = relay.groups.logs.at(scene.group);
  const auto entry = group::test::request(impostor, *log.state, scene.world.now());
  std::set<Username> concerned;
  GroupId group;
  static_cast<void>(relay.groups.append(name("mallory"), entry.bytes(), concerned, group));
  relay.inject(scene.alice.address(), wire::GroupChanged{scene.group, log.entries.size()});
  scene.world.settle();
  static_cast<void>(
      scene.alice.handle(client::ChangeGroup{scene.group, client::ApproveNewcomer{name("mallory")}}));
  scene.world.settle();
  return !log.state->requests.at(name("mallory")).approvals.empty();
}

bool hidden_removal_is_used() {
  GroupScene scene;
  scene.say_and_settle(scene.bob, "with carol");
  hush_changes(scene);
  freeze_log(scene, scene.bob, scene.world.relay.groups.logs.at(scene.group).entries.size());
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  scene.say_and_settle(scene.alice, "without carol");
  deliver_to_carol_too(scene);
  scene.say_and_settle(scene.bob, "not for carol");
  return has(scene.texts(scene.carol), "not for carol");
}

bool removed_member_is_read() {
  GroupScene scene;
  scene.say_and_settle(scene.carol, "as a member");
  scene.say_and_settle(scene.alice, "hello");
  hush_changes(scene);
  freeze_log(scene, scene.carol, scene.world.relay.groups.logs.at(scene.group).entries.size());
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  scene.say_and_settle(scene.carol, "still here");
  const auto& [from, submit] = scene.world.relay.group_submissions.back();
  scene.world.relay.put_into_mailbox(scene.alice.address(), mail_of(from, submit, scene.alice.address()));
  scene.world.settle();
  return has(scene.texts(scene.alice), "still here");
}

bool split_view_is_used() {
  GroupScene scene;
  scene.act(scene.alice, client::SetRole{name("bob"), group::Role::admin});
  scene.say_and_settle(scene.alice, "before");
  hush_changes(scene);
  const auto honest = scene.world.relay.groups.logs.at(scene.group);
  scene.act(scene.alice, client::RenameGroup{"Alice's history"});
  scene.world.relay.groups.logs.at(scene.group) = honest;
  scene.act(scene.bob, client::RenameGroup{"Bob's history"});
  scene.say_and_settle(scene.alice, "from the other history");
  const auto said = scene.world.relay.group_submissions.size();
  scene.say_and_settle(scene.bob, "as if nothing were");
  return scene.world.relay.group_submissions.size() > said;
}

bool removed_member_reads() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "with carol");
  scene.act(scene.alice, client::RemoveMember{name("carol")});
  deliver_to_carol_too(scene);
  for (int number = 0; number < 20; ++number) scene.say(scene.alice, "without carol");
  scene.world.settle();
  return has(scene.texts(scene.carol), "without carol");
}

bool newcomer_reads_the_past() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "before");
  const auto past = scene.world.relay.group_submissions;
  scene.let_in(scene.mallory, {&scene.alice, &scene.bob});
  scene.say_and_settle(scene.alice, "after");
  for (const auto& [from, submit] : past)
    scene.world.relay.put_into_mailbox(scene.mallory.address(),
                                       mail_of(from, submit, scene.mallory.address()));
  scene.world.settle(std::chrono::minutes{2});
  return has(scene.texts(scene.mallory), "before");
}

bool old_copy_uses_its_sender_key() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "first");
  store::MemoryStore backup;
  backup.copy_from(scene.alice.store());
  scene.say_and_settle(scene.alice, "under the next key");
  scene.alice.restore(backup);
  scene.world.settle();
  const auto keys_given = scene.world.relay.submissions.size();
  scene.say_and_settle(scene.alice, "under the same key");
  return scene.world.relay.submissions.size() == keys_given;
}

bool stolen_phone_reads_on() {
  GroupScene scene;
  StolenPhone stolen{scene};
  stolen.revoke();
  scene.say_and_settle(scene.alice, "without the phone");
  return stolen.opens_last(scene.world.relay.group_submissions);
}

bool moved_message_is_shown() {
  GroupScene scene;
  scene.say_and_settle(scene.alice, "first");
  scene.world.relay.tamper_delivery = [](wire::Delivery& delivery) { delivery.message.bytes[0] ^= 1; };
  scene.say_and_settle(scene.alice, "moved");
  return has(scene.texts(scene.bob), "moved");
}

bool message_moves_to_another_group() {
  using store::Table;
  GroupScene scene;
  GroupScene::check(scene.alice.handle(client::CreateGroup{"Another", 1, group::Role::member}));
  scene.world.settle();
  const auto first = scene.group;
  scene.group = scene.alice.events<client::GroupCreated>().back().group;
  scene.let_in(scene.bob, {&scene.alice});
  const auto second = std::exchange(scene.group, first);
  scene.say_and_settle(scene.alice, "first");
  // What a member does who gives everybody the key of one group for the other.
  const auto key = scene.bob.store().find(Table::sender_key, client::key_of(first, scene.alice.address()));
  GroupScene::check(scene.bob.store().begin());
  GroupScene::check(
      scene.bob.store().put(Table::sender_key, client::key_of(second, scene.alice.address()), **key));
  GroupScene::check(scene.bob.store().commit());
  scene.world.relay.tamper_delivery = [&](wire::Delivery& delivery) {
    const auto split = wire::split_group(delivery.envelope.ciphertext);
    if (delivery.envelope.type != wire::EnvelopeType::sender_key || !split) return;
    delivery.envelope.ciphertext = wire::with_group(second, split->message);
  };
  scene.say_and_settle(scene.alice, "for the first group");
  scene.group = second;
  return has(scene.texts(scene.bob), "for the first group");
}

}  // namespace sotto::testing::group_attacks
