// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <utility>

#include "sotto/base/id.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/session.hpp"

namespace sotto::crypto {

/// Counts how often a user's messages of one type failed lately (M10, A13), whichever device they name: a
/// relay names as many as it likes. In memory: a restart forgives.
class FailureThrottle {
 public:
  [[nodiscard]] bool is_throttled(const Username& user, CiphertextType type, Instant now);
  void note_failure(const Username& user, CiphertextType type, Instant now);

 private:
  using Source = std::pair<Username, CiphertextType>;
  void forget_old(std::deque<Instant>& failures, Instant now);
  std::map<Source, std::deque<Instant>> failures_;
};

}  // namespace sotto::crypto
