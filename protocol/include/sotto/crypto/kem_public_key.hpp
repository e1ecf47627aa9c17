// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

namespace sotto::crypto {

/// An encapsulation key of ML-KEM-768. A constructed one has passed the checks of FIPS 203 section 7.2: its
/// length, and that every coefficient is reduced modulo 3329.
class KemPublicKey {
 public:
  static constexpr std::size_t size = 1184;
  /// invalid_key.
  [[nodiscard]] static Result<KemPublicKey> parse(ByteView bytes);
  [[nodiscard]] ByteView view() const noexcept { return bytes_; }
  friend bool operator==(const KemPublicKey&, const KemPublicKey&) = default;

 private:
  explicit KemPublicKey(Bytes bytes) : bytes_{std::move(bytes)} {}
  Bytes bytes_;
};

}  // namespace sotto::crypto
