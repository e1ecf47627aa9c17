// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sotto/base/bytes.hpp"

/// The archive on the stream; the calls are explained in proto/sotto/v1/archive.proto. Entries are opaque
/// here: their format and what they mean is sotto/archive's.
namespace sotto::wire {

struct AppendToArchiveRequest {
  std::vector<Bytes> entries;  ///< 1 to max_archive_entries, max_archive_page together
};
struct ArchiveHeadRequest {};
struct FetchArchiveRequest {
  std::uint64_t before = 0;  ///< entries with a lower sequence; 0: the newest
};
/// One entry, and the proof that a client of the account wants it gone.
struct Shredding {
  std::array<std::uint8_t, 16> entry{};
  std::array<std::uint8_t, 32> proof{};
};
struct ShredArchivedRequest {
  std::vector<Shredding> shreddings;  ///< 1 to max_shreddings
};

struct ArchiveHead {
  std::uint64_t size = 0;
  std::array<std::uint8_t, 32> hash{};  ///< of the last entry; zero when there is none
};
struct ArchivePage {
  ArchiveHead head;
  std::vector<Bytes> entries;  ///< newest first
};

}  // namespace sotto::wire
