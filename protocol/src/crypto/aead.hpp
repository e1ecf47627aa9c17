// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::crypto {

/// AES-256-GCM with a fresh random nonce: nonce (12), ciphertext, tag (16). `key`: 32 bytes, for fewer than
/// 2^32 messages.
[[nodiscard]] Result<Bytes> seal(const SecretBytes& key, ByteView plaintext, ByteView associated,
                                 RandomSource& random);
/// undecryptable.
[[nodiscard]] Result<SecretBytes> open(const SecretBytes& key, ByteView sealed, ByteView associated);

/// The same for a key that seals one plaintext and never another: the nonce is zero and is left out.
[[nodiscard]] Result<Bytes> seal_once(const SecretBytes& key, ByteView plaintext, ByteView associated);
/// undecryptable.
[[nodiscard]] Result<SecretBytes> open_once(const SecretBytes& key, ByteView sealed, ByteView associated);

}  // namespace sotto::crypto
