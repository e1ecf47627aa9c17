// SPDX-License-Identifier: GPL-3.0-or-later
#include "attachment_chunks.hpp"

#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::attachment_chunks {
namespace {

using store::Table;

Bytes key_for(const AttachmentRef& ref, std::uint64_t chunk) {
  auto key = key_of(ref.conversation, ref.message);
  append(key, key_of(chunk));
  return key;
}

Result<Bytes> present(std::optional<Bytes> found) {
  if (!found) return Error{ErrorCode::store_corrupt, "attachment chunk"};
  return *std::move(found);
}

}  // namespace

Status put(Step& step, const AttachmentRef& ref, std::uint64_t chunk, ByteView sealed) {
  return step.put(Table::attachment_chunk, key_for(ref, chunk), sealed);
}

Result<Bytes> load(store::ClientStore& store, const AttachmentRef& ref, std::uint64_t chunk) {
  SOTTO_ASSIGN(auto found, store.find(Table::attachment_chunk, key_for(ref, chunk)));
  return present(std::move(found));
}

Result<Bytes> load(Step& step, const AttachmentRef& ref, std::uint64_t chunk) {
  SOTTO_ASSIGN(auto found, step.find(Table::attachment_chunk, key_for(ref, chunk)));
  return present(std::move(found));
}

Status erase_all(Step& step, const AttachmentRef& ref, std::uint64_t chunks) {
  for (std::uint64_t chunk = 0; chunk < chunks; ++chunk) {
    SOTTO_TRY(step.erase(Table::attachment_chunk, key_for(ref, chunk)));
  }
  return {};
}

}  // namespace sotto::client::attachment_chunks
