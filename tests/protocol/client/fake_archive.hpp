// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sotto/archive/chain.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::testing {

/// An account's archive as a relay keeps it, open to tampering. See proto/sotto/v1/archive.proto.
struct FakeArchive {
  std::vector<archive::Entry> entries;
  std::size_t page = 16;       ///< entries on one
  bool full = false;           ///< takes no more
  bool refuses = false;        ///< says of everything that it doesn't follow
  bool keeps_nothing = false;  ///< has appended everything, it says, and names the head that it had

  [[nodiscard]] archive::Head head() const;
  wire::Reply append(const wire::AppendToArchiveRequest& request);
  [[nodiscard]] wire::ArchivePage fetch(const wire::FetchArchiveRequest& request) const;
  wire::Reply shred(const wire::ShredArchivedRequest& request);
  [[nodiscard]] wire::ArchiveHead wire_head() const;
};

}  // namespace sotto::testing
