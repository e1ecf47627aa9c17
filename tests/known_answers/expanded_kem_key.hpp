// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "evp.hpp"
#include "sotto/base/bytes.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::known_answers {

/// FIPS 203's decapsulation key of 2,400 bytes. The product keeps the seed that it is made from and never
/// reads one, but what is published has no seed. With the crypto library alone.
class ExpandedKemKey {
 public:
  /// nullopt: not a valid key.
  [[nodiscard]] static std::optional<ExpandedKemKey> parse(ByteView key);
  [[nodiscard]] static std::optional<ExpandedKemKey> from_seed(ByteView seed);
  [[nodiscard]] Bytes serialize() const;
  /// nullopt: not a ciphertext.
  [[nodiscard]] std::optional<Bytes> decapsulate(ByteView ciphertext) const;

 private:
  explicit ExpandedKemKey(crypto::Evp<EVP_PKEY> handle) : handle_{std::move(handle)} {}
  crypto::Evp<EVP_PKEY> handle_;
};

}  // namespace sotto::known_answers
