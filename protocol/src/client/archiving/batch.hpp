// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "queue.hpp"
#include "sotto/archive/chain.hpp"
#include "sotto/archive/keys.hpp"

namespace sotto::client::archiving {

/// Entries that follow the archive's head, with what they were made of.
struct Batch {
  std::vector<Queued> queued;
  std::vector<archive::Entry> entries;  ///< as many, in the same order
  archive::Head after;                  ///< the head with them
};

/// Seals at most `most` of what is queued, and no more than one call carries. What has nothing left to say
/// (taken back, ended, not sent after all, in the archive already) leaves the queue; a batch without entries
/// says that the queue is empty.
[[nodiscard]] Result<Batch> seal_batch(Step& step, const archive::Head& head, std::size_t most);

}  // namespace sotto::client::archiving
