// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "sotto/group/membership.hpp"

namespace sotto::group {

/// How a head that somebody names stands to a log.
enum class Relation : std::uint8_t {
  known,   ///< this log's head, or a place in its past
  ahead,   ///< they know more: fetch it before anything is sent (attack B2)
  forked,  ///< they have another history: somebody is shown a split view (attack B7)
};

/// A group's history as far as it is known, and what it amounts to. Grows by entries that hold, and by
/// nothing else: what a relay serves can only be appended to what is known, so an older state (attack B6) has
/// no effect and another one (B7) is an error. A failed call changes nothing. Used by one thread.
class MembershipLog {
 public:
  /// From its first entry on, at least one; `group` is the id that was asked for. Errors: those of founded()
  /// and after(); context_mismatch when it is another group's log.
  [[nodiscard]] static Result<MembershipLog> replay(const GroupId& group, std::span<const Bytes> entries,
                                                    Checked checked = Checked::nothing);

  /// Errors: those of after().
  Status append(const Entry& entry);

  /// Entries from `first` on, which may overlap with what is known. Errors: forked_log (an overlapping one
  /// differs), invalid_state (a gap), those of Entry::parse() and after().
  Status extend(std::uint64_t first, std::span<const Bytes> entries);

  [[nodiscard]] const Membership& state() const noexcept { return state_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return hashes_.size(); }
  [[nodiscard]] Relation relation_of(const LogHead& head) const;
  /// The epoch that began with or before this place; nullopt when it is not known.
  [[nodiscard]] std::optional<std::uint64_t> epoch_at(std::uint64_t sequence) const;

 private:
  explicit MembershipLog(Membership state);
  void note_head();
  Membership state_;
  std::vector<EntryHash> hashes_;
  std::vector<std::uint64_t> epochs_;
};

}  // namespace sotto::group
