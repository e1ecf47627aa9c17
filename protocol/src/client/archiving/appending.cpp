// SPDX-License-Identifier: GPL-3.0-or-later
#include "appending.hpp"

#include <algorithm>
#include <utility>

#include "../backoff.hpp"
#include "../step.hpp"
#include "asking.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::client::archiving {
namespace {

using Kind = ArchiveCall::Kind;

/// Entries that are sealed and appended at a time: what a page holds at most, and short to seal again.
constexpr std::size_t most_at_once = 64;
/// A full archive is tried again, and its user told again, so often and no more.
constexpr Duration full_for{24LL * 60 * 60 * 1'000};
/// When the relay answers and keeps nothing: no haste of this device's changes that.
constexpr Backoff retry_not_kept{Duration{2'000}, Duration{10 * 60'000}};

/// What is known to be in the archive is not sealed, so one of the refused entries may be among what is still
/// to be restored. The relay is not taken at its word: it would have everything thrown away.
void doubt_refusal(Step& step) {
  auto& memory = mine(step);
  memory.after_rest = memory.progress->rest.size > 0;
  if (!memory.after_rest) stop(step, ErrorCode::forked_log);
}

/// The relay goes on as if nothing had been said to it, and so would this device, as fast as it is answered.
Status append_later(Step& step) {
  auto& memory = mine(step);
  SOTTO_ASSIGN(const auto delay,
               delay_before_retry(step.random(), retry_not_kept, memory.not_kept++, Duration{0}));
  memory.append_again = step.steady() + delay;
  return {};
}

}  // namespace

std::optional<archive::Head> known_head(const std::optional<Progress>& progress) {
  if (!progress || (progress->rest.size > 0 && progress->rest == progress->top)) return std::nullopt;
  return progress->top;
}

Deadline closed_until(const ArchivingMemory& memory, Instant steady) {
  Deadline last;
  for (const auto& until : {memory.full_until, memory.append_again}) {
    if (until && !is_due(until, steady)) last = std::max(last, until);
  }
  return last;
}

bool may_append(const ArchivingMemory& memory, Instant steady) {
  const bool waits = memory.after_rest && memory.progress->rest.size > 0;
  return !closed_until(memory, steady) && !waits && known_head(memory.progress).has_value();
}

Status shred_some(Step& step) {
  auto& memory = mine(step);
  SOTTO_ASSIGN(memory.shredding, first_shreddings(step, wire::max_shreddings));
  if (memory.shredding.empty()) return {};
  wire::ShredArchivedRequest request;
  for (const auto& entry : memory.shredding)
    request.shreddings.push_back({entry.bytes, keys_of(step).shred_proof(entry).bytes});
  ask(step, std::move(request), Kind::shred);
  return {};
}

Status on_shredded(Step& step) {
  auto& memory = mine(step);
  for (const auto& entry : memory.shredding) SOTTO_TRY(dequeue_shredding(step, entry));
  memory.shredding.clear();
  return {};
}

Status append_some(Step& step) {
  auto& memory = mine(step);
  SOTTO_ASSIGN(auto batch, seal_batch(step, memory.progress->top, most_at_once));
  memory.collect_until.reset();
  if (batch.entries.empty()) {
    memory.pending = false;
    return {};
  }
  wire::AppendToArchiveRequest request;
  for (const auto& entry : batch.entries) request.entries.push_back(entry.bytes());
  memory.sent = std::make_shared<const Batch>(std::move(batch));
  ask(step, std::move(request), Kind::append);
  return {};
}

Status on_appended(Step& step, const archive::Head& head) {
  auto& memory = mine(step);
  const auto batch = std::exchange(memory.sent, nullptr);
  if (!batch || !(head == batch->after)) {
    memory.rejection = Rejection::not_kept;
    memory.told.reset();  // what is there says the next head, entry by entry
    return {};
  }
  memory.append_again.reset();
  memory.not_kept = 0;
  memory.told = head;
  for (const auto& queued : batch->queued) SOTTO_TRY(settle(step, queued));
  for (const auto& entry : batch->entries) SOTTO_TRY(keep_hash(step, entry));
  // What is caught up on leaves most of the calls to what the user does meanwhile.
  if (!memory.catching_up.done) memory.not_before = step.steady() + pace;
  auto progress = *memory.progress;
  progress.top = head;
  return keep(step, progress);
}

Status on_not_appended(Step& step, const Error& error) {
  auto& memory = mine(step);
  memory.sent.reset();
  if (error.code == ErrorCode::stale_state) {
    // Another device was ahead, or an entry is there already.
    memory.rejection = Rejection::refused;
    memory.told.reset();
    return {};
  }
  if (error.code != ErrorCode::too_large) return on_failure(step, error);
  memory.full_until = step.steady() + full_for;
  step.notify(ArchiveRefused{error.code});
  return {};
}

Status on_nothing_new(Step& step, Rejection rejection) {
  if (rejection == Rejection::refused) doubt_refusal(step);
  return rejection == Rejection::not_kept ? append_later(step) : Status{};
}

}  // namespace sotto::client::archiving
