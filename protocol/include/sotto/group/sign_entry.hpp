// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/group/entry.hpp"

namespace sotto::group {

/// The half of entries that a relay does not have. Errors: malformed or too_large (a body over its limits),
/// random_failed, crypto_failed.
[[nodiscard]] Result<Entry> sign_entry(const EntryHeader& header, const EntryBody& body,
                                       const crypto::IdentityKeyPair& author, RandomSource& random);

}  // namespace sotto::group
