// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/limits.hpp"

#include <algorithm>
#include <cmath>

namespace sotto::relay {

void Bucket::refill(const Rate& rate, Instant now) {
  const auto passed = std::max<std::int64_t>(0, now.milliseconds - at_);
  used_ = static_cast<float>(
      std::max(0.0, double{used_} - static_cast<double>(passed) * rate.per_second / 1000.0));
  at_ = now.milliseconds;
}

Duration Bucket::take(const Rate& rate, Instant now) {
  refill(rate, now);
  const double after = double{used_} + 1;
  if (after <= rate.burst) {
    used_ = static_cast<float>(after);
    return Duration{0};
  }
  const double wait_ms = (after - rate.burst) / rate.per_second * 1000;
  return Duration{static_cast<std::int64_t>(std::ceil(std::clamp(wait_ms, 1.0, 3'600'000.0)))};
}

bool Bucket::full(const Rate& rate, Instant now) const {
  Bucket copy = *this;
  copy.refill(rate, now);
  return copy.used_ <= 0;
}

Duration Buckets::take(const std::string& key, Instant now) {
  const std::lock_guard lock{mutex_};
  if (buckets_.size() >= max_buckets && buckets_.count(key) == 0) forget_full(now);
  if (buckets_.size() >= max_buckets && buckets_.count(key) == 0) return Duration{1000};
  return buckets_[key].take(rate_, now);
}

void Buckets::forget_full(Instant now) {
  for (auto it = buckets_.begin(); it != buckets_.end();) {
    it = it->second.full(rate_, now) ? buckets_.erase(it) : std::next(it);
  }
}

}  // namespace sotto::relay
