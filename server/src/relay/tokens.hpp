// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "relay/answer.hpp"
#include "relay/core.hpp"
#include "relay/principal.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::relay {

/// 32 random bytes for its bearer; the relay keeps the hash.
struct FreshToken {
  SecretBytes secret;
  store::Hash hash{};
  static Result<FreshToken> make(RandomSource& random);
};

/// Bearer tokens: who shows one, and those that an account makes for other programs. Thread-safe.
class Tokens {
 public:
  explicit Tokens(Foundation& foundation) : base_{foundation} {}

  /// nullopt: unknown, expired or revoked; all the same.
  Result<std::optional<Principal>> authorise(ByteView token);

  struct Grant {
    SecretBytes token;
    std::string id;
  };
  /// A token for another program: Scope::read or Scope::write, for 1 to max_token_days. refused: too many of
  /// them.
  void create(const Username& owner, store::Scope scope, std::string label, std::int64_t days,
              Answer<Grant> answer);

  struct Listed {
    std::string id;  ///< the first half of the hash, in hexadecimal
    store::Token token;
    bool current = false;
  };
  Outcome<std::vector<Listed>> list(const Principal& who);
  /// not_found: there is none with this id, or it is somebody else's. A device's own token: the device is
  /// removed.
  void revoke(const Principal& who, std::string_view id, Answer<wire::Done> answer);

 private:
  Foundation& base_;
};

}  // namespace sotto::relay
