// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pair.hpp"

namespace sotto::testing {

/// alice has told bob a secret. Somebody else has his name by now, and she has accepted their key: for what
/// she says from then on. The relay hands the new bob something under the secret's id that he can't read, so
/// that his client asks for it.
struct AnotherBob : Pair {
  Device& arrive() {
    auto& other = world.register_again("bob");
    static_cast<void>(other.say("alice", "it is me"));
    world.settle();
    accept();
    return other;
  }

  void accept() {
    const auto number = alice.engine().safety_number(name("bob"));
    static_cast<void>(alice.handle(client::AcceptIdentity{name("bob"), **number}));
    static_cast<void>(alice.say("bob", "welcome"));
    world.settle();
  }

  void hand_garbage_to(Device& other) {
    wire::SealedEnvelope envelope;
    envelope.device = other.address().device;
    envelope.ciphertext = Bytes(200, 7);
    world.relay.put_into_mailbox(other.address(), {secret, alice.address(), envelope});
    world.relay.deliver_mailbox(other.address());
    world.run_for(std::chrono::hours{3});
  }

  MessageId secret = say(alice, "bob", "a secret");
};

}  // namespace sotto::testing
