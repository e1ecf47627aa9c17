// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay is asked for, in its order: the head, what other devices have appended, what is to be
// shredded and appended (appending.cpp), what is still to be restored. One call at a time.
#include <algorithm>
#include <utility>

#include "../backoff.hpp"
#include "../groups/past_notices.hpp"
#include "../groups/sync.hpp"
#include "../outbox.hpp"
#include "../step.hpp"
#include "appending.hpp"
#include "archiving.hpp"
#include "asking.hpp"
#include "logs_wanted.hpp"
#include "pages.hpp"
#include "passed_over.hpp"
#include "roots.hpp"

namespace sotto::client::archiving {
namespace {

using Kind = ArchiveCall::Kind;

/// A relay takes a hundred calls of a link at once and then ten a second, of all kinds. A long restore leaves
/// most of them to what the user does meanwhile.
constexpr unsigned unpaced_pages = 40;
/// Entries of an archive that is believed: ten times what a relay keeps of an account unless told otherwise.
/// The hashes of a chain cost a relay nothing, and a client a row each.
constexpr std::uint64_t largest_archive = 10'000'000;
/// Entries in a row that no device of the account has made, in pages of nothing else: enough to be told.
constexpr std::uint64_t most_foreign = 1'000;
/// Nobody tells a device of what another one has appended. It looks every ten to fifteen minutes; devices
/// that came together after a restart of the relay look apart from each other.
constexpr Duration look_after{10LL * 60 * 1'000};
constexpr Duration look_jitter{5LL * 60 * 1'000};
/// A device that shows signs of life may have something that this one has not got: it takes a few seconds to
/// append.
constexpr Duration look_after_own{10'000};
/// So many short entries fit into a page: it reaches down to what is known.
constexpr std::uint64_t newer_at_once = 128;

// The head.

/// What the relay says is all that a new login has to begin with; its account's other devices know more.
Status begin(Step& step, const archive::Head& head) {
  SOTTO_TRY(keep(step, {head, head, head.size, 0}));
  SOTTO_ASSIGN(const auto conversations, step.conversations());
  if (conversations.empty()) SOTTO_TRY(nothing_to_catch_up(step));
  return head.size == 0 ? outbox::add_archive_root(step, OutboxKind::archive_question) : Status{};
}

Status on_head(Step& step, const archive::Head& head) {
  auto& memory = mine(step);
  const auto known = known_head(memory.progress);
  const auto chain = archive::NewestFirst::begin(head, known);
  if (!chain || head.size > largest_archive) {
    stop(step, chain ? ErrorCode::malformed : chain.error().code);
    return {};
  }
  memory.told = head;
  SOTTO_ASSIGN(const auto jitter, random_delay(step.random(), look_jitter));
  memory.look_at = sooner(memory.look_at, step.steady() + look_after + jitter);
  const bool same = memory.progress && memory.progress->top == head;
  if (!known && !same) SOTTO_TRY(begin(step, head));
  if (memory.progress->rest.size == 0) SOTTO_TRY(group_past_notices::put_rest_in_front(step));
  const auto rejection = std::exchange(memory.rejection, Rejection::none);
  if (same) SOTTO_TRY(on_nothing_new(step, rejection));
  if (memory.progress->rest.size > 0) {
    const auto& progress = *memory.progress;
    step.notify(RestoreProgress{progress.total - progress.rest.size, progress.total});
  }
  return {};
}

// What other devices have appended.

void ask_for_newer(Step& step) {
  auto& memory = mine(step);
  const auto as_many = memory.progress->top.size + newer_at_once;
  const auto before = memory.below > 0 ? memory.below : std::min(as_many, memory.told->size);
  ask(step, wire::FetchArchiveRequest{before}, Kind::newer);
}

Status on_newer(Step& step, const wire::ArchivePage& page) {
  auto& memory = mine(step);
  auto progress = *memory.progress;
  SOTTO_ASSIGN(const auto outcome, take_in_newer(step, page, progress));
  SOTTO_TRY(keep(step, progress));
  if (outcome.fault) {
    stop(step, *outcome.fault);
    return {};
  }
  // A page begins at its newest entry, and need not reach down to what is known.
  const bool nearer = outcome.below == 0 || memory.below == 0 || outcome.below < memory.below;
  memory.below = outcome.below;
  const bool differs = progress.top.size == memory.told->size && !(progress.top == *memory.told);
  if (differs || !nearer) stop(step, ErrorCode::forked_log);
  return {};
}

// What a new login restores.

void ask_for_older(Step& step) {
  ask(step, wire::FetchArchiveRequest{mine(step).progress->rest.size}, Kind::older);
}

/// Whether a relay fills this device with entries of its own making.
bool is_flooded(Step& step, const Progress& before, const Progress& after) {
  auto& foreign = mine(step).foreign;
  const auto refused = after.refused - before.refused;
  const bool nothing_else = refused == before.rest.size - after.rest.size;
  foreign = nothing_else ? foreign + refused : 0;
  return foreign > most_foreign;
}

Status on_older(Step& step, const wire::ArchivePage& page) {
  // It is asked for again when the logs are here between whose entries it belongs.
  SOTTO_ASSIGN(const bool waits, looks_for_logs(step, page));
  if (waits) return {};
  const auto before = *mine(step).progress;
  auto progress = before;
  SOTTO_ASSIGN(auto fault, take_in_older(step, page, progress));
  SOTTO_TRY(keep(step, progress));
  if (!fault && is_flooded(step, before, progress)) fault = ErrorCode::undecryptable;
  step.notify(RestoreProgress{progress.total - progress.rest.size, progress.total});
  if (++mine(step).pages > unpaced_pages) mine(step).not_before = step.steady() + pace;
  if (fault) {
    stop(step, *fault);
  } else if (progress.rest.size == 0) {
    SOTTO_TRY(group_past_notices::put_rest_in_front(step));
    step.notify(RestoreChecked{progress.total, progress.refused});
    return outbox::add_archive_root(step, OutboxKind::archive_question);
  }
  return {};
}

template <class Expected, class Work>
Status with(Step& step, Answer answer, Work work) {
  const auto reply = calls::expect<Expected>(std::move(answer));
  if (!reply) return on_failure(step, reply.error());
  mine(step).failures = 0;
  return work(*reply);
}

archive::Head head_in(const wire::ArchiveHead& head) { return {head.size, archive::EntryHash{head.hash}}; }

/// Once all that the relay has is here, whenever nothing else is queued.
Status catch_up(Step& step) {
  auto& memory = mine(step);
  const bool restores = memory.progress->rest.size > 0;
  if (memory.catching_up.done || restores || !may_append(memory, step.steady())) return {};
  SOTTO_ASSIGN(memory.pending, catch_up_some(step));
  if (memory.pending) SOTTO_TRY(append_some(step));
  // Nothing of it may have been fit to go in.
  if (!memory.asking && !memory.catching_up.done) memory.not_before = step.steady() + pace;
  return {};
}

/// What an older program could not read.
Status ask_again(Step& step) {
  auto& memory = mine(step);
  if (!memory.look_again || memory.progress->rest.size > 0) return {};
  SOTTO_ASSIGN(memory.asked_again, find_passed_over(step));
  memory.look_again = memory.asked_again.has_value();
  if (memory.look_again) ask(step, wire::FetchArchiveRequest{*memory.asked_again + 1}, Kind::again);
  return {};
}

Status on_again(Step& step, const wire::ArchivePage& page) {
  auto& memory = mine(step);
  const auto sequence = std::exchange(memory.asked_again, std::nullopt);
  if (!sequence) return {};
  SOTTO_ASSIGN(const auto fault, take_in_again(step, page, *sequence));
  if (fault) stop(step, *fault);
  if (++memory.pages > unpaced_pages) memory.not_before = step.steady() + pace;
  return {};
}

bool may_ask(Step& step) {
  const auto& memory = mine(step);
  if (!step.memory().account || !link::is_online(step.memory())) return false;
  if (memory.asking || memory.stopped) return false;
  return !memory.not_before || is_due(memory.not_before, step.steady());
}

}  // namespace

const archive::ArchiveKeys& keys_of(Step& step) { return *step.memory().archiving.keys; }

Status load(Step& step) {
  SOTTO_ASSIGN(mine(step).progress, load_progress(step));
  SOTTO_ASSIGN(mine(step).catching_up, load_catching_up(step));
  return {};
}

void on_online(Step& step) {
  auto& memory = mine(step);
  ArchivingMemory fresh;
  fresh.keys = memory.keys;
  fresh.progress = memory.progress;
  fresh.catching_up = memory.catching_up;
  fresh.root = memory.root;
  fresh.collect_until = memory.collect_until;
  fresh.full_until = memory.full_until;
  fresh.append_again = memory.append_again;
  fresh.not_kept = memory.not_kept;
  // A relay that drops its links is no reason to forget it.
  if (memory.rejection == Rejection::not_kept) fresh.rejection = Rejection::not_kept;
  fresh.look_again = memory.look_again;
  memory = std::move(fresh);
}

void on_own_device(Step& step) {
  auto& memory = mine(step);
  memory.look_at = sooner(memory.look_at, step.steady() + look_after_own);
}

bool is_restoring(const Memory& memory) {
  const auto& mine = memory.archiving;
  return !mine.stopped && (!mine.progress || mine.progress->rest.size > 0);
}

Status pump(Step& step) {
  if (!may_ask(step)) return {};
  auto& memory = mine(step);
  memory.not_before.reset();
  const bool look = is_due(memory.look_at, step.steady());
  if (look) memory.look_at.reset();
  if (!memory.told || memory.outdated || look) {
    memory.outdated = false;
    ask(step, wire::ArchiveHeadRequest{}, Kind::head);
    return {};
  }
  if (memory.told->size > memory.progress->top.size) {
    ask_for_newer(step);
    return {};
  }
  if (memory.compare) {
    SOTTO_ASSIGN(const auto fault, compare_roots(step));
    if (fault) {
      stop(step, *fault);
      return {};
    }
  }
  const bool collected = !memory.collect_until || is_due(memory.collect_until, step.steady());
  if (memory.pending && collected) {
    SOTTO_TRY(shred_some(step));
    if (!memory.asking && may_append(memory, step.steady())) SOTTO_TRY(append_some(step));
  }
  const bool older = memory.progress->rest.size > 0 && !group_sync::is_looking(step.memory());
  if (!memory.asking && older) ask_for_older(step);
  if (!memory.asking) SOTTO_TRY(ask_again(step));
  return memory.asking || memory.pending ? Status{} : catch_up(step);
}

Status on_answer(Step& step, Kind kind, Answer answer) {
  mine(step).asking = false;
  switch (kind) {
    case Kind::head:
      mine(step).outdated |= !answer.ok();  // asked for again after the pause
      return with<wire::ArchiveHead>(step, std::move(answer),
                                     [&](const auto& head) { return on_head(step, head_in(head)); });
    case Kind::newer:
      return with<wire::ArchivePage>(step, std::move(answer),
                                     [&](const auto& page) { return on_newer(step, page); });
    case Kind::shred:
      return with<wire::ArchiveHead>(step, std::move(answer), [&](const auto&) { return on_shredded(step); });
    case Kind::append:
      if (!answer) return on_not_appended(step, answer.error());
      return with<wire::ArchiveHead>(step, std::move(answer),
                                     [&](const auto& head) { return on_appended(step, head_in(head)); });
    case Kind::older:
      return with<wire::ArchivePage>(step, std::move(answer),
                                     [&](const auto& page) { return on_older(step, page); });
    case Kind::again:
      return with<wire::ArchivePage>(step, std::move(answer),
                                     [&](const auto& page) { return on_again(step, page); });
  }
  return {};
}

Deadline due(const Memory& memory) {
  const auto& mine = memory.archiving;
  if (!memory.account || !link::is_online(memory) || mine.asking || mine.stopped) return std::nullopt;
  if (mine.not_before) return mine.not_before;
  if (!mine.pending) return mine.look_at;
  // Once that is over and nothing may be appended, nothing happens before it may.
  const bool collects =
      mine.collect_until && (!is_due(mine.collect_until, memory.steady) || may_append(mine, memory.steady));
  return sooner(mine.look_at, collects ? mine.collect_until : closed_until(mine, memory.steady));
}

HistoryView view(const ArchivingMemory& memory) {
  HistoryView view;
  view.stopped = memory.stopped;
  if (!memory.progress) return view;
  view.total = memory.progress->total;
  view.restored = view.total - memory.progress->rest.size;
  view.refused = memory.progress->refused;
  return view;
}

}  // namespace sotto::client::archiving
