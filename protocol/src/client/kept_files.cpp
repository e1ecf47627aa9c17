// SPDX-License-Identifier: GPL-3.0-or-later
#include "kept_files.hpp"

#include <limits>

#include "attachment_chunks.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "store_keys.hpp"
#include "transfers.hpp"

namespace sotto::client::kept_files {
namespace {

using store::Record;
using store::Table;

constexpr std::uint8_t record_version = 1;

struct Kept {
  AttachmentRef ref;
  std::uint64_t size = 0;
};

Result<Kept> parse(const Record& record) {
  if (record.key.size() < sizeof(std::uint64_t)) return Error{ErrorCode::store_corrupt, "kept file"};
  SOTTO_ASSIGN(auto parts, conversation_in(ByteView{record.key}.subspan(sizeof(std::uint64_t))));
  SOTTO_ASSIGN(const auto message, MessageId::parse(parts.rest));
  RecordReader in{record.value};
  in.expect_version(record_version);
  Kept kept{{std::move(parts.conversation), message}, in.u64()};
  SOTTO_TRY(in.finish());
  return kept;
}

Result<std::vector<Record>> all(Step& step) {
  return step.scan(Table::kept_file, {}, std::numeric_limits<std::size_t>::max());
}

/// Back to what it was before it was downloaded.
Status drop(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(auto record, attachment_records::find(step, ref));
  if (!record || record->phase != AttachmentPhase::here) return {};
  SOTTO_TRY(attachment_chunks::erase_all(step, ref, record->layout.chunks()));
  record->phase = AttachmentPhase::offered;
  SOTTO_TRY(attachment_records::save(step, ref, *record));
  transfers::tell_changed(step, ref);
  return {};
}

Status put(Step& step, const AttachmentRef& ref, const crypto::AttachmentLayout& layout) {
  auto key = key_of(static_cast<std::uint64_t>(step.now().milliseconds));
  append(key, attachment_records::key_for(ref));
  RecordWriter out;
  out.u8(record_version).u64(layout.sealed_size());
  return step.put(Table::kept_file, key, out.view());
}

Status make_room(Step& step, const AttachmentRef& newest) {
  SOTTO_ASSIGN(const auto records, all(step));
  std::uint64_t total = 0;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto kept, parse(record));
    total += kept.size;
  }
  for (const auto& record : records) {
    if (total <= step.memory().transfers.room) return {};
    SOTTO_ASSIGN(const auto kept, parse(record));
    if (kept.ref == newest) continue;
    SOTTO_TRY(drop(step, kept.ref));
    SOTTO_TRY(step.erase(Table::kept_file, record.key));
    total -= kept.size;
  }
  return {};
}

}  // namespace

Status add(Step& step, const AttachmentRef& ref, AttachmentRecord record) {
  record.phase = AttachmentPhase::here;
  record.problem = AttachmentProblem::none;
  SOTTO_TRY(attachment_records::save(step, ref, record));
  SOTTO_TRY(transfers::end(step, ref));
  SOTTO_TRY(put(step, ref, record.layout));
  SOTTO_TRY(make_room(step, ref));
  transfers::tell_changed(step, ref);
  return {};
}

Status forget(Step& step, const AttachmentRef& ref) {
  SOTTO_ASSIGN(const auto records, all(step));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto kept, parse(record));
    if (kept.ref == ref) SOTTO_TRY(step.erase(Table::kept_file, record.key));
  }
  return {};
}

}  // namespace sotto::client::kept_files
