// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto {

struct Argon2Input {
  ByteView password;
  ByteView salt;
  ByteView secret;      ///< empty in the product
  ByteView associated;  ///< empty in the product
  std::uint32_t memory_kib = 0;
  std::uint32_t passes = 0;
  std::uint32_t lanes = 1;
};

/// Argon2id, version 0x13 (RFC 9106), on one thread. Checks no floor. crypto_failed.
[[nodiscard]] Result<SecretBytes> argon2id(const Argon2Input& input, std::size_t size);

}  // namespace sotto::crypto
