// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "attachment_chunks.hpp"
#include "attachments.hpp"
#include "defences.hpp"
#include "memory.hpp"

namespace sotto::client::attachments {
namespace {

using store::Table;

constexpr auto chunk_size = crypto::attachment_chunk_size;

/// Chunks that were moved already.
Result<std::uint64_t> chunks_moved(store::ClientStore& store, const TransfersMemory& transfers,
                                   const AttachmentRef& ref, const AttachmentRecord& record) {
  if (record.phase == AttachmentPhase::uploading) {
    const auto found = transfers.running.find(ref);
    return found == transfers.running.end() ? std::uint64_t{0} : found->second.done;
  }
  SOTTO_ASSIGN(const auto progress, store.find(Table::transfer, attachment_records::key_for(ref)));
  if (!progress) return std::uint64_t{0};
  SOTTO_ASSIGN(const auto parsed, transfers::parse_progress(*progress));
  return parsed.next;
}

/// One chunk of a file that was checked when it came. It is opened under its place and size again.
Result<SecretBytes> open_chunk(store::ClientStore& store, const AttachmentRef& ref,
                               const AttachmentRecord& record, std::uint64_t chunk) {
  SOTTO_ASSIGN(const auto sealed, attachment_chunks::load(store, ref, chunk));
  SOTTO_ASSIGN(auto opener, crypto::AttachmentOpener::resume(record.secret(), {chunk, {}}));
  return opener.open_next(sealed);
}

}  // namespace

Result<std::optional<AttachmentView>> view(store::ClientStore& store, const TransfersMemory& transfers,
                                           const AttachmentRef& ref) {
  SOTTO_ASSIGN(const auto record, attachment_records::find(store, ref));
  if (!record) return std::optional<AttachmentView>{};
  SOTTO_ASSIGN(const auto chunks, chunks_moved(store, transfers, ref, *record));
  const auto size = record->layout.size();
  return std::optional{AttachmentView{ref.message, record->name, record->media_type, size, record->phase,
                                      std::min(size, chunks * chunk_size), record->problem}};
}

Result<SecretBytes> bytes(store::ClientStore& store, const AttachmentRef& ref, std::uint64_t offset,
                          std::uint64_t size) {
  SOTTO_ASSIGN(const auto record, attachment_records::find(store, ref));
  if (!record) return Error{ErrorCode::not_found, "attachment"};
  const bool may_be_seen = record->phase == AttachmentPhase::here || !defences().released_whole;
  if (!may_be_seen) return Error{ErrorCode::invalid_state, "attachment"};
  const auto file = record->layout.size();
  if (offset % attachment_piece != 0 || offset > file || size > attachment_piece) {
    return Error{ErrorCode::malformed, "attachment bytes"};
  }
  SecretBytes bytes{static_cast<std::size_t>(std::min(size, file - offset))};
  for (std::size_t done = 0; done < bytes.size();) {
    SOTTO_ASSIGN(const auto chunk, open_chunk(store, ref, *record, (offset + done) / chunk_size));
    const auto part = chunk.expose().first(std::min(chunk.size(), bytes.size() - done));
    std::copy(part.begin(), part.end(), bytes.expose_for_writing().begin() + static_cast<long>(done));
    done += part.size();
  }
  return bytes;
}

}  // namespace sotto::client::attachments
