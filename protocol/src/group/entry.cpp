// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/entry.hpp"

#include <algorithm>

#include "read_body.hpp"
#include "sotto/base/binary.hpp"
#include "sotto/crypto/digest.hpp"
#include "sotto/group/limits.hpp"

namespace sotto::group {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::string_view hash_label = "sotto/v1/group/entry";

struct BodyWriter {
  BinaryWriter& out;

  void operator()(const Create& body) const {
    out.u8(static_cast<std::uint8_t>(body.kind)).text(body.name.text());
    (*this)(ChangePolicy{body.policy});
    out.raw(body.founder.view()).raw(body.nonce.bytes);
  }
  void operator()(const Request& body) const { out.raw(body.identity.view()).raw(body.nonce.bytes); }
  void operator()(const Approve& body) const {
    const auto& approval = body.approval;
    out.text(approval.newcomer.text()).raw(approval.identity.view()).raw(approval.nonce.bytes);
    out.instant(approval.expires);
  }
  void operator()(const Join& body) const { out.raw(body.identity.view()).raw(body.nonce.bytes); }
  void operator()(const Leave&) const {}
  void operator()(const Remove& body) const { out.text(body.user.text()); }
  void operator()(const ChangeRole& body) const {
    out.text(body.user.text()).u8(static_cast<std::uint8_t>(body.role));
  }
  void operator()(const ChangePolicy& body) const {
    out.u32(body.policy.version()).u32(body.policy.approvals());
    out.u8(static_cast<std::uint8_t>(body.policy.approvers()));
  }
  void operator()(const Rename& body) const { out.text(body.name.text()); }
  void operator()(const ChangePicture& body) const { out.bytes(body.picture); }
};

template <std::size_t N>
std::array<std::uint8_t, N> fixed(BinaryReader& in) {
  std::array<std::uint8_t, N> out{};
  const auto bytes = in.raw(N);
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

bool is_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

EntryHash hash_of(ByteView unsigned_bytes) {
  auto message = copy_of(bytes_of(hash_label));
  message.push_back(0);
  append(message, unsigned_bytes);
  return {crypto::sha256(message)};
}

Result<EntryHeader> read_header(BinaryReader& in) {
  const GroupId group{fixed<GroupId::size>(in)};
  const auto sequence = in.u64();
  const EntryHash previous{fixed<EntryHash::size>(in)};
  const auto epoch = in.u64();
  SOTTO_ASSIGN(const auto at, read_instant(in));
  SOTTO_ASSIGN(auto author, read_username(in));
  return EntryHeader{group, sequence, previous, epoch, at, std::move(author)};
}

/// A log's first entry stands at its beginning, and no other does.
Status check_place(const EntryHeader& header, const EntryBody& body) {
  const bool first = header.sequence == 0 && header.epoch == 0 && is_zero(header.group.view()) &&
                     is_zero(header.previous.view());
  const bool later = header.sequence > 0 && header.epoch > 0;
  if (std::holds_alternative<Create>(body) ? first : later) return {};
  return Error{ErrorCode::malformed, "entry's place"};
}

}  // namespace

Result<EntryHash> EntryHash::parse(ByteView raw) {
  if (raw.size() != size)
    return Error{ErrorCode::malformed, "entry hash", static_cast<std::int64_t>(raw.size())};
  EntryHash hash;
  std::copy(raw.begin(), raw.end(), hash.bytes.begin());
  return hash;
}

Result<Nonce> Nonce::fresh(RandomSource& random) {
  Nonce nonce;
  SOTTO_TRY(random.fill(nonce.bytes));
  return nonce;
}

Bytes serialise_unsigned(const EntryHeader& header, const EntryBody& body) {
  BinaryWriter out;
  out.u8(version).u8(static_cast<std::uint8_t>(body.index() + 1)).raw(header.group.view());
  out.u64(header.sequence).raw(header.previous.view()).u64(header.epoch).instant(header.at);
  out.text(header.author.text());
  std::visit(BodyWriter{out}, body);
  return copy_of(out.view());
}

Result<Entry> Entry::parse(ByteView bytes) {
  if (bytes.size() > max_entry) return Error{ErrorCode::too_large, "entry"};
  if (bytes.size() < signature_size) return Error{ErrorCode::malformed, "entry"};
  const auto unsigned_bytes = bytes.first(bytes.size() - signature_size);
  BinaryReader in{unsigned_bytes};
  if (in.u8() != version) return Error{ErrorCode::unsupported_version, "entry"};
  const auto kind = in.u8();
  SOTTO_ASSIGN(auto header, read_header(in));
  SOTTO_ASSIGN(auto body, read_body(in, kind));
  if (!in.is_complete()) return Error{ErrorCode::malformed, "entry"};
  SOTTO_TRY(check_place(header, body));
  const auto hash = hash_of(unsigned_bytes);
  if (std::holds_alternative<Create>(body)) header.group.bytes = hash.bytes;
  return Entry{std::move(header), std::move(body), hash, copy_of(bytes)};
}

Status Entry::verify(const crypto::PublicKey& author) const {
  const ByteView bytes{bytes_};
  const auto split = bytes.size() - signature_size;
  return crypto::verify(author, purpose_of(body_), bytes.first(split), bytes.subspan(split));
}

crypto::SignaturePurpose purpose_of(const EntryBody& body) noexcept {
  using Purpose = crypto::SignaturePurpose;
  static constexpr std::array purposes{Purpose::group_create, Purpose::group_request, Purpose::group_approve,
                                       Purpose::group_join,   Purpose::group_leave,   Purpose::group_remove,
                                       Purpose::group_role,   Purpose::group_policy,  Purpose::group_rename,
                                       Purpose::group_picture};
  static_assert(purposes.size() == std::variant_size_v<EntryBody>);
  return purposes[body.index()];
}

}  // namespace sotto::group
