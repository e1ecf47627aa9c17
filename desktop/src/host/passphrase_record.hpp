// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/crypto/password.hpp"

namespace sotto::desktop {

/// What a passphrase file holds. Layout, big-endian: "sotto-passphrase" (16), version (4), memory in KiB (4),
/// passes (4), lanes (4), salt (16), HMAC-SHA-256 of all that (32).
struct PassphraseRecord {
  static constexpr std::size_t salt_size = 16;
  static constexpr std::size_t tag_size = 32;
  static constexpr std::size_t head_size = 16 + 4 * 4 + salt_size;
  static constexpr std::size_t size = head_size + tag_size;

  crypto::PasswordCost cost;
  Bytes salt;
  Bytes tag;

  /// What the tag authenticates.
  [[nodiscard]] Bytes head() const;
  [[nodiscard]] Bytes bytes() const;
  /// Authenticates nothing yet: the key for that is made of what is read here. store_corrupt (not such a
  /// file), unsupported_version.
  [[nodiscard]] static Result<PassphraseRecord> parse(ByteView bytes);
};

}  // namespace sotto::desktop
