// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/secret.hpp"

/// The seal around a content: AES-256-GCM with a tag of 16 bytes, under a key that the sealed bytes commit
/// to. One content opens under one key only, whoever made it (attack D10). Source: crypto-docs/protocol.md,
/// "The content layer".
namespace sotto::crypto {

/// What sealing adds to a content: the commitment (32 bytes) in front, the tag (16) behind.
inline constexpr std::size_t content_seal_overhead = 48;
inline constexpr std::size_t content_salt_size = 16;

/// `input`: secret, at least 32 bytes. `salt`: 16 random bytes, fresh for each content, so that no key is
/// used twice even if `input` is. `associated` is authenticated and not contained. crypto_failed.
[[nodiscard]] Result<Bytes> seal_content(const SecretBytes& input, ByteView salt, ByteView associated,
                                         ByteView content);

/// undecryptable: sealed under another key. context_mismatch: under this key, with other associated data, or
/// damaged since.
[[nodiscard]] Result<SecretBytes> open_content(const SecretBytes& input, ByteView salt, ByteView associated,
                                               ByteView sealed);

}  // namespace sotto::crypto
