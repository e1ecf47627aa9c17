// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/archive/entry.hpp"

/// Whether entries are an archive: each follows the one it names. Shredded entries count like others.
namespace sotto::archive {

/// An archive as far as it goes.
struct Head {
  std::uint64_t size = 0;  ///< number of entries
  EntryHash hash;          ///< of the last one; all zero when there is none
  friend bool operator==(const Head&, const Head&) = default;
};

/// The head after `entry`.
[[nodiscard]] Head head_at(const Entry& entry);

/// Follows an archive as it grows, from a head that is known. Errors leave it as it was:
/// stale_state (a place that is known already), invalid_state (a gap), forked_log (another history).
class OldestFirst {
 public:
  explicit OldestFirst(const Head& known) : head_{known} {}
  Status accept(const Entry& entry);
  [[nodiscard]] const Head& head() const noexcept { return head_; }

 private:
  Head head_;
};

/// Follows an archive from the head that a relay names back to its beginning: a new login's way, newest
/// first. Used by one thread.
class NewestFirst {
 public:
  /// `known`: how far the archive went when this account last saw it. stale_state: the relay's ends before
  /// that, its tail is cut. forked_log: rolled back, another entry stands where the known one stood.
  [[nodiscard]] static Result<NewestFirst> begin(const Head& claimed, const std::optional<Head>& known);

  /// The entry before the last one accepted. invalid_state (a gap, or beyond the beginning), forked_log
  /// (swapped or changed: not the entry that the one after it names; or rolled back). Leaves it as it was.
  Status accept(const Entry& entry);

  /// Entries that are still to come.
  [[nodiscard]] std::uint64_t left() const noexcept { return left_; }
  /// Where to go on: how many are left, and the hash of the newest of them.
  [[nodiscard]] Head rest() const { return {left_, expected_}; }
  /// Down to the first entry, each the one that the next one named.
  [[nodiscard]] bool is_complete() const noexcept { return left_ == 0; }

 private:
  NewestFirst(const Head& claimed, const std::optional<Head>& known)
      : left_{claimed.size}, expected_{claimed.hash}, known_{known} {}
  std::uint64_t left_;
  EntryHash expected_;
  std::optional<Head> known_;
};

}  // namespace sotto::archive
