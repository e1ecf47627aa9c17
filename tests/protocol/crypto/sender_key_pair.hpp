// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

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

/// What is done with sender keys.
enum class SenderKeyFlow : std::uint8_t {
  create,
  create_again,  ///< a key that is there, for somebody else
  process,
  encrypt,
  decrypt,
  decrypt_ahead,  ///< of a message that overtook others
  decrypt_late    ///< of one that was overtaken
};

/// Alice and Bob just before one of these.
struct SenderKeyScene : SenderKeyPair {
  using Flow = SenderKeyFlow;
  using Records = std::map<SenderKeyName, Bytes>;

  explicit SenderKeyScene(Flow which) : flow{which} {
    if (flow == Flow::create) return;
    distribution = must(from.create(ours, group));
    if (flow == Flow::create_again || flow == Flow::process) return;
    must(to.process(theirs, name(), distribution));
    if (flow == Flow::encrypt) return;
    message = write();
    for (int more = 0; flow == Flow::decrypt_ahead && more < 3; ++more) message = write();
    if (flow == Flow::decrypt_late) must(to.decrypt(theirs, name(), write()));
    // So that the first thing that is done begins from nothing.
    from = SenderKeys{alice.address, alice.random};
    to = SenderKeys{bob.address, bob.random};
  }

  std::string run() {
    switch (flow) {
      case Flow::create:
      case Flow::create_again:
        return outcome(from.create(ours, group));
      case Flow::process:
        return outcome(to.process(theirs, name(), distribution));
      case Flow::encrypt:
        return outcome(from.encrypt(ours, group, bytes_of(text)));
      case Flow::decrypt:
      case Flow::decrypt_ahead:
      case Flow::decrypt_late:
        break;
    }
    const auto opened = to.decrypt(theirs, name(), message);
    return opened && text_of(opened->expose()) != text ? "another text" : outcome(opened);
  }
  /// Everything that is kept.
  [[nodiscard]] std::pair<Records, Records> state() const { return {ours.records, theirs.records}; }

 private:
  static constexpr const char* group = "group";
  static constexpr std::string_view text = "to the group";

  Bytes write() { return must(from.encrypt(ours, group, bytes_of(text))); }
  [[nodiscard]] SenderKeyName name() const { return {group, alice.address}; }

  Flow flow;
  Bytes distribution;
  Bytes message;
};

}  // namespace sotto::crypto::test
