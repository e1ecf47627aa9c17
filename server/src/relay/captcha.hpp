// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <unordered_set>

#include "relay/clock.hpp"
#include "relay/seeded_hash.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/secret.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::relay {

/// Proof of work in the format of ALTCHA, version 1: find the number whose SHA-256 with the salt is the
/// challenge. Nothing is remembered of a challenge until it is solved. A solution is good once, for one
/// purpose, for captcha_lifetime (attack D5). Thread-safe.
///
/// The salt ends with '&': without an end mark digits could move from the number into the salt and back, and
/// one solution would pass as several.
class Captcha {
 public:
  /// `max_number` is twice the hashes that a client needs on average.
  Captcha(const Clock& clock, RandomSource& random, std::uint64_t max_number);

  Result<wire::CaptchaChallenge> issue(wire::CaptchaPurpose purpose);
  /// captcha_failed for every reason, or rate_limited when too many were redeemed.
  Status redeem(wire::CaptchaPurpose purpose, const wire::CaptchaSolution& solution);

 private:
  Status check(wire::CaptchaPurpose purpose, const wire::CaptchaSolution& solution) const;
  Status spend(const std::string& challenge);
  std::string sign(const std::string& challenge) const;

  struct Spent {
    Instant until;
    std::string challenge;
  };
  const Clock& clock_;
  RandomSource& random_;
  const std::uint64_t max_number_;
  SecretBytes key_;  ///< of this process: what was issued before a restart is void
  std::mutex mutex_;
  std::unordered_set<std::string, SeededHash> spent_;
  std::deque<Spent> forget_;
};

}  // namespace sotto::relay
