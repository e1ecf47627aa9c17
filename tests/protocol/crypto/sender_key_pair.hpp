// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "memory_state.hpp"
#include "party.hpp"
#include "sotto/crypto/sender_key.hpp"

namespace sotto::crypto::test {

/// Alice, who writes to groups, and Bob, who has none of her keys yet.
struct SenderKeyPair {
  Party alice{"alice", 1};
  Party bob{"bob", 2};
  SenderKeys from{alice.address, alice.random};
  SenderKeys to{bob.address, bob.random};
  MemorySenderKeys ours;    ///< hers
  MemorySenderKeys theirs;  ///< his
};

}  // namespace sotto::crypto::test
