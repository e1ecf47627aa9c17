// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/post.hpp"

#include <algorithm>
#include <array>

#include "read_body.hpp"
#include "sotto/base/binary.hpp"
#include "sotto/base/text.hpp"
#include "sotto/group/limits.hpp"

namespace sotto::group {
namespace {

constexpr std::uint8_t version = 1;

struct BodyWriter {
  BinaryWriter& out;
  void operator()(const PostText& body) const { out.text(body.text); }
  void operator()(const PostRemoval& body) const { out.raw(body.target.view()); }
};

Result<PostHeader> read_header(BinaryReader& in) {
  GroupId group;
  const auto raw = in.raw(GroupId::size);
  std::copy(raw.begin(), raw.end(), group.bytes.begin());
  const auto id = in.message_id();
  const auto after = in.u64();
  SOTTO_ASSIGN(const auto at, read_instant(in));
  SOTTO_ASSIGN(auto author, read_username(in));
  return PostHeader{group, id, after, at, std::move(author)};
}

Result<PostBody> read_text(BinaryReader& in) {
  auto text = in.text();
  SOTTO_TRY(check_text(text, 1, max_post_text, "post"));
  return PostBody{PostText{std::move(text)}};
}

Result<PostBody> read_removal(BinaryReader& in) { return PostBody{PostRemoval{in.message_id()}}; }

Result<PostBody> read_post_body(BinaryReader& in, std::uint8_t kind) {
  using Read = Result<PostBody> (*)(BinaryReader&);
  static constexpr std::array<Read, std::variant_size_v<PostBody>> readers{read_text, read_removal};
  if (kind < 1 || kind > readers.size()) return Error{ErrorCode::malformed, "post kind", kind};
  return readers[kind - 1U](in);
}

}  // namespace

Bytes serialise_unsigned(const PostHeader& header, const PostBody& body) {
  BinaryWriter out;
  out.u8(version).u8(static_cast<std::uint8_t>(body.index() + 1)).raw(header.group.view());
  out.raw(header.id.view()).u64(header.after).instant(header.at).text(header.author.text());
  std::visit(BodyWriter{out}, body);
  return copy_of(out.view());
}

Result<Post> Post::parse(ByteView bytes) {
  if (bytes.size() > max_post) return Error{ErrorCode::too_large, "post"};
  if (bytes.size() < signature_size) return Error{ErrorCode::malformed, "post"};
  BinaryReader in{bytes.first(bytes.size() - signature_size)};
  if (in.u8() != version) return Error{ErrorCode::unsupported_version, "post"};
  const auto kind = in.u8();
  SOTTO_ASSIGN(auto header, read_header(in));
  SOTTO_ASSIGN(auto body, read_post_body(in, kind));
  if (!in.is_complete()) return Error{ErrorCode::malformed, "post"};
  return Post{std::move(header), std::move(body), copy_of(bytes)};
}

Status Post::verify(const crypto::PublicKey& author) const {
  const ByteView bytes{bytes_};
  const auto split = bytes.size() - signature_size;
  return crypto::verify(author, purpose_of(body_), bytes.first(split), bytes.subspan(split));
}

crypto::SignaturePurpose purpose_of(const PostBody& body) noexcept {
  using Purpose = crypto::SignaturePurpose;
  return std::holds_alternative<PostText>(body) ? Purpose::post_text : Purpose::post_removal;
}

}  // namespace sotto::group
