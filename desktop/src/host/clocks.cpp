// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/clocks.hpp"

#include <QDateTime>
#include <ctime>

namespace sotto::desktop {
namespace {

#ifdef CLOCK_BOOTTIME
constexpr clockid_t steady_clock = CLOCK_BOOTTIME;
#else
constexpr clockid_t steady_clock = CLOCK_MONOTONIC;
#endif

}  // namespace

Moment read_clocks() {
  const Instant wall{QDateTime::currentMSecsSinceEpoch()};
  timespec since{};
  if (clock_gettime(steady_clock, &since) != 0) return wall;
  return {wall, std::chrono::seconds{since.tv_sec} +
                    std::chrono::duration_cast<Duration>(std::chrono::nanoseconds{since.tv_nsec})};
}

}  // namespace sotto::desktop
