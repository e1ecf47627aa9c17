// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/blob.hpp"

#include <algorithm>

#include "checks.hpp"
#include "codec.hpp"

namespace sotto::wire {
namespace {

constexpr Length part_length{1, blob_part_size};

Result<BlobId> blob_field(const std::string& field) { return BlobId::parse(bytes_of(field)); }

Result<std::uint64_t> size_field(std::uint64_t size) {
  if (size == 0 || size > max_blob_size) return Error{ErrorCode::malformed, "blob size"};
  return size;
}

Result<std::uint64_t> part_field(std::uint64_t part) {
  if (part >= blob_parts(max_blob_size)) return Error{ErrorCode::malformed, "blob part"};
  return part;
}

}  // namespace

Result<BlobId> BlobId::parse(ByteView raw) {
  if (raw.size() != size) return Error{ErrorCode::malformed, "blob id"};
  BlobId id;
  std::copy(raw.begin(), raw.end(), id.bytes.begin());
  return id;
}

void write_put_blob_part(const PutBlobPartRequest& from, v1::PutBlobPartRequest& to) {
  to.set_blob(string_of(from.blob.view()));
  to.set_part(from.part);
  to.set_data(string_of(from.data));
}

void write_blob_progress(const BlobProgress& from, v1::BlobProgress& to) {
  to.set_blob(string_of(from.blob.view()));
  to.set_size(from.size);
  to.set_parts(from.parts);
}

void write_blob_part(const BlobPart& from, v1::BlobPart& to) {
  to.set_blob(string_of(from.blob.view()));
  to.set_part(from.part);
  to.set_data(string_of(from.data));
}

Result<CreateBlobRequest> read(const v1::CreateBlobRequest& from) {
  SOTTO_ASSIGN(const auto size, size_field(from.size()));
  return CreateBlobRequest{size};
}

Result<PutBlobPartRequest> read(const v1::PutBlobPartRequest& from) {
  SOTTO_ASSIGN(const auto blob, blob_field(from.blob()));
  SOTTO_ASSIGN(const auto part, part_field(from.part()));
  SOTTO_ASSIGN(auto data, bytes_field(from.data(), part_length, "blob part"));
  return PutBlobPartRequest{blob, part, std::move(data)};
}

Result<BlobProgressRequest> read(const v1::BlobProgressRequest& from) {
  SOTTO_ASSIGN(const auto blob, blob_field(from.blob()));
  return BlobProgressRequest{blob};
}

Result<FetchBlobPartRequest> read(const v1::FetchBlobPartRequest& from) {
  SOTTO_ASSIGN(const auto blob, blob_field(from.blob()));
  SOTTO_ASSIGN(const auto part, part_field(from.part()));
  return FetchBlobPartRequest{blob, part};
}

Result<DeleteBlobRequest> read(const v1::DeleteBlobRequest& from) {
  SOTTO_ASSIGN(const auto blob, blob_field(from.blob()));
  return DeleteBlobRequest{blob};
}

Result<BlobProgress> read(const v1::BlobProgress& from) {
  SOTTO_ASSIGN(const auto blob, blob_field(from.blob()));
  SOTTO_ASSIGN(const auto size, size_field(from.size()));
  if (from.parts() > blob_parts(size)) return Error{ErrorCode::malformed, "blob parts"};
  return BlobProgress{blob, size, from.parts()};
}

Result<BlobPart> read(const v1::BlobPart& from) {
  SOTTO_ASSIGN(const auto blob, blob_field(from.blob()));
  SOTTO_ASSIGN(const auto part, part_field(from.part()));
  SOTTO_ASSIGN(auto data, bytes_field(from.data(), part_length, "blob part"));
  return BlobPart{blob, part, std::move(data)};
}

}  // namespace sotto::wire
