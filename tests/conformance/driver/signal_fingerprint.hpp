// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::conformance {

struct SignalFingerprint {
  std::string display;  ///< 60 digits
  Bytes scannable;      ///< the form for a QR code
};

/// What Signal's applications show, for the suite to compare with Signal's own library; our clients show
/// other digits (decision 0166). Both sides see the same. `version` is 0 or 1, `iterations` 1 to 1,000,000;
/// Signal has 5,200. Errors: unsupported_version; malformed.
[[nodiscard]] Result<SignalFingerprint> signal_fingerprint(std::uint32_t version, std::uint32_t iterations,
                                                           std::string_view local_id,
                                                           const crypto::IdentityKey& local_key,
                                                           std::string_view remote_id,
                                                           const crypto::IdentityKey& remote_key);

}  // namespace sotto::conformance
