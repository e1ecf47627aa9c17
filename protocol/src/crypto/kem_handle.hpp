// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evp.hpp"
#include "sotto/base/bytes.hpp"

namespace sotto::crypto {

/// As the crypto library names it.
inline constexpr char kem_algorithm[] = "ML-KEM-768";

/// Null for a key that is not valid.
[[nodiscard]] Evp<EVP_PKEY> kem_public_handle(ByteView key);

}  // namespace sotto::crypto
