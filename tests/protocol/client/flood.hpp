// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "world.hpp"

namespace sotto::testing {

/// Bob, and Alice, who has written to him once. What she sends then is her second message, which never came,
/// with a byte changed and under a new id each time: nothing that the relay could tell from a genuine one.
struct Flood {
  World world;
  Device& alice = world.ready_user("alice");
  Device& bob = world.ready_user("bob");
  wire::SealedEnvelope genuine;

  Flood() {
    static_cast<void>(alice.say("bob", "hi"));
    world.settle();
    world.relay.says = [](const wire::Frame& frame) { return !std::holds_alternative<wire::Deliver>(frame); };
    static_cast<void>(alice.say("bob", "never comes"));
    world.exchange();
    genuine = world.relay.device(bob.address()).mailbox.back().envelope;
    world.relay.device(bob.address()).mailbox.clear();
    world.relay.says = nullptr;
  }

  void send(std::uint8_t count) {
    auto forged = genuine;
    forged.ciphertext[forged.ciphertext.size() / 2] ^= 1;
    for (std::uint8_t n = 1; n <= count; ++n) {
      MessageId id{};
      std::fill(id.bytes.begin(), id.bytes.end(), n);
      world.relay.put_into_mailbox(bob.address(), {id, alice.address(), forged});
    }
    world.exchange();
  }
  [[nodiscard]] std::size_t waiting() { return world.relay.device(bob.address()).mailbox.size(); }
};

}  // namespace sotto::testing
