// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/date.hpp"

#include <ctime>

namespace sotto::relay::api {

std::string date_of(store::Day day) {
  constexpr std::time_t seconds_per_day = 24 * 60 * 60;
  const std::time_t at = day.number * seconds_per_day;
  std::tm fields{};
  if (gmtime_r(&at, &fields) == nullptr) return {};
  char text[32];
  const auto size = std::strftime(text, sizeof text, "%Y-%m-%d", &fields);
  return {text, size};
}

}  // namespace sotto::relay::api
