// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "sotto/base/time.hpp"

/// What a group may grow to; part of the protocol, because every client must judge an entry alike (attack
/// B15).
namespace sotto::group {

/// A message to a group is fanned out to every device of every member.
inline constexpr std::size_t max_members = 1'000;
/// More could not be looked through by the members who approve.
inline constexpr std::size_t max_pending_requests = 50;
/// Bytes of UTF-8.
inline constexpr std::size_t max_name = 64;
/// Bytes: a thumbnail, inside the log.
inline constexpr std::size_t max_picture = 8 * 1024;
/// Bytes of one serialised entry: a picture, a name and what is around it.
inline constexpr std::size_t max_entry = 9 * 1024;
/// Bytes of UTF-8 in one post of an open group: a long paragraph, not a book that everybody must load.
inline constexpr std::size_t max_post_text = 8 * 1024;
/// Bytes of one serialised post: a text and what is around it.
inline constexpr std::size_t max_post = max_post_text + 256;
/// The highest k of "k of n approve"; beyond that nobody would ever get in.
inline constexpr std::uint32_t max_approvals = 10;
/// An unanswered request ends by itself, so that forgotten ones don't fill the list.
inline constexpr Duration request_lifetime{7LL * 24 * 60 * 60 * 1'000};
/// The longest that an approval may be valid.
inline constexpr Duration max_approval_lifetime{7LL * 24 * 60 * 60 * 1'000};

}  // namespace sotto::group
