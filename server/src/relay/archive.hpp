// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "relay/answer.hpp"
#include "relay/core.hpp"

namespace sotto::relay {

/// The archives of accounts: sealed entries, in an order that the relay keeps and can't change. Each method
/// is about the caller's own archive. Thread-safe.
class Archive {
 public:
  explicit Archive(Foundation& foundation) : base_{foundation} {}

  /// All of the entries or none. Those that are there already, in the same place, count. Failures: malformed,
  /// conflict (another device was ahead: fetch, seal again), too_large (the account's quota), unavailable.
  void append(const Username& owner, const std::vector<Bytes>& entries, Answer<wire::ArchiveHead> answer);
  /// Unknown ids are passed over; a repetition changes nothing. Failures: unavailable.
  void shred(const Username& owner, std::vector<wire::Shredding> shreddings,
             Answer<wire::ArchiveHead> answer);

  Outcome<wire::ArchiveHead> head(const Username& owner);
  /// As many as fit into a page.
  Outcome<wire::ArchivePage> page(const Username& owner, const wire::FetchArchiveRequest& request);
  /// The same of one conversation; not_found when the owner's archive has none of that name.
  Outcome<wire::ArchivePage> conversation(const Username& owner, const archive::Pseudonym& name,
                                          const wire::FetchArchiveRequest& request);

 private:
  Outcome<wire::ArchivePage> read(const Username& owner, store::ArchivePageQuery query);
  Foundation& base_;
};

}  // namespace sotto::relay
