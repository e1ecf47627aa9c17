// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/padding.hpp"

#include <algorithm>

namespace sotto::wire {
namespace {

constexpr std::size_t smallest_bucket = 160;
constexpr std::uint8_t end_of_content = 0x80;

}  // namespace

std::size_t bucket_for(std::size_t size) noexcept {
  // One byte more for the mark that ends the content.
  std::size_t bucket = smallest_bucket;
  while (bucket < size + 1) bucket *= 2;
  return bucket;
}

Bytes pad(ByteView content) {
  Bytes padded(bucket_for(content.size()), 0);
  std::copy(content.begin(), content.end(), padded.begin());
  padded[content.size()] = end_of_content;
  return padded;
}

Result<ByteView> unpad(ByteView padded) {
  std::size_t end = padded.size();
  while (end > 0 && padded[end - 1] == 0) --end;
  if (end == 0 || padded[end - 1] != end_of_content) return Error{ErrorCode::malformed, "padding"};
  const auto content = padded.first(end - 1);
  if (bucket_for(content.size()) != padded.size()) return Error{ErrorCode::malformed, "padding bucket"};
  return content;
}

}  // namespace sotto::wire
