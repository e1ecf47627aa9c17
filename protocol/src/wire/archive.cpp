// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/wire/archive.hpp"

#include <algorithm>

#include "checks.hpp"
#include "codec.hpp"

namespace sotto::wire {
namespace {

template <std::size_t N>
Result<std::array<std::uint8_t, N>> fixed_field(const std::string& field, const char* where) {
  SOTTO_ASSIGN(const auto bytes, bytes_field(field, Length::exactly(N), where));
  std::array<std::uint8_t, N> out{};
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

template <class Fields>
Result<std::vector<Bytes>> entries_field(const Fields& fields, std::size_t least) {
  SOTTO_TRY(count_within(fields.size(), {least, max_archive_entries}, "archive entries"));
  std::vector<Bytes> entries;
  std::size_t size = 0;
  for (const auto& field : fields) {
    SOTTO_ASSIGN(auto entry, bytes_field(field, {1, max_archive_entry}, "archive entry"));
    size += entry.size();
    entries.push_back(std::move(entry));
  }
  if (size > max_archive_page) return Error{ErrorCode::too_large, "archive entries"};
  return entries;
}

}  // namespace

void write_append_to_archive(const AppendToArchiveRequest& from, v1::AppendToArchiveRequest& to) {
  for (const auto& entry : from.entries) to.add_entries(string_of(entry));
}

Result<AppendToArchiveRequest> read(const v1::AppendToArchiveRequest& from) {
  SOTTO_ASSIGN(auto entries, entries_field(from.entries(), 1));
  return AppendToArchiveRequest{std::move(entries)};
}

Result<FetchArchiveRequest> read(const v1::FetchArchiveRequest& from) {
  return FetchArchiveRequest{from.before()};
}

void write_shred_archived(const ShredArchivedRequest& from, v1::ShredArchivedRequest& to) {
  for (const auto& one : from.shreddings) {
    auto& out = *to.add_shreddings();
    out.set_entry_id(string_of(one.entry));
    out.set_proof(string_of(one.proof));
  }
}

Result<ShredArchivedRequest> read(const v1::ShredArchivedRequest& from) {
  SOTTO_TRY(count_within(from.shreddings_size(), {1, max_shreddings}, "shreddings"));
  ShredArchivedRequest request;
  for (const auto& one : from.shreddings()) {
    Shredding shredding;
    SOTTO_ASSIGN(shredding.entry, fixed_field<16>(one.entry_id(), "entry id"));
    SOTTO_ASSIGN(shredding.proof, fixed_field<32>(one.proof(), "shred proof"));
    request.shreddings.push_back(shredding);
  }
  return request;
}

void write_archive_head(const ArchiveHead& from, v1::ArchiveHead& to) {
  to.set_size(from.size);
  to.set_hash(string_of(from.hash));
}

Result<ArchiveHead> read(const v1::ArchiveHead& from) {
  SOTTO_ASSIGN(const auto hash, fixed_field<32>(from.hash(), "archive head"));
  return ArchiveHead{from.size(), hash};
}

void write_archive_page(const ArchivePage& from, v1::ArchivePage& to) {
  write_archive_head(from.head, *to.mutable_head());
  for (const auto& entry : from.entries) to.add_entries(string_of(entry));
}

Result<ArchivePage> read(const v1::ArchivePage& from) {
  SOTTO_ASSIGN(const auto head, read(from.head()));
  SOTTO_ASSIGN(auto entries, entries_field(from.entries(), 0));
  return ArchivePage{head, std::move(entries)};
}

}  // namespace sotto::wire
