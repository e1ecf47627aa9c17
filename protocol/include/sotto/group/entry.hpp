// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/identity.hpp"
#include "sotto/group/approval.hpp"
#include "sotto/group/policy.hpp"

/// The entries of a group's log. Source: crypto-docs/protocol.md, "Groups".
namespace sotto::group {

/// SHA-256 over an entry without its signature: what the next entry names as its previous one.
struct EntryHash {
  static constexpr std::size_t size = 32;
  std::array<std::uint8_t, size> bytes{};
  [[nodiscard]] static Result<EntryHash> parse(ByteView raw);
  [[nodiscard]] ByteView view() const noexcept { return bytes; }
  friend bool operator==(const EntryHash&, const EntryHash&) = default;
};

struct Create {
  GroupKind kind = GroupKind::secure;
  GroupName name;
  Policy policy;  ///< version 1
  crypto::IdentityKey founder;
  Nonce nonce;
};
/// A newcomer asks to be let in.
struct Request {
  crypto::IdentityKey identity;
  Nonce nonce;
};
struct Approve {
  Approval approval;
};
/// The newcomer comes in, with the nonce of their request; in an open group with a fresh one.
struct Join {
  crypto::IdentityKey identity;
  Nonce nonce;
};
/// A member leaves, or a newcomer takes back their request.
struct Leave {};
/// Takes out a member of lower rank, or turns down a request.
struct Remove {
  Username user;
};
struct ChangeRole {
  Username user;
  Role role = Role::member;
};
struct ChangePolicy {
  Policy policy;  ///< of the next version
};
struct Rename {
  GroupName name;
};
struct ChangePicture {
  Bytes picture;  ///< up to max_picture bytes; empty removes it
};

/// In the order of the numbers that stand in the serialised entry, from 1: never change it.
using EntryBody = std::variant<Create, Request, Approve, Join, Leave, Remove, ChangeRole, ChangePolicy,
                               Rename, ChangePicture>;

/// Where an entry stands and who says it.
struct EntryHeader {
  GroupId group;               ///< of a Create: all zero when written, its own hash when read
  std::uint64_t sequence = 0;  ///< 0 for Create, then one more each
  EntryHash previous;          ///< all zero for Create
  std::uint64_t epoch = 0;     ///< of the member list under which the author acts; 0 for Create
  Instant at;                  ///< the author's clock, never before the previous entry's
  Username author;
};

/// A well-formed entry. Whether its signature holds and its author may do this is the log's to judge.
class Entry {
 public:
  static constexpr std::size_t signature_size = 64;

  /// malformed, too_large, unsupported_version, invalid_key, low_order_key. Accepts exactly one spelling.
  [[nodiscard]] static Result<Entry> parse(ByteView bytes);

  [[nodiscard]] const EntryHeader& header() const noexcept { return header_; }
  [[nodiscard]] const EntryBody& body() const noexcept { return body_; }
  [[nodiscard]] const EntryHash& hash() const noexcept { return hash_; }
  [[nodiscard]] const Bytes& bytes() const noexcept { return bytes_; }

  /// invalid_signature.
  [[nodiscard]] Status verify(const crypto::PublicKey& author) const;

 private:
  Entry(EntryHeader header, EntryBody body, EntryHash hash, Bytes bytes)
      : header_{std::move(header)}, body_{std::move(body)}, hash_{hash}, bytes_{std::move(bytes)} {}
  EntryHeader header_;
  EntryBody body_;
  EntryHash hash_;
  Bytes bytes_;
};

/// The bytes that are signed and hashed.
[[nodiscard]] Bytes serialise_unsigned(const EntryHeader& header, const EntryBody& body);
/// Each kind of entry has a label of its own (attack C5).
[[nodiscard]] crypto::SignaturePurpose purpose_of(const EntryBody& body) noexcept;

}  // namespace sotto::group
