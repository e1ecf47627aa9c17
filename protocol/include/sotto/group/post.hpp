// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/identity.hpp"

/// What is said in open groups: not encrypted, signed by its author. Source: crypto-docs/protocol.md, "Open
/// groups".
namespace sotto::group {

struct PostText {
  std::string text;  ///< 1 to max_post_text bytes of UTF-8
};
/// Takes a post back: one's own, or, as an admin, anybody's.
struct PostRemoval {
  MessageId target;
};

/// In the order of the numbers that stand in the serialised post, from 1: never change it.
using PostBody = std::variant<PostText, PostRemoval>;

/// Who says it, where and when.
struct PostHeader {
  GroupId group;
  MessageId id;             ///< random: the same post in a second place is not a second one
  std::uint64_t after = 0;  ///< the newest place in the group that its author knew; it stands behind that
  Instant at;               ///< the author's clock
  Username author;
};

/// A well-formed post. Whether its signature holds and its author is a member is its reader's to judge.
class Post {
 public:
  static constexpr std::size_t signature_size = 64;

  /// malformed, too_large, unsupported_version. Accepts exactly one spelling.
  [[nodiscard]] static Result<Post> parse(ByteView bytes);

  [[nodiscard]] const PostHeader& header() const noexcept { return header_; }
  [[nodiscard]] const PostBody& body() const noexcept { return body_; }
  [[nodiscard]] const Bytes& bytes() const noexcept { return bytes_; }

  /// invalid_signature.
  [[nodiscard]] Status verify(const crypto::PublicKey& author) const;

 private:
  Post(PostHeader header, PostBody body, Bytes bytes)
      : header_{std::move(header)}, body_{std::move(body)}, bytes_{std::move(bytes)} {}
  PostHeader header_;
  PostBody body_;
  Bytes bytes_;
};

/// The bytes that are signed.
[[nodiscard]] Bytes serialise_unsigned(const PostHeader& header, const PostBody& body);
/// Each kind of post has a label of its own (attack C5).
[[nodiscard]] crypto::SignaturePurpose purpose_of(const PostBody& body) noexcept;

}  // namespace sotto::group
