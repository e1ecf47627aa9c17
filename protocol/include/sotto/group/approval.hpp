// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "sotto/base/id.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::group {

/// 16 random bytes that make a request, and so each approval of it, good for one join only (attack B3).
struct Nonce {
  static constexpr std::size_t size = 16;
  std::array<std::uint8_t, size> bytes{};
  [[nodiscard]] static Result<Nonce> fresh(RandomSource& random);
  friend bool operator==(const Nonce&, const Nonce&) = default;
};

/// One member's word for one newcomer. Its entry's signature binds it to the group and the epoch; it counts
/// while that member has stayed in the group and until it expires.
struct Approval {
  Username newcomer;
  crypto::IdentityKey identity;  ///< the newcomer's, as it stands in the request
  Nonce nonce;                   ///< the request's
  Instant expires;               ///< at most max_approval_lifetime after its entry
};

}  // namespace sotto::group
