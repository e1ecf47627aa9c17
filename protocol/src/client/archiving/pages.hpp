// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "progress.hpp"
#include "sotto/base/result.hpp"
#include "sotto/wire/archive.hpp"

/// Pages of the archive, checked entry by entry: each is the one that its neighbour names, in its place, and
/// none is left out (attack E4). What comes before the first fault is taken in.
namespace sotto::client::archiving {

struct Newer {
  std::optional<ErrorCode> fault;
  std::uint64_t below = 0;  ///< the page did not reach down to what is known: ask for what lies below this
};
/// Other devices' entries, from what is known upwards.
[[nodiscard]] Result<Newer> take_in_newer(Step& step, const wire::ArchivePage& page, Progress& progress);

/// The rest of a restore, downwards. Returns what is wrong with the page.
[[nodiscard]] Result<std::optional<ErrorCode>> take_in_older(Step& step, const wire::ArchivePage& page,
                                                             Progress& progress);

/// One that was passed over once: the newest of the page, as it was then. Returns what is wrong with it.
[[nodiscard]] Result<std::optional<ErrorCode>> take_in_again(Step& step, const wire::ArchivePage& page,
                                                             std::uint64_t sequence);

}  // namespace sotto::client::archiving
