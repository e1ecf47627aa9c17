// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "world.hpp"

namespace sotto::testing {

/// Two who know each other, so that what follows is about one message.
struct Pair {
  World world;
  Device& alice = world.ready_user("alice");
  Device& bob = world.ready_user("bob");

  Pair() {
    static_cast<void>(alice.say("bob", "hi"));
    world.settle();
    static_cast<void>(bob.say("alice", "hi yourself"));
    world.settle();
  }
  MessageId say(Device& from, const std::string& to, const std::string& text) {
    static_cast<void>(from.say(to, text));
    world.settle();
    return from.messages_with(to).back().id;
  }
};

}  // namespace sotto::testing
