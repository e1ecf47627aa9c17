// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "sotto/base/bytes.hpp"
#include "sotto/base/result.hpp"

/// Blobs on the stream: sealed attachments that a relay keeps in parts. The fields are explained in
/// proto/sotto/v1/blob.proto.
namespace sotto::wire {

/// Names a blob at its relay: 16 random bytes that the relay makes. Whoever knows them may fetch it.
struct BlobId {
  static constexpr std::size_t size = 16;
  std::array<std::uint8_t, size> bytes{};
  [[nodiscard]] static Result<BlobId> parse(ByteView raw);
  [[nodiscard]] ByteView view() const noexcept { return bytes; }
  friend bool operator==(const BlobId&, const BlobId&) = default;
  friend bool operator<(const BlobId& a, const BlobId& b) { return a.bytes < b.bytes; }
};

/// Bytes of every part but the last: a sealed chunk of an attachment. So a blob's size says how many parts it
/// has, and nobody can make a large blob of tiny parts.
inline constexpr std::uint64_t blob_part_size = 32'832;
/// Beyond it there is no blob, whatever a relay allows.
inline constexpr std::uint64_t max_blob_size = std::uint64_t{1} << 41;

/// Parts of a blob of `size` bytes.
[[nodiscard]] constexpr std::uint64_t blob_parts(std::uint64_t size) noexcept {
  return (size + blob_part_size - 1) / blob_part_size;
}
/// Bytes of one part; 0 behind the last.
[[nodiscard]] constexpr std::uint64_t bytes_of_blob_part(std::uint64_t size, std::uint64_t part) noexcept {
  if (part >= blob_parts(size)) return 0;
  const auto rest = size - part * blob_part_size;
  return rest < blob_part_size ? rest : blob_part_size;
}

struct CreateBlobRequest {
  std::uint64_t size = 0;  ///< 1 to max_blob_size
};
struct PutBlobPartRequest {
  BlobId blob;
  std::uint64_t part = 0;
  Bytes data;  ///< 1 to blob_part_size
};
struct BlobProgressRequest {
  BlobId blob;
};
struct FetchBlobPartRequest {
  BlobId blob;
  std::uint64_t part = 0;
};
struct DeleteBlobRequest {
  BlobId blob;
};

struct BlobProgress {
  BlobId blob;
  std::uint64_t size = 0;
  std::uint64_t parts = 0;  ///< that are there, from the first on
  [[nodiscard]] bool whole() const noexcept { return parts == blob_parts(size); }
};
struct BlobPart {
  BlobId blob;
  std::uint64_t part = 0;
  Bytes data;
};

}  // namespace sotto::wire
