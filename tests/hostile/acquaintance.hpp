// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <optional>
#include <string>

#include "stage.hpp"

namespace sotto::hostile {

/// Alice and bob, who have compared their safety number, and a relay that gives his name to others.
struct Acquaintance : Stage {
  testing::Device& alice = person("alice");
  testing::Device* bob = &person("bob");  ///< whoever has the name now

  Acquaintance() {
    befriend(alice, *bob);
    const auto number = bobs_number();
    if (!number || !alice.handle(client::VerifyIdentity{testing::name("bob"), *number})) qFatal("verify");
    if (!view().verified) qFatal("not verified");
  }
  void give_name_away() {
    evil.remove_account("bob");
    world.settle(std::chrono::minutes{2});
    bob = &world.register_user("bob");
  }
  client::ConversationView view() { return *alice.conversation("bob"); }
  /// Alice can send bob nothing, he is not verified any more, and she is told that he was.
  bool is_blocked() {
    const auto now = view();
    return now.blocked_by_identity_change && now.was_verified && !now.verified;
  }
  /// The safety number, as each of them has it.
  std::optional<std::string> bobs_number() { return *bob->engine().safety_number(testing::name("alice")); }
  std::optional<std::string> alices_number() { return *alice.engine().safety_number(testing::name("bob")); }
  [[nodiscard]] std::size_t sent_to_bob() const {
    const auto& all = evil.submissions;
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& one) {
      return one.first.user == testing::name("alice") && one.second.recipient == testing::name("bob");
    }));
  }
  /// In alice's conversation with bob, that his key has changed.
  std::size_t notices() {
    const auto all = alice.messages_with("bob");
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const auto& message) {
      return message.kind == store::MessageKind::identity_changed;
    }));
  }
};

}  // namespace sotto::hostile
