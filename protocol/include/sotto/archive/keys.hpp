// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/archive/entry.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/secret.hpp"

namespace sotto::archive {

/// What an account's archive key gives: the key of the entries, and keyed hashes for what a relay may see.
/// Never leaves a client. Immutable.
class ArchiveKeys {
 public:
  /// HKDF-SHA-256 with a label for each; the owner's name is bound. invalid_key: not 32 bytes. crypto_failed.
  [[nodiscard]] static Result<ArchiveKeys> derive(const SecretBytes& archive_key, const Username& owner);

  /// By sender and conversation too: whoever picks the id of somebody else's message makes another entry.
  [[nodiscard]] EntryId id_of(const ConversationId& conversation, const Username& sender,
                              const MessageId& message) const;
  [[nodiscard]] Pseudonym pseudonym_of(const ConversationId& conversation) const;
  /// What is shown to the relay so that it shreds an entry, and what it then keeps in its place.
  [[nodiscard]] ShredProof shred_proof(const EntryId& entry) const;

  [[nodiscard]] const Username& owner() const noexcept { return owner_; }
  /// 32 bytes, from which each entry's key follows with its salt.
  [[nodiscard]] const SecretBytes& entries() const noexcept { return entries_; }

 private:
  ArchiveKeys(Username owner, SecretBytes entries, SecretBytes names, SecretBytes shredding)
      : owner_{std::move(owner)},
        entries_{std::move(entries)},
        names_{std::move(names)},
        shredding_{std::move(shredding)} {}
  Username owner_;
  SecretBytes entries_;
  SecretBytes names_;
  SecretBytes shredding_;
};

}  // namespace sotto::archive
