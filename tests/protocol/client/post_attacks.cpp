// SPDX-License-Identifier: GPL-3.0-or-later
#include "post_attacks.hpp"

#include <algorithm>

#include "open_scene.hpp"

namespace sotto::testing::post_attacks {
namespace {

bool has(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

bool invented_post_is_shown() {
  OpenScene scene;
  scene.plant(scene.bob, scene.forged("alice", group::PostText{"invented"}));
  return has(scene.texts(scene.bob), "invented");
}

bool changed_post_is_shown() {
  const std::string said = "yes";
  const std::string instead = "nay";
  OpenScene scene;
  scene.world.relay.tamper_posts = [&](const Address& to, wire::PostPage& page) {
    if (!(to == scene.bob.address())) return;
    for (auto& place : page.places) {
      const auto at = std::search(place.post.begin(), place.post.end(), said.begin(), said.end());
      if (at != place.post.end()) std::copy(instead.begin(), instead.end(), at);
    }
  };
  scene.say_and_settle(scene.alice, said);
  return has(scene.texts(scene.bob), instead);
}

bool post_is_taken_back_by_the_relay() {
  OpenScene scene;
  scene.say_and_settle(scene.alice, "stays");
  const auto target = scene.messages(scene.alice, scene.group).front().id;
  scene.plant(scene.bob, scene.forged("alice", group::PostRemoval{target}));
  return !has(scene.texts(scene.bob), "stays");
}

bool open_group_gets_a_ciphertext() {
  OpenScene scene;
  scene.say_and_settle(scene.alice, "to everybody");
  return !scene.world.relay.group_submissions.empty();
}

bool post_moves_to_another_group() {
  OpenScene scene;
  const auto other = scene.found("Another");
  scene.come_in(scene.bob, other);
  scene.say_and_settle(scene.alice, "not meant for the others");
  const auto post = scene.kept().back();
  scene.world.relay.groups.posts[other].push_back(post);
  scene.world.relay.inject(scene.bob.address(), wire::PostPage{other, 1, {{1, post}}});
  scene.world.settle();
  return has(scene.texts(scene.bob, other), "not meant for the others");
}

bool posts_change_places() {
  OpenScene scene;
  scene.say_and_settle(scene.alice, "shall I?");
  scene.say_and_settle(scene.bob, "yes");
  std::swap(scene.kept()[0], scene.kept()[1]);
  scene.come_in(scene.carol);
  return scene.texts(scene.carol) == std::vector<std::string>{"yes", "shall I?"};
}

bool removed_member_posts_on() {
  OpenScene scene;
  scene.say_and_settle(scene.bob, "as a member");
  const auto before = scene.world.now();
  scene.act(scene.alice, client::RemoveMember{name("bob")});
  scene.plant(scene.alice, scene.signed_by(scene.bob, "as an outsider", before));
  return has(scene.texts(scene.alice), "as an outsider");
}

}  // namespace sotto::testing::post_attacks
