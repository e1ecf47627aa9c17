// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>

#include "defence_switches.hpp"
#include "evil_relay.hpp"
#include "world.hpp"

namespace sotto::hostile {

/// Real engines, and the real relay core in an attacker's hands.
struct Stage {
  EvilRelay evil;
  testing::World world;

  Stage() {
    evil.pass_time(world.now());
    world.move_to(evil);
  }
  testing::Device& person(const std::string& name) { return world.ready_user(name); }
  /// Each has written to the other, so that both know who the other is.
  void befriend(testing::Device& a, testing::Device& b) {
    write(a, b, "hello");
    write(b, a, "hello");
  }
  void write(testing::Device& from, testing::Device& to, const std::string& text) {
    static_cast<void>(from.say(to.address().user.text(), text));
    world.settle();
  }
};

/// What a device shows of somebody's texts.
inline std::vector<std::string> texts_of(testing::Device& at, const std::string& sender) {
  std::vector<std::string> texts;
  for (const auto& message : at.messages_with(sender)) {
    const bool theirs = message.sender == testing::name(sender);
    if (theirs && message.kind == store::MessageKind::text) texts.push_back(message.body);
  }
  return texts;
}

}  // namespace sotto::hostile
