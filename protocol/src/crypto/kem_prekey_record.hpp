// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/crypto/prekeys.hpp"

namespace sotto::crypto {

/// A KEM prekey's private half as a device stores it: its kind, one byte, and the seed of the key.
struct KemPrekeyRecord {
  KemPrekeyKind kind = KemPrekeyKind::one_time;
  SecretBytes seed;  ///< 64 bytes
  /// store_corrupt.
  [[nodiscard]] static Result<KemPrekeyRecord> parse(const SecretBytes& stored);
};

}  // namespace sotto::crypto
