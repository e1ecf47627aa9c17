// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "sotto/archive/entry.hpp"

namespace sotto::archive {

using MerkleRoot = Opaque<struct MerkleRootTag, 32>;

/// The root over entries' hashes in the order of their sequence, as in RFC 9162 section 2.1.1 (SHA-256; a
/// leaf is an entry's hash). Two devices that name the same root hold the same entries. A shredded entry
/// counts like before.
[[nodiscard]] MerkleRoot merkle_root(std::span<const EntryHash> entries);

}  // namespace sotto::archive
