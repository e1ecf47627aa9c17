// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <variant>

#include "sotto/archive/chain.hpp"
#include "sotto/archive/keys.hpp"
#include "sotto/base/random.hpp"

namespace sotto::archive {

/// One message as a client keeps it.
struct Record {
  ConversationId conversation;
  Username sender;
  MessageId message;
  SecretBytes content;  ///< in a form that the client chooses; only it reads it
};

/// The entry that follows `head`: padded to a bucket, not compressed, sealed under a key of its own that the
/// ciphertext commits to, bound to owner, conversation, id, sequence and previous entry. An entry that did
/// not become the next one is sealed again. Errors: too_large (over max_record), random_failed,
/// crypto_failed.
[[nodiscard]] Result<Entry> seal_entry(const ArchiveKeys& keys, const Head& head, const Record& record,
                                       RandomSource& random);

/// What an entry holds: a record, or nothing any more. Errors: undecryptable (another key's),
/// context_mismatch (changed, or moved from another place, conversation or account), malformed,
/// invalid_signature (the relay says that it was shredded, and no client of this account did).
[[nodiscard]] Result<std::variant<Record, Shredded>> open_entry(const ArchiveKeys& keys, const Entry& entry);

}  // namespace sotto::archive
