// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sotto/base/time.hpp"
#include "sotto/store/memory_store.hpp"

namespace sotto::fuzz {

/// Alice's laptop as it is after she has talked with bob, in a secure group and in an open one, has sent and
/// got files, and has linked a phone; some of it is under way. Made once by real engines; each run of a
/// target begins with a copy of its store.
struct SavedDevice {
  std::unique_ptr<store::MemoryStore> kept;
  std::vector<std::pair<store::Table, store::Record>> records;  ///< of `kept`
  GroupId group;                                                ///< secure: alice, bob; carol waits
  GroupId open_group;
  MessageId file;  ///< in the conversation with bob: his, on its way down
  Instant now;
  Bytes welcome;                      ///< the relay's, after a log-in
  Bytes delivery;                     ///< a frame with a message of bob that she has not seen
  Bytes group_delivery;               ///< the same in the group
  std::vector<Bytes> frames_to_come;  ///< what the relay would say next

  /// What those two say.
  static constexpr const char* coming = "on its way";
  static constexpr const char* coming_in_the_group = "on its way to the group";

  [[nodiscard]] std::unique_ptr<store::MemoryStore> store() const;
};

[[nodiscard]] const SavedDevice& saved_device();

}  // namespace sotto::fuzz
