// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_archive.hpp"

#include <algorithm>

namespace sotto::testing {
namespace {

wire::CallFailure failure(wire::CallFailureCode code) { return {code, Duration{0}}; }

archive::Entry* find(std::vector<archive::Entry>& entries, const archive::EntryId& id) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return entry.header().id == id; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

archive::Head FakeArchive::head() const {
  return entries.empty() ? archive::Head{} : archive::head_at(entries.back());
}

wire::ArchiveHead FakeArchive::wire_head() const { return {head().size, head().hash.bytes}; }

wire::Reply FakeArchive::append(const wire::AppendToArchiveRequest& request) {
  if (full) return failure(wire::CallFailureCode::too_large);
  if (refuses) return failure(wire::CallFailureCode::conflict);
  if (keeps_nothing) return wire_head();
  auto grown = entries;
  for (const auto& bytes : request.entries) {
    const auto entry = archive::Entry::parse(bytes);
    if (!entry || entry->is_shredded()) return failure(wire::CallFailureCode::malformed);
    if (const auto* known = find(grown, entry->header().id)) {
      if (!(known->hash() == entry->hash())) return failure(wire::CallFailureCode::conflict);
      continue;
    }
    archive::OldestFirst chain{grown.empty() ? archive::Head{} : archive::head_at(grown.back())};
    if (!chain.accept(*entry)) return failure(wire::CallFailureCode::conflict);
    grown.push_back(*entry);
  }
  entries = std::move(grown);
  return wire_head();
}

wire::ArchivePage FakeArchive::fetch(const wire::FetchArchiveRequest& request) const {
  wire::ArchivePage found{wire_head(), {}};
  auto place = request.before == 0 ? entries.size() : std::min<std::size_t>(request.before, entries.size());
  while (place > 0 && found.entries.size() < page) found.entries.push_back(entries[--place].bytes());
  return found;
}

wire::Reply FakeArchive::shred(const wire::ShredArchivedRequest& request) {
  for (const auto& one : request.shreddings) {
    if (auto* entry = find(entries, archive::EntryId{one.entry}))
      *entry = entry->shredded(archive::ShredProof{one.proof});
  }
  return wire_head();
}

}  // namespace sotto::testing
