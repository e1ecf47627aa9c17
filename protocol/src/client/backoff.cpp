// SPDX-License-Identifier: GPL-3.0-or-later
#include "backoff.hpp"

#include <algorithm>
#include <array>

namespace sotto::client {

Result<Duration> random_delay(RandomSource& random, Duration most) {
  std::array<std::uint8_t, 8> raw{};
  SOTTO_TRY(random.fill(raw));
  std::uint64_t number = 0;
  for (const auto byte : raw) number = (number << 8) | byte;
  // The bias of the remainder is below 2^-40 for any delay of the engine.
  return Duration{static_cast<std::int64_t>(number % (static_cast<std::uint64_t>(most.count()) + 1))};
}

Result<Duration> delay_before_retry(RandomSource& random, const Backoff& backoff, unsigned attempts,
                                    Duration at_least) {
  constexpr unsigned doublings = 16;
  const auto most = std::min(backoff.cap, backoff.first * (std::int64_t{1} << std::min(attempts, doublings)));
  SOTTO_ASSIGN(const auto jitter, random_delay(random, most));
  return std::clamp(at_least, Duration{0}, longest_wait) + jitter;
}

}  // namespace sotto::client
