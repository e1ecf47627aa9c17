// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/archive/keys.hpp"

#include "sotto/base/binary.hpp"
#include "sotto/crypto/digest.hpp"

namespace sotto::archive {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::string_view entries_label = "sotto/v1/archive/entries";
constexpr std::string_view names_label = "sotto/v1/archive/names";
constexpr std::string_view shredding_label = "sotto/v1/archive/shredding";
constexpr std::string_view message_label = "sotto/v1/archive/message";
constexpr std::string_view conversation_label = "sotto/v1/archive/conversation";
constexpr std::string_view shred_label = "sotto/v1/archive/shred";

Result<SecretBytes> derive_one(const SecretBytes& archive_key, std::string_view label,
                               const Username& owner) {
  BinaryWriter info;
  info.text(label).text(owner.text());
  return crypto::hkdf(archive_key, info.view(), key_size);
}

/// A keyed hash, as much of it as fits.
template <class Out>
Out keyed(const SecretBytes& key, const BinaryWriter& message) {
  const auto mac = crypto::hmac_sha256(key, message.view());
  Out out;
  std::copy_n(mac.begin(), Out::size, out.bytes.begin());
  return out;
}

}  // namespace

Result<ArchiveKeys> ArchiveKeys::derive(const SecretBytes& archive_key, const Username& owner) {
  if (archive_key.size() != key_size) return Error{ErrorCode::invalid_key, "archive key"};
  SOTTO_ASSIGN(auto entries, derive_one(archive_key, entries_label, owner));
  SOTTO_ASSIGN(auto names, derive_one(archive_key, names_label, owner));
  SOTTO_ASSIGN(auto shredding, derive_one(archive_key, shredding_label, owner));
  return ArchiveKeys{owner, std::move(entries), std::move(names), std::move(shredding)};
}

EntryId ArchiveKeys::id_of(const ConversationId& conversation, const Username& sender,
                           const MessageId& message) const {
  BinaryWriter out;
  out.text(message_label).text(conversation.text()).text(sender.text()).bytes(message.view());
  return keyed<EntryId>(names_, out);
}

Pseudonym ArchiveKeys::pseudonym_of(const ConversationId& conversation) const {
  BinaryWriter out;
  out.text(conversation_label).text(conversation.text());
  return keyed<Pseudonym>(names_, out);
}

ShredProof ArchiveKeys::shred_proof(const EntryId& entry) const {
  BinaryWriter out;
  out.text(shred_label).bytes(entry.view());
  return keyed<ShredProof>(shredding_, out);
}

}  // namespace sotto::archive
