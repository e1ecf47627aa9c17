// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/time.hpp"

namespace sotto::group {

/// What a device's own sender key for a group has been through.
struct SenderKeyAge {
  std::uint64_t epoch = 0;  ///< of the group when it was made
  Instant made_at;
  std::uint32_t messages = 0;  ///< encrypted with it
};

/// Attack B14: a stolen key is of no use for long.
inline constexpr Duration max_sender_key_age{7LL * 24 * 60 * 60 * 1'000};
inline constexpr std::uint32_t max_sender_key_messages = 500;

/// Whether the next message needs another key, whoever is in the group.
[[nodiscard]] inline bool is_worn_out(const SenderKeyAge& key, Instant now) noexcept {
  return now - key.made_at >= max_sender_key_age || key.messages >= max_sender_key_messages;
}

/// The same in a group of this epoch: who came or went since must not read on, or back (attacks B8, B9).
[[nodiscard]] inline bool is_worn_out(const SenderKeyAge& key, std::uint64_t epoch, Instant now) noexcept {
  return key.epoch != epoch || is_worn_out(key, now);
}

}  // namespace sotto::group
