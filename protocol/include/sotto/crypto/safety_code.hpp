// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sotto/base/id.hpp"
#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {

/// A user and the identity key that is known of them.
struct NamedIdentity {
  Username user;
  IdentityKey key;
};

/// How a code that was scanned or typed in agrees with what is known here.
enum class SafetyCodeMatch : std::uint8_t {
  same,           ///< the other's client knows both of these identities
  different_key,  ///< it is of these two users, and one of the keys is another: somebody may be in between
  other_code,     ///< of other users, one's own, damaged, of a newer program, or none at all
};

/// What the QR code beside a safety number says: "SOTTO:" and 136 characters of base32. It binds both users
/// and their identity keys, one's own first, so that each side shows the mirror of the other's. Public values
/// only. Source: crypto-docs/protocol.md, "Safety codes", and decision 0136.
[[nodiscard]] std::string safety_code(const NamedIdentity& own, const NamedIdentity& other);

/// Whether `text` is what the other's client shows, if it knows the same: the mirror of one's own code.
/// Blanks and small letters do no harm. Compared in constant time.
[[nodiscard]] SafetyCodeMatch compare_safety_code(const NamedIdentity& own, const NamedIdentity& other,
                                                  std::string_view text);

}  // namespace sotto::crypto
