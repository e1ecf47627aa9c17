// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachment_chunk.hpp"

#include "defences.hpp"
#include "sotto/base/binary.hpp"

namespace sotto::crypto {
namespace {

constexpr std::string_view chunk_label = "sotto/v1/attachment-chunk";
constexpr std::string_view digest_label = "sotto/v1/attachment-digest";

}  // namespace

Bytes attachment_context(const AttachmentLayout& layout, std::uint64_t chunk) {
  BinaryWriter out;
  out.text(chunk_label);
  if (defences().attachment_place) out.u64(layout.size()).u64(chunk);
  return copy_of(out.view());
}

Sha256 attachment_digest_of_none(const AttachmentLayout& layout) {
  BinaryWriter out;
  out.text(digest_label).u64(layout.size());
  return sha256(out.view());
}

Sha256 attachment_digest_after(const Sha256& before, ByteView sealed) {
  Bytes both = copy_of(before);
  append(both, sealed);
  return sha256(both);
}

Status check_attachment(const AttachmentLayout& layout, const SecretBytes& key,
                        const AttachmentProgress& progress) {
  if (key.size() != attachment_key_size || progress.next > layout.chunks()) {
    return Error{ErrorCode::malformed, "attachment", static_cast<std::int64_t>(progress.next)};
  }
  return {};
}

}  // namespace sotto::crypto
