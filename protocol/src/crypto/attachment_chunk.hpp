// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/crypto/attachment.hpp"

namespace sotto::crypto {

/// What a chunk's seal authenticates: which one it is, of a file of which size.
[[nodiscard]] Bytes attachment_context(const AttachmentLayout& layout, std::uint64_t chunk);

/// The digest before the first chunk, and after one more. A chain instead of one long hash, so that progress
/// is 32 bytes wherever one stops.
[[nodiscard]] Sha256 attachment_digest_of_none(const AttachmentLayout& layout);
[[nodiscard]] Sha256 attachment_digest_after(const Sha256& before, ByteView sealed);

/// malformed when a key or progress can't be of such a file.
[[nodiscard]] Status check_attachment(const AttachmentLayout& layout, const SecretBytes& key,
                                      const AttachmentProgress& progress);

}  // namespace sotto::crypto
