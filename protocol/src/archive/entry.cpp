// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/archive/entry.hpp"

#include "defences.hpp"
#include "sotto/archive/limits.hpp"
#include "sotto/base/binary.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/wire/padding.hpp"

namespace sotto::archive {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::string_view hash_label = "sotto/v1/archive/entry";
constexpr std::string_view body_label = "sotto/v1/archive/body";
/// What sealing adds to a padded record: a commitment in front (32), a tag behind (16).
constexpr std::size_t seal_overhead = 48;

crypto::Sha256 labelled_hash(std::string_view label, ByteView message) {
  auto all = copy_of(bytes_of(label));
  all.push_back(0);
  append(all, message);
  return crypto::sha256(all);
}

BodyDigest digest_of(const Sealed& body) {
  auto all = copy_of(body.salt.view());
  append(all, body.ciphertext);
  return {labelled_hash(body_label, all)};
}

void write(BinaryWriter& out, const EntryHeader& header) {
  out.u8(version).u64(header.sequence).raw(header.id.view()).raw(header.conversation.view());
  out.raw(header.previous.view()).raw(header.body.view());
}

EntryHash hash_of(const EntryHeader& header) {
  BinaryWriter out;
  write(out, header);
  return {labelled_hash(hash_label, out.view())};
}

template <class Field>
Field read(BinaryReader& in) {
  Field field;
  const auto bytes = in.raw(Field::size);
  std::copy(bytes.begin(), bytes.end(), field.bytes.begin());
  return field;
}

EntryHeader read_header(BinaryReader& in) {
  EntryHeader header;
  header.sequence = in.u64();
  header.id = read<EntryId>(in);
  header.conversation = read<Pseudonym>(in);
  header.previous = read<EntryHash>(in);
  header.body = read<BodyDigest>(in);
  return header;
}

bool is_padded(std::size_t size) {
  if (!defences().padding) return true;
  return size > seal_overhead && wire::bucket_for(size - seal_overhead - 1) == size - seal_overhead;
}

Result<EntryBody> read_sealed(BinaryReader& in, std::size_t size) {
  Sealed body{read<Salt>(in), copy_of(in.raw(size - Salt::size))};
  if (!is_padded(body.ciphertext.size())) return Error{ErrorCode::malformed, "entry's bucket"};
  return EntryBody{std::move(body)};
}

Result<EntryBody> read_body(BinaryReader& in, std::size_t size) {
  const auto kind = in.u8();
  if (kind == 1 && size > Salt::size) return read_sealed(in, size);
  if (kind == 2 && size == ShredProof::size) return EntryBody{Shredded{read<ShredProof>(in)}};
  return Error{ErrorCode::malformed, "entry's body"};
}

struct BodyWriter {
  BinaryWriter& out;
  void operator()(const Sealed& body) const { out.raw(body.salt.view()).raw(body.ciphertext); }
  void operator()(const Shredded& body) const { out.raw(body.proof.view()); }
};

constexpr std::size_t in_front_of_body =
    1 + 8 + EntryId::size + Pseudonym::size + EntryHash::size + BodyDigest::size + 1;
static_assert(max_entry == in_front_of_body + Salt::size + seal_overhead + max_record + 1);

}  // namespace

Entry::Entry(const EntryHeader& header, EntryBody body)
    : header_{header}, body_{std::move(body)}, hash_{hash_of(header)} {}

Result<Entry> Entry::parse(ByteView bytes) {
  if (bytes.size() > max_entry) return Error{ErrorCode::too_large, "entry"};
  if (bytes.size() < in_front_of_body) return Error{ErrorCode::malformed, "entry"};
  BinaryReader in{bytes};
  if (in.u8() != version) return Error{ErrorCode::unsupported_version, "entry"};
  const auto header = read_header(in);
  if (header.sequence > INT64_MAX) return Error{ErrorCode::malformed, "entry's sequence"};
  if (header.sequence == 0 && !(header.previous == EntryHash{}))
    return Error{ErrorCode::malformed, "first entry"};
  SOTTO_ASSIGN(auto body, read_body(in, bytes.size() - in_front_of_body));
  const auto* sealed = std::get_if<Sealed>(&body);
  if (defences().body_digest && sealed != nullptr && !(digest_of(*sealed) == header.body))
    return Error{ErrorCode::malformed, "entry's digest"};
  return Entry{header, std::move(body)};
}

Entry Entry::sealed(EntryHeader header, Sealed body) {
  header.body = digest_of(body);
  return Entry{header, std::move(body)};
}

Entry Entry::shredded(const ShredProof& proof) const { return Entry{header_, Shredded{proof}}; }

Bytes Entry::bytes() const {
  BinaryWriter out;
  write(out, header_);
  out.u8(static_cast<std::uint8_t>(body_.index() + 1));
  std::visit(BodyWriter{out}, body_);
  return copy_of(out.view());
}

}  // namespace sotto::archive
