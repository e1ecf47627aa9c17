// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "attachment_chunk.hpp"

namespace sotto::crypto {

Result<AttachmentSealer> AttachmentSealer::start(AttachmentLayout layout, RandomSource& random) {
  SecretBytes key{attachment_key_size};
  SOTTO_TRY(random.fill(key.expose_for_writing()));
  return AttachmentSealer{layout, std::move(key), {0, attachment_digest_of_none(layout)}, random};
}

Result<AttachmentSealer> AttachmentSealer::resume(AttachmentLayout layout, const SecretBytes& key,
                                                  AttachmentProgress progress, RandomSource& random) {
  SOTTO_TRY(check_attachment(layout, key, progress));
  return AttachmentSealer{layout, key.clone(), progress, random};
}

/// Fresh salt each time: a file that has changed between two tries of a chunk never meets one key twice.
Result<Bytes> AttachmentSealer::seal_next(ByteView file_bytes) {
  const auto chunk = progress_.next;
  if (chunk == layout_.chunks()) return Error{ErrorCode::invalid_state, "attachment", 0};
  if (file_bytes.size() != layout_.file_bytes_in(chunk)) {
    return Error{ErrorCode::malformed, "attachment", static_cast<std::int64_t>(chunk)};
  }
  SecretBytes padded{static_cast<std::size_t>(layout_.padded_bytes_in(chunk))};
  std::copy(file_bytes.begin(), file_bytes.end(), padded.expose_for_writing().begin());
  std::array<std::uint8_t, content_salt_size> salt{};
  SOTTO_TRY(random_->fill(salt));
  SOTTO_ASSIGN(const Bytes sealed,
               seal_content(key_, salt, attachment_context(layout_, chunk), padded.expose()));
  Bytes out = copy_of(salt);
  append(out, sealed);
  progress_ = {chunk + 1, attachment_digest_after(progress_.digest, out)};
  return out;
}

Result<AttachmentSecret> AttachmentSealer::finish() const {
  if (progress_.next != layout_.chunks()) return Error{ErrorCode::invalid_state, "attachment", 0};
  return AttachmentSecret{key_.clone(), layout_, progress_.digest};
}

}  // namespace sotto::crypto
