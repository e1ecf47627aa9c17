// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "sotto/base/result.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::client {

class Step;

/// Public keys that are on their way to the relay: kept until the relay has confirmed them, so that a lost
/// answer leads to the same keys being published again, and not to private keys that nobody will ever use.
struct Publication {
  std::optional<wire::SignedPrekey> signed_prekey;
  std::vector<wire::OneTimePrekey> one_time;
  std::optional<wire::KemPrekey> kem_last_resort;  ///< together with the signed prekey
  std::vector<wire::KemPrekey> kem;
  [[nodiscard]] bool empty() const { return !signed_prekey && one_time.empty() && kem.empty(); }
};

[[nodiscard]] Result<Publication> load_publication(Step& step);
/// Erases the record when there is nothing to publish.
[[nodiscard]] Status save_publication(Step& step, const Publication& publication);

}  // namespace sotto::client
