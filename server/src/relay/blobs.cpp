// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/blobs.hpp"

#include <memory>

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;

/// The blob if it is this owner's. not_found.
Result<store::Blob> owned(const store::Snapshot& snapshot, const Username& owner, const wire::BlobId& id) {
  SOTTO_ASSIGN(auto blob, snapshot.find_blob(id));
  if (!blob || !(blob->owner == owner)) return Error{ErrorCode::not_found, "blob"};
  return *std::move(blob);
}

wire::BlobProgress progress_of(const store::Blob& blob) { return {blob.id, blob.size, blob.parts}; }

/// How the store's word on a part looks to its sender.
wire::CallFailure failure_of_part(const Error& error) {
  if (error.code == ErrorCode::malformed) return failure(Code::malformed);
  if (error.code == ErrorCode::stale_state) return failure(Code::conflict);
  return failure_of(error);
}

Status put_part(store::Transaction& transaction, const Username& owner,
                const wire::PutBlobPartRequest& request, wire::BlobProgress& after) {
  SOTTO_ASSIGN(const auto blob, owned(transaction, owner, request.blob));
  after = progress_of(blob);
  if (request.data.size() != wire::bytes_of_blob_part(blob.size, request.part))
    return Error{ErrorCode::malformed, "blob part"};
  if (request.part < blob.parts) return {};
  if (request.part > blob.parts) return Error{ErrorCode::stale_state, "blob part"};
  after.parts += 1;
  return transaction.append_to_blob(blob.id, request.part, request.data);
}

}  // namespace

Blobs::Blobs(Foundation& foundation)
    : base_{foundation},
      changes_{rates::blob, foundation.policy.rate_factor, foundation.hash},
      parts_{rates::blob_part, foundation.policy.rate_factor, foundation.hash} {}

Duration Blobs::hold(Buckets& buckets, const Username& user) {
  const auto wait = buckets.take(user.text(), base_.clock.now());
  if (wait > Duration{0}) base_.metrics.rate_limited += 1;
  return wait;
}

void Blobs::create(const Username& owner, std::uint64_t size, Answer<wire::BlobProgress> answer) {
  const auto quota = base_.policy.blobs;
  if (size == 0) return answer(failure(Code::malformed));
  if (size > quota.blob) return answer(failure(Code::too_large));
  if (const auto wait = hold(changes_, owner); wait > Duration{0})
    return answer(failure(Code::rate_limited, wait));
  store::Blob blob{{}, owner, size, 0, store::Day::of(base_.clock.now())};
  if (!base_.random.fill(blob.id.bytes)) return answer(failure(Code::unavailable));
  base_.store.update(
      [blob, quota](store::Transaction& transaction) -> Status {
        SOTTO_ASSIGN(const auto used, transaction.blob_bytes(blob.owner));
        if (used > quota.account || blob.size > quota.account - used)
          return Error{ErrorCode::too_large, "blobs of an account"};
        SOTTO_ASSIGN(const auto total, transaction.all_blob_bytes());
        if (total > quota.total || blob.size > quota.total - total)
          return Error{ErrorCode::refused, "blobs of all accounts"};
        return transaction.add_blob(blob);
      },
      [this, blob, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        answer(progress_of(blob));
        sweep();
      });
}

void Blobs::put(const Username& owner, wire::PutBlobPartRequest request, Answer<wire::BlobProgress> answer) {
  if (const auto wait = hold(parts_, owner); wait > Duration{0})
    return answer(failure(Code::rate_limited, wait));
  if (waiting_parts_.fetch_add(1) >= max_waiting_parts) {
    waiting_parts_ -= 1;
    return answer(failure(Code::rate_limited, crowded_parts));
  }
  const auto after = std::make_shared<wire::BlobProgress>();
  base_.store.update(
      [owner, request = std::move(request), after](store::Transaction& transaction) {
        return put_part(transaction, owner, request, *after);
      },
      [this, after, answer = std::move(answer)](const Status& status) {
        waiting_parts_ -= 1;
        if (!status.ok()) return answer(failure_of_part(status.error()));
        answer(*after);
      });
}

Outcome<wire::BlobProgress> Blobs::progress(const Username& owner, const wire::BlobId& blob) {
  wire::BlobProgress found;
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto row, owned(snapshot, owner, blob));
    found = progress_of(row);
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return found;
}

Outcome<wire::BlobPart> Blobs::fetch(const Username& reader, const wire::FetchBlobPartRequest& request) {
  if (const auto wait = hold(parts_, reader); wait > Duration{0}) return failure(Code::rate_limited, wait);
  wire::BlobPart found{request.blob, request.part, {}};
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto blob, snapshot.find_blob(request.blob));
    if (!blob || !blob->whole() || request.part >= blob->parts) return Error{ErrorCode::not_found, "blob"};
    SOTTO_ASSIGN(auto data, snapshot.blob_part(request.blob, request.part));
    if (!data) return Error{ErrorCode::store_corrupt, "blob part"};
    found.data = *std::move(data);
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  return found;
}

void Blobs::remove(const Username& owner, const wire::BlobId& blob, Answer<wire::Done> answer) {
  if (const auto wait = hold(changes_, owner); wait > Duration{0})
    return answer(failure(Code::rate_limited, wait));
  base_.store.update(
      [owner, blob](store::Transaction& transaction) -> Status {
        SOTTO_ASSIGN(const auto row, owned(transaction, owner, blob));
        return transaction.remove_blob(row.id);
      },
      [this, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        answer(wire::Done{});
        sweep();
      });
}

void Blobs::sweep() {
  if (sweeping_.exchange(true)) return;
  const auto more = std::make_shared<bool>(false);
  const store::Day unfinished{store::Day::of(base_.clock.now()).number - unfinished_blob_days};
  base_.store.update(
      [unfinished, more](store::Transaction& transaction) -> Status {
        SOTTO_ASSIGN(*more, transaction.sweep_blobs(unfinished, swept_parts));
        return {};
      },
      [this, more](const Status& status) {
        sweeping_ = false;
        if (status.ok() && *more) sweep();
      });
}

}  // namespace sotto::relay
