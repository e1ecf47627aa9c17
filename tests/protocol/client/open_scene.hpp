// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "account_record.hpp"
#include "group_scene.hpp"
#include "sotto/group/sign_post.hpp"

namespace sotto::testing {

/// alice, who made it, and bob in an open group; carol and mallory are outside.
struct OpenScene {
  OpenScene() : group{found("Chess in town")} { come_in(bob); }

  GroupId found(const std::string& title) {
    client::CreateGroup intent{title, 1, group::Role::member, group::GroupKind::open};
    GroupScene::check(alice.handle(std::move(intent)));
    world.settle();
    return alice.events<client::GroupCreated>().back().group;
  }
  void come_in(Device& newcomer) { come_in(newcomer, group); }
  void come_in(Device& newcomer, const GroupId& where) {
    GroupScene::check(newcomer.handle(client::RequestToJoin{where}));
    world.settle();
  }
  void act(Device& device, client::GroupAct what) {
    GroupScene::check(device.handle(client::ChangeGroup{group, std::move(what)}));
    world.settle();
  }
  void say(Device& device, const std::string& text) {
    GroupScene::check(device.handle(client::SendText{group, text}));
  }
  void say_and_settle(Device& device, const std::string& text) {
    say(device, text);
    world.settle();
  }
  std::vector<std::string> texts(Device& device) { return texts(device, group); }
  std::vector<std::string> texts(Device& device, const GroupId& where) {
    std::vector<std::string> all;
    for (const auto& message : messages(device, where)) {
      if (message.kind == store::MessageKind::text) all.insert(all.begin(), message.body);
    }
    return all;
  }
  /// Newest first.
  std::vector<store::Message> messages(Device& device, const GroupId& where) {
    auto page = device.engine().timeline(where, std::nullopt, 200);
    return page ? page->messages : std::vector<store::Message>{};
  }
  /// The newest of its texts.
  store::Message last_text(Device& device) {
    for (const auto& message : messages(device, group)) {
      if (message.kind == store::MessageKind::text) return message;
    }
    std::abort();
  }
  client::GroupView view(Device& device) { return **device.engine().group(group); }
  std::vector<Bytes>& kept() { return world.relay.groups.posts[group]; }

  /// What the relay can write in somebody's name: everything but the signature.
  Bytes forged(const std::string& author, group::PostBody body, std::uint64_t after = 0) {
    group::PostHeader header{group, {}, after, world.now(), name(author)};
    header.id.bytes.fill(static_cast<std::uint8_t>(++forgeries));
    auto bytes = group::serialise_unsigned(header, body);
    bytes.resize(bytes.size() + group::Post::signature_size, 7);
    return bytes;
  }
  /// What somebody who was a member signs, and the relay would not take.
  Bytes signed_by(Device& author, const std::string& text, Instant at) {
    group::PostHeader header{group, {}, 0, at, author.address().user};
    header.id.bytes.fill(static_cast<std::uint8_t>(++forgeries));
    SeededRandom random{static_cast<std::uint64_t>(forgeries)};
    const auto account = client::load_account(author.store());
    return group::sign_post(header, group::PostText{text}, (*account)->identity, random)->bytes();
  }
  /// The relay puts it behind what was said, and tells this device.
  void plant(Device& device, Bytes post) {
    kept().push_back(post);
    world.relay.inject(device.address(), wire::PostPage{group, kept().size(), {{kept().size(), post}}});
    world.settle();
  }

  World world;
  Device& alice = world.ready_user("alice");
  Device& bob = world.ready_user("bob");
  Device& carol = world.ready_user("carol");
  Device& mallory = world.ready_user("mallory");
  GroupId group;
  int forgeries = 100;
};

}  // namespace sotto::testing
