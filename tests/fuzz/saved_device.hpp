// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "sotto/base/time.hpp"
#include "sotto/store/memory_store.hpp"

namespace sotto::fuzz {

/// Alice's device as it is after she and bob have talked, with a text of hers that waits for the relay's
/// answer. Made once by real engines; each run of a target begins with a copy of its store.
struct SavedDevice {
  std::vector<std::pair<store::Table, store::Record>> records;
  std::vector<store::Message> messages;  ///< with bob, oldest first
  Instant now;
  Bytes welcome;                      ///< the relay's, after a log-in
  Bytes delivery;                     ///< a frame with a message of bob that she has not seen
  std::vector<Bytes> frames_to_come;  ///< what the relay would say next

  [[nodiscard]] std::unique_ptr<store::MemoryStore> store() const;
};

[[nodiscard]] const SavedDevice& saved_device();

}  // namespace sotto::fuzz
