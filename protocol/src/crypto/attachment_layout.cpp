// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>

#include "sotto/crypto/attachment.hpp"

namespace sotto::crypto {
namespace {

constexpr std::uint64_t smallest_padded = 1024;

/// PADMÉ (Nikitin and others, PETS 2019, section 4): a length keeps as many leading bits as its exponent has
/// bits, so at most 12 % are added and few lengths are left.
std::uint64_t padme(std::uint64_t size) {
  const auto exponent = static_cast<unsigned>(std::bit_width(size)) - 1;
  const auto kept = static_cast<unsigned>(std::bit_width(exponent));
  const std::uint64_t mask = (std::uint64_t{1} << (exponent - kept)) - 1;
  return (size + mask) & ~mask;
}

/// Of `size` bytes in chunks, how many lie in this one.
std::uint64_t bytes_in(std::uint64_t size, std::uint64_t chunk) {
  const auto before = chunk * attachment_chunk_size;
  return before >= size ? 0 : std::min(attachment_chunk_size, size - before);
}

}  // namespace

Result<AttachmentLayout> AttachmentLayout::of(std::uint64_t size) {
  if (size > max_attachment_size) return Error{ErrorCode::too_large, "attachment", 0};
  return AttachmentLayout{size};
}

std::uint64_t AttachmentLayout::padded_size() const noexcept {
  return padme(std::max(size_, smallest_padded));
}

std::uint64_t AttachmentLayout::chunks() const noexcept {
  return (padded_size() + attachment_chunk_size - 1) / attachment_chunk_size;
}

std::uint64_t AttachmentLayout::file_bytes_in(std::uint64_t chunk) const noexcept {
  return chunk < chunks() ? bytes_in(size_, chunk) : 0;
}

std::uint64_t AttachmentLayout::padded_bytes_in(std::uint64_t chunk) const noexcept {
  return chunk < chunks() ? bytes_in(padded_size(), chunk) : 0;
}

std::uint64_t AttachmentLayout::sealed_size() const noexcept {
  return padded_size() + chunks() * attachment_chunk_overhead;
}

}  // namespace sotto::crypto
