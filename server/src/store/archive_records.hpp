// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/archive/chain.hpp"

namespace sotto::relay::store {

/// An account's archive in numbers.
struct ArchiveState {
  archive::Head head;
  std::uint64_t bytes = 0;  ///< of the entries as they are stored
};

/// Which entries are wanted, newest first.
struct ArchivePageQuery {
  std::uint64_t before = 0;  ///< with a lower sequence
  std::optional<archive::Pseudonym> conversation = std::nullopt;
  std::size_t limit = 0;
  std::size_t bytes = 0;  ///< no more than this together, unless it is one entry
};

struct ArchiveQuota {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
};

}  // namespace sotto::relay::store
