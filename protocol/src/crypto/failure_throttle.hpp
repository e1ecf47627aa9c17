// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <utility>

#include "sotto/base/id.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/session.hpp"

namespace sotto::crypto {

/// Counts how often a peer's messages of one type failed lately (M10, A13). In memory: a restart forgives.
class FailureThrottle {
 public:
  [[nodiscard]] bool is_throttled(const Address& peer, CiphertextType type, Instant now);
  void note_failure(const Address& peer, CiphertextType type, Instant now);

 private:
  using Source = std::pair<Address, CiphertextType>;
  void forget_old(std::deque<Instant>& failures, Instant now);
  std::map<Source, std::deque<Instant>> failures_;
};

}  // namespace sotto::crypto
