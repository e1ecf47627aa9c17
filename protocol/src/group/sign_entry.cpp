// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/sign_entry.hpp"

namespace sotto::group {

Result<Entry> sign_entry(const EntryHeader& header, const EntryBody& body,
                         const crypto::IdentityKeyPair& author, RandomSource& random) {
  auto bytes = serialise_unsigned(header, body);
  SOTTO_ASSIGN(const auto signature, crypto::sign(author, purpose_of(body), bytes, random));
  append(bytes, signature);
  return Entry::parse(bytes);
}

}  // namespace sotto::group
