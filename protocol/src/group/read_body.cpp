// SPDX-License-Identifier: GPL-3.0-or-later
#include "read_body.hpp"

#include <algorithm>

#include "sotto/group/limits.hpp"

namespace sotto::group {
namespace {

constexpr std::int64_t end_of_year_9999 = 253'402'300'799'999;

Nonce read_nonce(BinaryReader& in) {
  Nonce nonce;
  const auto bytes = in.raw(Nonce::size);
  std::copy(bytes.begin(), bytes.end(), nonce.bytes.begin());
  return nonce;
}

Result<crypto::IdentityKey> read_identity(BinaryReader& in) {
  return crypto::IdentityKey::parse(in.raw(crypto::PublicKey::size));
}

Result<Role> read_role(BinaryReader& in) {
  const auto number = in.u8();
  if (number < 1 || number > static_cast<std::uint8_t>(Role::owner))
    return Error{ErrorCode::malformed, "role"};
  return static_cast<Role>(number);
}

Result<GroupKind> read_kind(BinaryReader& in) {
  const auto number = in.u8();
  if (number != 1 && number != 2) return Error{ErrorCode::malformed, "group kind"};
  return static_cast<GroupKind>(number);
}

Result<Policy> read_policy(BinaryReader& in) {
  const auto version = in.u32();
  const auto approvals = in.u32();
  SOTTO_ASSIGN(const auto approvers, read_role(in));
  return Policy::parse(version, approvals, approvers);
}

Result<EntryBody> read_create(BinaryReader& in) {
  SOTTO_ASSIGN(const auto kind, read_kind(in));
  SOTTO_ASSIGN(auto name, GroupName::parse(in.text()));
  SOTTO_ASSIGN(const auto policy, read_policy(in));
  SOTTO_ASSIGN(const auto founder, read_identity(in));
  return EntryBody{Create{kind, std::move(name), policy, founder, read_nonce(in)}};
}

Result<EntryBody> read_request(BinaryReader& in) {
  SOTTO_ASSIGN(const auto identity, read_identity(in));
  return EntryBody{Request{identity, read_nonce(in)}};
}

Result<EntryBody> read_approve(BinaryReader& in) {
  SOTTO_ASSIGN(auto newcomer, read_username(in));
  SOTTO_ASSIGN(const auto identity, read_identity(in));
  const auto nonce = read_nonce(in);
  SOTTO_ASSIGN(const auto expires, read_instant(in));
  return EntryBody{Approve{{std::move(newcomer), identity, nonce, expires}}};
}

Result<EntryBody> read_join(BinaryReader& in) {
  SOTTO_ASSIGN(const auto identity, read_identity(in));
  return EntryBody{Join{identity, read_nonce(in)}};
}

Result<EntryBody> read_leave(BinaryReader&) { return EntryBody{Leave{}}; }

Result<EntryBody> read_remove(BinaryReader& in) {
  SOTTO_ASSIGN(auto user, read_username(in));
  return EntryBody{Remove{std::move(user)}};
}

Result<EntryBody> read_change_role(BinaryReader& in) {
  SOTTO_ASSIGN(auto user, read_username(in));
  SOTTO_ASSIGN(const auto role, read_role(in));
  return EntryBody{ChangeRole{std::move(user), role}};
}

Result<EntryBody> read_change_policy(BinaryReader& in) {
  SOTTO_ASSIGN(const auto policy, read_policy(in));
  return EntryBody{ChangePolicy{policy}};
}

Result<EntryBody> read_rename(BinaryReader& in) {
  SOTTO_ASSIGN(auto name, GroupName::parse(in.text()));
  return EntryBody{Rename{std::move(name)}};
}

Result<EntryBody> read_change_picture(BinaryReader& in) {
  const auto picture = in.bytes();
  if (picture.size() > max_picture) return Error{ErrorCode::too_large, "group picture"};
  return EntryBody{ChangePicture{copy_of(picture)}};
}

}  // namespace

Result<Instant> read_instant(BinaryReader& in) {
  const auto at = in.instant();
  if (at.milliseconds < 0 || at.milliseconds > end_of_year_9999) return Error{ErrorCode::malformed, "time"};
  return at;
}

Result<Username> read_username(BinaryReader& in) {
  const auto text = in.text();
  SOTTO_ASSIGN(auto name, Username::parse(text));
  // Username folds capitals; in signed bytes that would be a second spelling.
  if (name.text() != text) return Error{ErrorCode::malformed, "username"};
  return name;
}

Result<EntryBody> read_body(BinaryReader& in, std::uint8_t kind) {
  using Read = Result<EntryBody> (*)(BinaryReader&);
  static constexpr std::array<Read, std::variant_size_v<EntryBody>> readers{
      read_create, read_request,     read_approve,       read_join,   read_leave,
      read_remove, read_change_role, read_change_policy, read_rename, read_change_picture};
  if (kind < 1 || kind > readers.size()) return Error{ErrorCode::malformed, "entry kind", kind};
  return readers[kind - 1U](in);
}

}  // namespace sotto::group
