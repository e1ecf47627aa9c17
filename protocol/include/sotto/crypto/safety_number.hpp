// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/bytes.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {

struct SafetyNumber {
  std::string display;  ///< 60 digits
  Bytes scannable;      ///< Signal's form for a QR code; the clients show a safety code (safety_code.hpp)
};

/// Signal's numeric fingerprint; both sides see the same digits. `version` 0 or 1. `iterations`: 5200 in the
/// product.
[[nodiscard]] Result<SafetyNumber> safety_number(std::uint32_t version, std::uint32_t iterations,
                                                 std::string_view local_id, const IdentityKey& local_key,
                                                 std::string_view remote_id, const IdentityKey& remote_key);

}  // namespace sotto::crypto
