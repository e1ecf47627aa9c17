// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "attachment_chunk.hpp"
#include "defences.hpp"

namespace sotto::crypto {

AttachmentOpener::AttachmentOpener(AttachmentSecret secret)
    : secret_{std::move(secret)}, progress_{0, attachment_digest_of_none(secret_.layout)} {}

Result<AttachmentOpener> AttachmentOpener::resume(AttachmentSecret secret, AttachmentProgress progress) {
  SOTTO_TRY(check_attachment(secret.layout, secret.key, progress));
  AttachmentOpener opener{std::move(secret)};
  opener.progress_ = progress;
  return opener;
}

Result<SecretBytes> AttachmentOpener::open_next(ByteView sealed) {
  const auto& layout = secret_.layout;
  const auto chunk = progress_.next;
  if (chunk == layout.chunks()) return Error{ErrorCode::invalid_state, "attachment", 0};
  const Error malformed{ErrorCode::malformed, "attachment", static_cast<std::int64_t>(chunk)};
  if (sealed.size() != layout.padded_bytes_in(chunk) + attachment_chunk_overhead) return malformed;
  SOTTO_ASSIGN(const SecretBytes padded,
               open_content(secret_.key, sealed.first(content_salt_size), attachment_context(layout, chunk),
                            sealed.subspan(content_salt_size)));
  const auto of_file = static_cast<std::size_t>(layout.file_bytes_in(chunk));
  const auto padding = padded.expose().subspan(of_file);
  if (!std::all_of(padding.begin(), padding.end(), [](std::uint8_t byte) { return byte == 0; })) {
    return malformed;
  }
  progress_ = {chunk + 1, attachment_digest_after(progress_.digest, sealed)};
  return SecretBytes::copied_from(padded.expose().first(of_file));
}

Status AttachmentOpener::finish() const {
  if (!defences().attachment_end) return {};
  if (progress_.next != secret_.layout.chunks()) return Error{ErrorCode::invalid_state, "attachment", 0};
  if (!equal_in_constant_time(progress_.digest, secret_.digest)) {
    return Error{ErrorCode::context_mismatch, "attachment", 0};
  }
  return {};
}

}  // namespace sotto::crypto
