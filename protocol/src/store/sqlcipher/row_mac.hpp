// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>

#include "sotto/base/binary.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::store::sqlcipher {

/// HMAC-SHA-256 of one row, the first 16 bytes.
using RowTag = std::array<std::uint8_t, 16>;

/// What a row is of: the first byte under its MAC, so that no row stands for one of another kind. Numbers are
/// stored: never reuse one.
enum class RowKind : std::uint8_t {
  record = 1,
  conversation = 2,
  message = 3,
  message_id = 4,      ///< an entry of the index by id
  unread_mention = 5,  ///< an entry of the index of mentions
  slice = 6,
  epoch = 7,
};

/// The MAC of rows, under a key of its own that is derived from the database's. Used by one thread.
class RowMac {
 public:
  /// crypto_failed.
  [[nodiscard]] static Result<RowMac> derive(const SecretBytes& database_key);
  /// crypto_failed.
  [[nodiscard]] Result<RowTag> tag(const BinaryWriter& row) const;

 private:
  struct FreeContext {
    void operator()(EVP_MAC_CTX* context) const noexcept { EVP_MAC_CTX_free(context); }
  };
  using Context = std::unique_ptr<EVP_MAC_CTX, FreeContext>;
  explicit RowMac(Context context) : context_{std::move(context)} {}
  static Result<RowMac> with(ByteView key);
  [[nodiscard]] Status compute(ByteView message, std::array<std::uint8_t, 32>& out) const;

  Context context_;
};

}  // namespace sotto::store::sqlcipher
