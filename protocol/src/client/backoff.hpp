// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"

namespace sotto::client {

/// Uniform over 0 to `most`, both included.
[[nodiscard]] Result<Duration> random_delay(RandomSource& random, Duration most);

/// How long to wait before trying again: full jitter, so that ten thousand clients of a relay that was
/// restarted do not come back in one second.
struct Backoff {
  Duration first{1'000};
  Duration cap{30'000};
};

/// Uniform over 0 to first * 2^attempts, at most the cap; never less than `at_least`, of which a hostile
/// relay can make no more than longest_wait.
[[nodiscard]] Result<Duration> delay_before_retry(RandomSource& random, const Backoff& backoff,
                                                  unsigned attempts, Duration at_least);

inline constexpr Duration longest_wait{10 * 60 * 1'000};

}  // namespace sotto::client
