// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "sotto/base/id.hpp"
#include "store/archive_records.hpp"

namespace sotto::relay::store {

/// The archives of MemoryTables; every change pushes what undoes it. See store.hpp for what each method
/// promises.
class MemoryArchive {
 public:
  using Undo = std::vector<std::function<void()>>;

  [[nodiscard]] ArchiveState state(const Username& owner) const;
  [[nodiscard]] std::vector<Bytes> page(const Username& owner, const ArchivePageQuery& wanted) const;
  [[nodiscard]] std::optional<Bytes> find(const Username& owner, const archive::EntryId& entry) const;
  Status append(const Username& owner, const archive::Entry& entry, Undo& undo);
  Status shred(const Username& owner, const archive::Entry& shredded, Undo& undo);
  void remove(const Username& owner, Undo& undo);

 private:
  struct Row {
    ArchiveState state;
    std::vector<archive::Entry> entries;  ///< by sequence
    std::map<archive::EntryId, std::size_t> places;
  };
  [[nodiscard]] const Row* row(const Username& owner) const;
  std::map<Username, Row> rows_;
};

}  // namespace sotto::relay::store
