// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "sotto/base/time.hpp"

/// Every limit of a session, with its reason.
namespace sotto::crypto {

/// Messages that a counter may jump over. Signal's C library has the same; whoever lost more starts a new
/// session (M9). A forged jump of this size costs about 3 ms before its MAC is found wrong.
inline constexpr std::uint32_t max_forward_jump = 2000;

/// Keys of skipped messages that wait in one chain; the oldest go first (M10: 1,998 of them made each message
/// cost 18 ms). The library keeps five receiving chains, so a session holds at most 1,000.
inline constexpr std::size_t max_skipped_per_chain = 200;

/// Keys that wait in all sessions of a record together: as many as the current one may hold, so that it never
/// loses any by this, and of those before it the oldest go first (A13: four full sessions made a record of
/// 364 KB; now it stays below 100 KiB).
inline constexpr std::size_t max_skipped_per_record = 1'000;

/// A message that is two weeks late is lost: its key would be a risk for longer than that.
inline constexpr Duration max_skipped_age = std::chrono::hours{24 * 14};

/// Sessions that a newer one replaced; they only receive what was under way (A16: 40 of them made a forged
/// message cost 1.2 s, and a stolen one would stay useful).
inline constexpr std::size_t max_archived = 3;
inline constexpr Duration max_archived_age = std::chrono::hours{24};

/// Messages of a user whose decryption may fail within throttle_window, counted for each type on its own, so
/// that a flood of ordinary ones doesn't keep out the prekey message that heals the session.
inline constexpr std::size_t max_failures = 10;
inline constexpr Duration throttle_window = std::chrono::minutes{1};
/// Users whose failures are remembered; a relay can't make the table grow without end.
inline constexpr std::size_t max_throttled_users = 1024;

/// The library's message type: X3DH with the Double Ratchet. The lower half of the first byte is the highest
/// version that the sender knows: 3, and 4 from newer Signal clients.
inline constexpr std::uint8_t protocol_version = 3;
inline constexpr std::uint8_t highest_announced_version = 4;

}  // namespace sotto::crypto
