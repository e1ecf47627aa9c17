// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "device.hpp"
#include "wiretap.hpp"

namespace sotto::simulation {

/// Every text that is said off the record begins with it, and with the canary.
inline constexpr std::string_view unwritten = "sotto-canary-unwritten";

/// What is said off the record: it is shown as whose it was said, once, to no one else; its author hears what
/// has become of it, and hears `delivered` of nothing that was shown nowhere. No device's store is ever
/// handed it, and it lies in no mailbox. That the relay hears no text the wiretap looks after.
class OffRecordCheck {
 public:
  /// Whether the message waits in a mailbox of this user.
  using IsKept = std::function<bool(const Username&, const MessageId&)>;
  explicit OffRecordCheck(IsKept is_kept) : is_kept_{std::move(is_kept)} {}

  void says(const Device& author, const Username& to, const std::string& text);
  void did_not_say() { said_.pop_back(); }
  [[nodiscard]] Wrong on_arrived(Device& device, const ConversationId& conversation);
  /// Now and then.
  [[nodiscard]] Wrong look(const std::vector<Device*>& devices);
  /// What is wrong with the last one, where both are there and nothing breaks any more.
  [[nodiscard]] Wrong find_undelivered(Device& author) const;

 private:
  struct Said {
    std::string text;
    std::string author;
    std::uint64_t life = 0;  ///< the author's: with the program it is forgotten
    Username from;
    Username to;
    Instant at;
    std::set<std::string> shown;
  };
  [[nodiscard]] Wrong look_at(Device& author, const Said& said) const;

  IsKept is_kept_;
  std::vector<Said> said_;
};

}  // namespace sotto::simulation
