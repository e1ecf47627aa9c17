// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace sotto::simulation {

/// How many live in a world.
struct Population {
  std::size_t users = 0;    ///< all of them are there; 0: two or three of four, which the seed chooses
  std::size_t devices = 0;  ///< each has so many; 0: one to three

  friend bool operator==(const Population&, const Population&) = default;
  friend bool operator<(const Population& a, const Population& b) {
    return a.users != b.users ? a.users < b.users : a.devices < b.devices;
  }
};

/// Two talk; three are the fewest whose group somebody can leave.
inline constexpr std::size_t fewest_users = 2;
inline constexpr std::size_t fewest_users_of_a_group = 3;
/// Everybody signs up once, for a third of a second each, with each device.
inline constexpr std::size_t most_users = 12;
inline constexpr std::size_t most_devices = 6;

}  // namespace sotto::simulation
