// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/secret.hpp"
#include "store/store.hpp"

namespace sotto::relay {

/// A random key of this installation, made at its first start and kept in the store. Each use has its own
/// label.
class ServerKey {
 public:
  static Result<ServerKey> load_or_make(store::Store& store, RandomSource& random);

  /// The salt of a name that doesn't exist: always the same one, so that it looks like a real one (attack
  /// D3).
  [[nodiscard]] Bytes invented_salt(const Username& name) const;
  /// What is kept of a deleted account: enough to refuse its name and what looks like it, without the name.
  [[nodiscard]] store::Hash retired_tag(const Username& name) const;
  /// The same as it was before looks counted: refuses the name alone.
  [[nodiscard]] store::Hash former_retired_tag(const Username& name) const;

 private:
  explicit ServerKey(SecretBytes key) : key_{std::move(key)} {}
  SecretBytes key_;
};

/// What is stored of a login secret. One HMAC is enough: the secret is 32 bytes out of Argon2id with at least
/// 64 MiB and HKDF, made on the client, so each guess costs the attacker that much whatever we add; the salt
/// keeps equal secrets from showing.
[[nodiscard]] store::Hash login_hash(const SecretBytes& login_secret, ByteView salt);

/// What is stored of a token: 32 random bytes cannot be guessed, so a plain hash does.
[[nodiscard]] store::Hash token_hash(ByteView token);

}  // namespace sotto::relay
