// SPDX-License-Identifier: GPL-3.0-or-later
#include "failure_throttle.hpp"

#include <algorithm>

#include "session_limits.hpp"

namespace sotto::crypto {

// A failure that lies in the future (the clock went back) would count for ever.
void FailureThrottle::forget_old(std::deque<Instant>& failures, Instant now) {
  std::erase_if(failures, [now](Instant at) { return at > now || now - at >= throttle_window; });
}

bool FailureThrottle::is_throttled(const Username& user, CiphertextType type, Instant now) {
  const auto found = failures_.find({user, type});
  if (found == failures_.end()) return false;
  forget_old(found->second, now);
  const bool throttled = found->second.size() >= max_failures;
  if (found->second.empty()) failures_.erase(found);
  return throttled;
}

void FailureThrottle::note_failure(const Username& user, CiphertextType type, Instant now) {
  const bool is_new = failures_.count({user, type}) == 0;
  if (is_new && failures_.size() >= max_throttled_users) {
    const auto older = [](const auto& a, const auto& b) { return a.second.back() < b.second.back(); };
    failures_.erase(std::min_element(failures_.begin(), failures_.end(), older));
  }
  failures_[{user, type}].push_back(now);
}

}  // namespace sotto::crypto
