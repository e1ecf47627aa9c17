// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sotto/archive/chain.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {
class Step;
}

/// How far this device follows its account's archive: the records of Table::archive.
namespace sotto::client::archiving {

/// Everything in front of `top` is known, except for the oldest `rest.size` entries, which a new login still
/// restores from new to old.
struct Progress {
  archive::Head top;
  archive::Head rest;         ///< how many are left, and the hash of the newest of them
  std::uint64_t total = 0;    ///< how many there were to restore
  std::uint64_t refused = 0;  ///< entries that no device of the account has made
};

/// nullopt: this device has never seen the archive.
[[nodiscard]] Result<std::optional<Progress>> load_progress(Step& step);
[[nodiscard]] Status save_progress(Step& step, const Progress& progress);

/// As if this device had never seen the archive.
[[nodiscard]] Status forget_progress(Step& step);

/// The hash of each entry, for the root over all of them, and that its id is there.
[[nodiscard]] Status keep_hash(Step& step, const archive::Entry& entry);
/// nullopt: that far the archive is not known.
[[nodiscard]] Result<std::optional<archive::EntryHash>> hash_at(Step& step, std::uint64_t sequence);
/// Whether an entry of this id stands in the archive as far as it is known.
[[nodiscard]] Result<bool> is_there(Step& step, const archive::EntryId& entry);
/// Of the oldest `size` entries, in their order; fewer when not all of them are known.
[[nodiscard]] Result<std::vector<archive::EntryHash>> first_hashes(Step& step, std::uint64_t size);

}  // namespace sotto::client::archiving
