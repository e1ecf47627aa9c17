// SPDX-License-Identifier: GPL-3.0-or-later
#include "slices.hpp"

#include <limits>

namespace sotto::store::sqlcipher {
namespace {

Error damaged() { return {ErrorCode::store_corrupt, "sqlcipher slice"}; }

}  // namespace

Status Slices::load(MultisetHash& total) {
  slices_.clear();
  Query query{database_, load_, "load slices"};
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return {};
    const SliceKey key{static_cast<SliceOf>(query.number(0)), query.number(1), query.number(2)};
    // In another order a look-up would not find what reading through did.
    if (!slices_.empty() && !(slices_.rbegin()->first < key)) return damaged();
    BinaryReader sum{query.bytes(4)};
    const Slice slice{query.unsigned_number(3), MultisetHash::read(sum), false};
    if (!sum.is_complete()) return damaged();
    SOTTO_ASSIGN(const RowTag tag, tag_of(key, slice));
    total.add(tag);
    slices_.emplace_hint(slices_.end(), key, slice);
  }
}

Status Slices::write(MultisetHash& total) {
  for (const auto& [key, old] : before_) {
    if (old) {
      SOTTO_ASSIGN(const RowTag tag, tag_of(key, *old));
      total.remove(tag);
    }
    const auto now = slices_.find(key);
    if (now == slices_.end()) {
      SOTTO_TRY(Query(database_, erase_, "erase slice")
                    .bind(static_cast<std::int64_t>(key.of))
                    .bind(key.conversation)
                    .bind(key.first)
                    .run());
      continue;
    }
    SOTTO_ASSIGN(const RowTag tag, tag_of(key, now->second));
    total.add(tag);
    SOTTO_TRY(write_row(key, now->second));
  }
  return {};
}

void Slices::committed() noexcept {
  before_.clear();
  erased_.reset();
}

void Slices::roll_back() {
  for (auto& [key, old] : before_) {
    if (old) {
      slices_[key] = *old;
    } else {
      slices_.erase(key);
    }
  }
  if (erased_) slices_ = *std::move(erased_);
  committed();
}

Status Slices::erase_all() {
  roll_back();
  erased_ = std::move(slices_);
  slices_.clear();
  return execute(database_, "DELETE FROM row_sums", "erase slices");
}

const Slices::Map::value_type* Slices::covering(SliceOf of, std::int64_t conversation,
                                                std::int64_t place) const {
  auto behind = slices_.upper_bound({of, conversation, place});
  if (behind == slices_.begin()) return nullptr;
  --behind;
  return behind->first.of == of && behind->first.conversation == conversation ? &*behind : nullptr;
}

std::int64_t Slices::end_of(const SliceKey& slice) const {
  const auto next = slices_.upper_bound(slice);
  const bool same =
      next != slices_.end() && next->first.of == slice.of && next->first.conversation == slice.conversation;
  return same ? next->first.first : std::numeric_limits<std::int64_t>::max();
}

void Slices::note_checked(const SliceKey& slice) {
  if (const auto found = slices_.find(slice); found != slices_.end()) found->second.checked = true;
}

void Slices::add(const SliceKey& key, const RowTag& row) {
  remember(key);
  Slice& slice = slices_[key];
  ++slice.rows;
  slice.sum.add(row);
}

Status Slices::remove(const SliceKey& key, const RowTag& row) {
  const auto found = slices_.find(key);
  if (found == slices_.end() || found->second.rows == 0) return damaged();
  remember(key);
  --found->second.rows;
  found->second.sum.remove(row);
  if (found->second.rows > 0) return {};
  if (!(found->second.sum == MultisetHash{})) return damaged();
  slices_.erase(found);
  return {};
}

void Slices::remember(const SliceKey& key) {
  const auto found = slices_.find(key);
  before_.emplace(key, found == slices_.end() ? std::nullopt : std::optional{found->second});
}

Result<RowTag> Slices::tag_of(const SliceKey& key, const Slice& slice) const {
  BinaryWriter row;
  row.u8(static_cast<std::uint8_t>(RowKind::slice)).u8(static_cast<std::uint8_t>(key.of));
  row.u64(static_cast<std::uint64_t>(key.conversation)).u64(static_cast<std::uint64_t>(key.first));
  row.u64(slice.rows);
  slice.sum.write(row);
  return mac_.tag(row);
}

Status Slices::write_row(const SliceKey& key, const Slice& slice) {
  BinaryWriter sum;
  slice.sum.write(sum);
  return Query{database_, put_, "write slice"}
      .bind(static_cast<std::int64_t>(key.of))
      .bind(key.conversation)
      .bind(key.first)
      .bind(slice.rows)
      .bind(sum.view())
      .run();
}

}  // namespace sotto::store::sqlcipher
