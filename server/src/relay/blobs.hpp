// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "relay/answer.hpp"
#include "relay/core.hpp"
#include "sotto/wire/blob.hpp"

namespace sotto::relay {

/// Sealed attachments, kept in parts. Only an owner can go on with one or remove it; whoever has an account
/// and knows the id can fetch one that is whole, since the id stands in messages only. To everybody else it
/// looks as if there were none (attacks D7, D12). Thread-safe.
class Blobs {
 public:
  explicit Blobs(Foundation& foundation);

  /// too_large: larger than a blob may be, or than what is left of the account's quota. refused: the relay
  /// has no room for more. rate_limited, unavailable.
  void create(const Username& owner, std::uint64_t size, Answer<wire::BlobProgress> answer);
  /// A part that is there already is left as it is, so that a lost answer does no harm; the answer says which
  /// comes next. rate_limited; not_found; malformed: not as long as this part is; conflict: parts before it
  /// are missing.
  void put(const Username& owner, wire::PutBlobPartRequest request, Answer<wire::BlobProgress> answer);
  Outcome<wire::BlobProgress> progress(const Username& owner, const wire::BlobId& blob);
  /// not_found: there is no such part, or the blob is not whole yet.
  Outcome<wire::BlobPart> fetch(const Username& reader, const wire::FetchBlobPartRequest& request);
  void remove(const Username& owner, const wire::BlobId& blob, Answer<wire::Done> answer);
  /// Removes the parts of blobs that nobody owns any more, and uploads that were given up; step by step.
  void sweep();

 private:
  [[nodiscard]] Duration hold(Buckets& buckets, const Username& user);
  Foundation& base_;
  Buckets changes_;
  Buckets parts_;
  std::atomic<bool> sweeping_{false};
  std::atomic<std::size_t> waiting_parts_{0};
};

}  // namespace sotto::relay
