// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto {

/// What a device that has the account shows, and a new one is given: 128 random bits, good for one linking.
/// As many as a key has, because a relay could try codes by itself: it sees what is derived from one.
/// Source: crypto-docs/protocol.md, "Linking a device".
class LinkCode {
 public:
  static constexpr std::size_t secret_size = 16;
  /// In groups of four: 128 bits and 12 that notice a slip of the hand.
  static constexpr std::size_t characters = 28;

  /// random_failed.
  [[nodiscard]] static Result<LinkCode> fresh(RandomSource& random);
  /// In either case, with or without spaces and hyphens; O, I and L for 0, 1 and 1. malformed: another number
  /// of characters, a foreign one, or a slip.
  [[nodiscard]] static Result<LinkCode> parse(std::string_view text);

  /// For the screen: seven groups of four characters with hyphens between them.
  [[nodiscard]] std::string text() const;
  /// 16 bytes.
  [[nodiscard]] const SecretBytes& secret() const noexcept { return secret_; }
  [[nodiscard]] LinkCode clone() const { return LinkCode{secret_.clone()}; }

 private:
  explicit LinkCode(SecretBytes secret) : secret_{std::move(secret)} {}
  SecretBytes secret_;
};

}  // namespace sotto::crypto
