// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memory_archive.hpp"

#include <algorithm>

namespace sotto::relay::store {

const MemoryArchive::Row* MemoryArchive::row(const Username& owner) const {
  const auto found = rows_.find(owner);
  return found == rows_.end() ? nullptr : &found->second;
}

ArchiveState MemoryArchive::state(const Username& owner) const {
  const auto* found = row(owner);
  return found == nullptr ? ArchiveState{} : found->state;
}

std::vector<Bytes> MemoryArchive::page(const Username& owner, const ArchivePageQuery& wanted) const {
  std::vector<Bytes> page;
  const auto* found = row(owner);
  if (found == nullptr) return page;
  std::size_t size = 0;
  for (auto place = std::min<std::uint64_t>(wanted.before, found->entries.size());
       place > 0 && page.size() < wanted.limit; --place) {
    const auto& entry = found->entries[static_cast<std::size_t>(place - 1)];
    if (wanted.conversation && !(entry.header().conversation == *wanted.conversation)) continue;
    auto bytes = entry.bytes();
    size += bytes.size();
    if (!page.empty() && size > wanted.bytes) break;
    page.push_back(std::move(bytes));
  }
  return page;
}

std::optional<Bytes> MemoryArchive::find(const Username& owner, const archive::EntryId& entry) const {
  const auto* found = row(owner);
  if (found == nullptr) return std::nullopt;
  const auto place = found->places.find(entry);
  if (place == found->places.end()) return std::nullopt;
  return found->entries[place->second].bytes();
}

Status MemoryArchive::append(const Username& owner, const archive::Entry& entry, Undo& undo) {
  auto& row = rows_[owner];
  const auto id = entry.header().id;
  if (entry.header().sequence != row.entries.size() || row.places.count(id) > 0)
    return Error{ErrorCode::already_exists, "archive entry"};
  undo.push_back([this, owner, id, before = row.state] {
    auto& changed = rows_[owner];
    changed.state = before;
    changed.entries.pop_back();
    changed.places.erase(id);
  });
  row.places.emplace(id, row.entries.size());
  row.entries.push_back(entry);
  row.state = {archive::head_at(entry), row.state.bytes + entry.bytes().size()};
  return {};
}

Status MemoryArchive::shred(const Username& owner, const archive::Entry& shredded, Undo& undo) {
  auto& row = rows_[owner];
  const auto found = row.places.find(shredded.header().id);
  if (found == row.places.end()) return Error{ErrorCode::not_found, "archive entry"};
  auto& entry = row.entries[found->second];
  undo.push_back([this, owner, place = found->second, before = entry, bytes = row.state.bytes] {
    rows_[owner].entries[place] = before;
    rows_[owner].state.bytes = bytes;
  });
  row.state.bytes = row.state.bytes - entry.bytes().size() + shredded.bytes().size();
  entry = shredded;
  return {};
}

void MemoryArchive::remove(const Username& owner, Undo& undo) {
  const auto found = rows_.find(owner);
  if (found == rows_.end()) return;
  undo.push_back([this, owner, before = found->second] { rows_.insert_or_assign(owner, before); });
  rows_.erase(found);
}

}  // namespace sotto::relay::store
