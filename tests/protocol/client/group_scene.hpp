// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>

#include "world.hpp"

namespace sotto::testing {

/// alice, bob and carol in a group; two approvals let a newcomer in. mallory is outside.
struct GroupScene {
  GroupScene() { found(); }
  /// Before another relay than the double; it must outlive the scene.
  explicit GroupScene(RelayEnd& other) : alice{before(other).ready_user("alice")} { found(); }

  void found() {
    check(alice.handle(client::CreateGroup{"Chess club", 2, group::Role::member}));
    world.settle();
    group = alice.events<client::GroupCreated>().back().group;
    let_in(bob, {&alice});
    let_in(carol, {&alice, &bob});
  }
  void let_in(Device& newcomer, std::initializer_list<Device*> approvers) {
    check(newcomer.handle(client::RequestToJoin{group}));
    world.settle();
    for (auto* approver : approvers) act(*approver, client::ApproveNewcomer{newcomer.address().user});
    world.settle();
  }
  void act(Device& device, client::GroupAct what) {
    check(device.handle(client::ChangeGroup{group, std::move(what)}));
    world.settle();
  }
  void say(Device& device, const std::string& text) { check(device.handle(client::SendText{group, text})); }
  void say_and_settle(Device& device, const std::string& text) {
    say(device, text);
    world.settle();
  }
  std::vector<std::string> texts(Device& device) {
    std::vector<std::string> all;
    for (const auto& message : messages(device)) {
      if (message.kind == store::MessageKind::text) all.insert(all.begin(), message.body);
    }
    return all;
  }
  /// Newest first.
  std::vector<store::Message> messages(Device& device) {
    auto page = device.engine().timeline(group, std::nullopt, 200);
    return page ? page->messages : std::vector<store::Message>{};
  }
  client::GroupView view(Device& device) { return **device.engine().group(group); }
  static void check(const Status& status) {
    if (status) return;
    std::fprintf(stderr, "%s: %s\n", std::string{name_of(status.error().code)}.c_str(), status.error().where);
    std::abort();
  }

  World& before(RelayEnd& other) {
    other.pass_time(world.now());
    world.move_to(other);
    return world;
  }

  World world;
  Device& alice = world.ready_user("alice");
  Device& bob = world.ready_user("bob");
  Device& carol = world.ready_user("carol");
  Device& mallory = world.ready_user("mallory");
  GroupId group;
};

}  // namespace sotto::testing
