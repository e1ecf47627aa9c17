// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "device.hpp"

namespace sotto::simulation {

/// A message as a device shows it.
struct OnScreen {
  ConversationId conversation;
  store::MessageKind kind = store::MessageKind::text;
  std::string body;
  std::map<Username, std::string> reactions;
};

/// All that stands on a device's screen.
struct Screen {
  std::map<MessageId, OnScreen> messages;
  std::optional<std::string> twice;  ///< a text that stands there more than once
};

/// REQUIRES: the device runs.
[[nodiscard]] Screen screen_of(Device& device);
/// For those who read what is wrong: its kind, how its text begins, and the reactions.
[[nodiscard]] std::string described(const OnScreen& message);
/// The word that a text begins with, which no other text has.
[[nodiscard]] std::string quoted(const std::string& text);

}  // namespace sotto::simulation
