// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/membership_log.hpp"

#include "defences.hpp"

namespace sotto::group {

MembershipLog::MembershipLog(Membership state) : state_{std::move(state)} { note_head(); }

void MembershipLog::note_head() {
  hashes_.push_back(state_.head.hash);
  epochs_.push_back(state_.epoch);
}

Result<MembershipLog> MembershipLog::replay(const GroupId& group, std::span<const Bytes> entries,
                                            Checked checked) {
  if (entries.empty()) return Error{ErrorCode::malformed, "an empty log"};
  SOTTO_ASSIGN(const auto create, Entry::parse(entries.front()));
  if (!(create.header().group == group)) return Error{ErrorCode::context_mismatch, "log's group"};
  SOTTO_ASSIGN(auto state, founded(create, checked));
  MembershipLog log{std::move(state)};
  for (const auto& bytes : entries.subspan(1)) {
    SOTTO_ASSIGN(const auto entry, Entry::parse(bytes));
    SOTTO_ASSIGN(log.state_, after(log.state_, entry, checked));
    log.note_head();
  }
  return log;
}

Status MembershipLog::append(const Entry& entry) {
  SOTTO_ASSIGN(state_, after(state_, entry));
  note_head();
  return {};
}

Status MembershipLog::extend(std::uint64_t first, std::span<const Bytes> entries) {
  if (first > size()) return Error{ErrorCode::invalid_state, "a gap in the log"};
  auto grown = *this;
  for (auto sequence = first; const auto& bytes : entries) {
    SOTTO_ASSIGN(const auto entry, Entry::parse(bytes));
    if (sequence >= grown.size()) {
      SOTTO_TRY(grown.append(entry));
    } else if (defences().chain && !(entry.hash() == grown.hashes_[static_cast<std::size_t>(sequence)])) {
      return Error{ErrorCode::forked_log, "a known entry differs"};
    }
    ++sequence;
  }
  *this = std::move(grown);
  return {};
}

Relation MembershipLog::relation_of(const LogHead& head) const {
  if (head.sequence >= size()) return Relation::ahead;
  const bool same = head.hash == hashes_[static_cast<std::size_t>(head.sequence)];
  return same || !defences().chain ? Relation::known : Relation::forked;
}

std::optional<std::uint64_t> MembershipLog::epoch_at(std::uint64_t sequence) const {
  if (sequence >= size()) return std::nullopt;
  return epochs_[static_cast<std::size_t>(sequence)];
}

}  // namespace sotto::group
