// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/archive/seal_entry.hpp"

#include "defences.hpp"
#include "sotto/archive/limits.hpp"
#include "sotto/base/binary.hpp"
#include "sotto/crypto/content_seal.hpp"
#include "sotto/wire/padding.hpp"

namespace sotto::archive {
namespace {

constexpr std::string_view context_label = "sotto/v1/archive/context";
static_assert(Salt::size == crypto::content_salt_size);

/// Everything that an entry says of itself but its body's digest, and whose it is.
Bytes context_of(const ArchiveKeys& keys, const EntryHeader& header) {
  if (!defences().context) return {};
  BinaryWriter out;
  out.text(context_label).text(keys.owner().text()).raw(header.conversation.view()).raw(header.id.view());
  out.u64(header.sequence).raw(header.previous.view());
  return copy_of(out.view());
}

SecretBytes serialise(const Record& record) {
  BinaryWriter out;
  out.text(record.conversation.text()).text(record.sender.text()).raw(record.message.view());
  out.bytes(record.content.expose());
  return SecretBytes::copied_from(out.view());
}

Result<Record> parse_record(ByteView bytes) {
  BinaryReader in{bytes};
  SOTTO_ASSIGN(auto conversation, ConversationId::parse(in.text()));
  SOTTO_ASSIGN(auto sender, Username::parse(in.text()));
  const auto message = in.message_id();
  auto content = SecretBytes::copied_from(in.bytes());
  if (!in.is_complete()) return Error{ErrorCode::malformed, "record"};
  return Record{std::move(conversation), std::move(sender), message, std::move(content)};
}

/// `padded` moves into memory that is wiped.
SecretBytes padded(const SecretBytes& record) {
  if (!defences().padding) return record.clone();
  auto bytes = wire::pad(record.expose());
  auto out = SecretBytes::copied_from(bytes);
  wipe(bytes);
  return out;
}

Result<Record> read_padded(ByteView bytes) {
  if (!defences().padding) return parse_record(bytes);
  SOTTO_ASSIGN(const auto record, wire::unpad(bytes));
  return parse_record(record);
}

Result<Record> open_sealed(const ArchiveKeys& keys, const EntryHeader& header, const Sealed& body) {
  SOTTO_ASSIGN(const auto opened, crypto::open_content(keys.entries(), body.salt.view(),
                                                       context_of(keys, header), body.ciphertext));
  SOTTO_ASSIGN(auto record, read_padded(opened.expose()));
  const bool named = keys.pseudonym_of(record.conversation) == header.conversation &&
                     keys.id_of(record.conversation, record.sender, record.message) == header.id;
  if (defences().names && !named) return Error{ErrorCode::context_mismatch, "record's names"};
  return record;
}

}  // namespace

Result<Entry> seal_entry(const ArchiveKeys& keys, const Head& head, const Record& record,
                         RandomSource& random) {
  const auto plain = serialise(record);
  if (plain.size() > max_record) return Error{ErrorCode::too_large, "record"};
  EntryHeader header;
  header.sequence = head.size;
  header.id = keys.id_of(record.conversation, record.sender, record.message);
  header.conversation = keys.pseudonym_of(record.conversation);
  header.previous = head.hash;
  Sealed body;
  SOTTO_TRY(random.fill(body.salt.bytes));
  SOTTO_ASSIGN(body.ciphertext, crypto::seal_content(keys.entries(), body.salt.view(),
                                                     context_of(keys, header), padded(plain).expose()));
  return Entry::sealed(header, std::move(body));
}

Result<std::variant<Record, Shredded>> open_entry(const ArchiveKeys& keys, const Entry& entry) {
  using Opened = std::variant<Record, Shredded>;
  if (const auto* sealed = std::get_if<Sealed>(&entry.body())) {
    SOTTO_ASSIGN(auto record, open_sealed(keys, entry.header(), *sealed));
    return Opened{std::move(record)};
  }
  const auto& shredded = std::get<Shredded>(entry.body());
  const auto proof = keys.shred_proof(entry.header().id);
  if (defences().shred_proof && !equal_in_constant_time(proof.view(), shredded.proof.view()))
    return Error{ErrorCode::invalid_signature, "shred proof"};
  return Opened{shredded};
}

}  // namespace sotto::archive
