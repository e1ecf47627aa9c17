// SPDX-License-Identifier: GPL-3.0-or-later
#include "progress.hpp"

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::archiving {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr std::uint8_t marker = 1;
constexpr char entry_hash = 'h';
constexpr char entry_id = 'i';
constexpr std::string_view progress_key = "progress";

void write(RecordWriter& out, const archive::Head& head) { out.u64(head.size).raw(head.hash.view()); }

Result<archive::Head> read_head(RecordReader& in) {
  const auto size = in.u64();
  SOTTO_ASSIGN(const auto hash, archive::EntryHash::parse(in.raw(archive::EntryHash::size)));
  return archive::Head{size, hash};
}

}  // namespace

Result<std::optional<Progress>> load_progress(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::archive, bytes_of(progress_key)));
  if (!record) return std::optional<Progress>{};
  RecordReader in{*record};
  in.expect_version(record_version);
  Progress progress;
  SOTTO_ASSIGN(progress.top, read_head(in));
  SOTTO_ASSIGN(progress.rest, read_head(in));
  progress.total = in.u64();
  progress.refused = in.u64();
  SOTTO_TRY(in.finish());
  return std::optional{progress};
}

Status save_progress(Step& step, const Progress& progress) {
  RecordWriter out;
  out.u8(record_version);
  write(out, progress.top);
  write(out, progress.rest);
  out.u64(progress.total).u64(progress.refused);
  return step.put(Table::archive, bytes_of(progress_key), out.view());
}

Status forget_progress(Step& step) {
  SOTTO_TRY(step.erase(Table::archive, bytes_of(progress_key)));
  for (const char kind : {entry_hash, entry_id}) {
    const auto prefix = static_cast<std::uint8_t>(kind);
    SOTTO_TRY(step.erase_all(Table::archive, ByteView{&prefix, 1}));
  }
  return {};
}

Status keep_hash(Step& step, const archive::Entry& entry) {
  const auto key = with_prefix(entry_hash, key_of(entry.header().sequence));
  SOTTO_TRY(step.put(Table::archive, key, entry.hash().view()));
  return step.put(Table::archive, with_prefix(entry_id, entry.header().id.view()), ByteView{&marker, 1});
}

Result<std::optional<archive::EntryHash>> hash_at(Step& step, std::uint64_t sequence) {
  SOTTO_ASSIGN(const auto record, step.find(Table::archive, with_prefix(entry_hash, key_of(sequence))));
  if (!record) return std::optional<archive::EntryHash>{};
  SOTTO_ASSIGN(const auto hash, archive::EntryHash::parse(*record));
  return std::optional{hash};
}

Result<bool> is_there(Step& step, const archive::EntryId& entry) {
  SOTTO_ASSIGN(const auto record, step.find(Table::archive, with_prefix(entry_id, entry.view())));
  return record.has_value();
}

Result<std::vector<archive::EntryHash>> first_hashes(Step& step, std::uint64_t size) {
  const auto prefix = static_cast<std::uint8_t>(entry_hash);
  SOTTO_ASSIGN(const auto records,
               step.scan(Table::archive, ByteView{&prefix, 1}, static_cast<std::size_t>(size)));
  std::vector<archive::EntryHash> hashes;
  hashes.reserve(records.size());
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto hash, archive::EntryHash::parse(record.value));
    hashes.push_back(hash);
  }
  return hashes;
}

}  // namespace sotto::client::archiving
