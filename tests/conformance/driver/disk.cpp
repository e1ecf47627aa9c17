// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk.hpp"

namespace sotto::conformance {

Status Disk::operation() {
  if (fail_after_ > 0 && --fail_after_ == 0) return Error{ErrorCode::store_unavailable, "store", 0};
  return {};
}

Result<std::optional<Bytes>> Disk::find(Table table, ByteView key) {
  SOTTO_TRY(operation());
  const auto found = rows_.find({table, copy_of(key)});
  if (found == rows_.end()) return std::optional<Bytes>{};
  return std::optional{found->second};
}

Result<std::optional<Bytes>> Transaction::find(Table table, ByteView key) {
  const auto changed = changes_.find({table, copy_of(key)});
  if (changed == changes_.end() && !emptied_) return disk_->find(table, key);
  SOTTO_TRY(disk_->operation());
  return changed == changes_.end() ? std::optional<Bytes>{} : changed->second;
}

Status Transaction::put(Table table, ByteView key, ByteView value) {
  SOTTO_TRY(disk_->operation());
  changes_[{table, copy_of(key)}] = copy_of(value);
  return {};
}

Status Transaction::erase(Table table, ByteView key) {
  SOTTO_TRY(disk_->operation());
  changes_[{table, copy_of(key)}] = std::nullopt;
  return {};
}

Status Transaction::erase_all() {
  SOTTO_TRY(disk_->operation());
  emptied_ = true;
  changes_.clear();
  return {};
}

Status Transaction::commit() {
  SOTTO_TRY(disk_->operation());
  if (emptied_) disk_->rows_.clear();
  for (auto& [row, value] : changes_) {
    if (value) {
      disk_->rows_[row] = std::move(*value);
    } else {
      disk_->rows_.erase(row);
    }
  }
  return {};
}

}  // namespace sotto::conformance
