// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/archive/chain.hpp"

#include "defences.hpp"

namespace sotto::archive {
namespace {

Error at(ErrorCode code, const char* where, std::uint64_t sequence) {
  return {code, where, static_cast<std::int64_t>(sequence)};
}

/// The entry at the end of what was known is still that entry.
Status check_known(const std::optional<Head>& known, const Head& head) {
  const bool same_place = defences().known_head && known && head.size == known->size;
  if (same_place && !(head.hash == known->hash)) return at(ErrorCode::forked_log, "rolled back", head.size);
  return {};
}

}  // namespace

Head head_at(const Entry& entry) { return {entry.header().sequence + 1, entry.hash()}; }

Status OldestFirst::accept(const Entry& entry) {
  const auto& header = entry.header();
  if (header.sequence < head_.size) return at(ErrorCode::stale_state, "known place", header.sequence);
  if (defences().sequence && header.sequence > head_.size)
    return at(ErrorCode::invalid_state, "gap", head_.size);
  if (defences().chain && !(header.previous == head_.hash))
    return at(ErrorCode::forked_log, "another history", header.sequence);
  head_ = head_at(entry);
  return {};
}

Result<NewestFirst> NewestFirst::begin(const Head& claimed, const std::optional<Head>& known) {
  if (claimed.size == 0 && !(claimed.hash == EntryHash{}))
    return Error{ErrorCode::malformed, "empty archive"};
  if (defences().known_head && known && claimed.size < known->size)
    return at(ErrorCode::stale_state, "cut tail", claimed.size);
  SOTTO_TRY(check_known(known, claimed));
  return NewestFirst{claimed, known};
}

Status NewestFirst::accept(const Entry& entry) {
  const auto& header = entry.header();
  if (left_ == 0) return at(ErrorCode::invalid_state, "beyond the beginning", header.sequence);
  if (defences().sequence && header.sequence != left_ - 1)
    return at(ErrorCode::invalid_state, "gap", left_ - 1);
  if (defences().chain && !(entry.hash() == expected_))
    return at(ErrorCode::forked_log, "swapped", header.sequence);
  SOTTO_TRY(check_known(known_, head_at(entry)));
  left_ = header.sequence;
  expected_ = header.previous;
  return {};
}

}  // namespace sotto::archive
