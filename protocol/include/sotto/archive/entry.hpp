// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

/// The entries of an account's archive, as a relay keeps them. Source: crypto-docs/protocol.md, "The
/// archive".
namespace sotto::archive {

/// Fixed-size bytes with a type of their own.
template <class Tag, std::size_t N>
struct Opaque {
  static constexpr std::size_t size = N;
  std::array<std::uint8_t, N> bytes{};
  /// malformed when the length is another.
  [[nodiscard]] static Result<Opaque> parse(ByteView raw) {
    if (raw.size() != N)
      return Error{ErrorCode::malformed, "fixed size", static_cast<std::int64_t>(raw.size())};
    Opaque out;
    std::copy(raw.begin(), raw.end(), out.bytes.begin());
    return out;
  }
  [[nodiscard]] ByteView view() const noexcept { return bytes; }
  friend bool operator==(const Opaque&, const Opaque&) = default;
  friend bool operator<(const Opaque& a, const Opaque& b) { return a.bytes < b.bytes; }
};

/// A keyed hash of the message that an entry holds: the same at each device of the account, and nothing to a
/// relay.
using EntryId = Opaque<struct EntryIdTag, 16>;
/// A keyed hash of the conversation: a relay sees which entries belong together, and not to whom.
using Pseudonym = Opaque<struct PseudonymTag, 16>;
/// SHA-256 over an entry's header: what the next entry names as its previous one.
using EntryHash = Opaque<struct EntryHashTag, 32>;
/// SHA-256 over salt and ciphertext. Stands in the header, so that the chain holds when those are gone.
using BodyDigest = Opaque<struct BodyDigestTag, 32>;
/// Random, fresh for each entry; without it there is no key.
using Salt = Opaque<struct SaltTag, 16>;
/// What only the account's clients can make: that they, and not the relay, shredded an entry.
using ShredProof = Opaque<struct ShredProofTag, 32>;

/// What stays of an entry for ever.
struct EntryHeader {
  std::uint64_t sequence = 0;  ///< from 0, one more each; at most 2^63 - 1
  EntryId id;
  Pseudonym conversation;
  EntryHash previous;  ///< all zero for the first
  BodyDigest body;
  friend bool operator==(const EntryHeader&, const EntryHeader&) = default;
};

struct Sealed {
  Salt salt;
  Bytes ciphertext;  ///< commitment, padded record, tag
};
struct Shredded {
  ShredProof proof;
};
/// In the order of the numbers that stand in the serialised entry, from 1.
using EntryBody = std::variant<Sealed, Shredded>;

/// A well-formed entry: its body is the one its header names, or is gone. What it says is known only to who
/// has the archive key.
class Entry {
 public:
  /// malformed (another spelling, another body than the header's, a length that no bucket has), too_large,
  /// unsupported_version. Accepts exactly one spelling.
  [[nodiscard]] static Result<Entry> parse(ByteView bytes);

  /// The header's body digest is set to the body's.
  [[nodiscard]] static Entry sealed(EntryHeader header, Sealed body);

  [[nodiscard]] const EntryHeader& header() const noexcept { return header_; }
  [[nodiscard]] const EntryBody& body() const noexcept { return body_; }
  [[nodiscard]] const EntryHash& hash() const noexcept { return hash_; }
  [[nodiscard]] bool is_shredded() const noexcept { return std::holds_alternative<Shredded>(body_); }
  [[nodiscard]] Bytes bytes() const;

  /// The same entry without salt and ciphertext.
  [[nodiscard]] Entry shredded(const ShredProof& proof) const;

 private:
  Entry(const EntryHeader& header, EntryBody body);
  EntryHeader header_;
  EntryBody body_;
  EntryHash hash_;
};

}  // namespace sotto::archive
