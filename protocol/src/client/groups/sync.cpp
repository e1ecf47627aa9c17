// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "../defences.hpp"
#include "../step.hpp"
#include "coming_in.hpp"
#include "inbox.hpp"
#include "intents.hpp"
#include "outbox.hpp"
#include "past_notices.hpp"
#include "post_sync.hpp"
#include "record.hpp"
#include "returning.hpp"

namespace sotto::client::group_sync {
namespace {

/// When the relay had less than somebody has named.
constexpr Duration ask_again{30'000};
/// Of pages that are kept until their log is whole, in bytes: of one log, which then is taken in as far as it
/// has come, and of all together, when it is asked for again later. Three entries for each of a thousand
/// members, and a thousand pictures, are less.
constexpr std::size_t most_of_a_log = 16 * 1024 * 1024;
constexpr std::size_t most_arriving = 64 * 1024 * 1024;
/// Beside its bytes.
constexpr std::size_t cost_of_an_entry = 64;

void distrust(Step& step, const GroupId& group, ErrorCode code) { step.notify(GroupDistrusted{group, code}); }

Result<std::uint64_t> size_of(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  return log ? log->size() : std::uint64_t{0};
}

std::uint64_t just_before(std::uint64_t sequence) { return sequence > 0 ? sequence - 1 : 0; }

Status fetch(Step& step, const GroupId& group, std::uint64_t first) {
  auto& groups = step.memory().groups;
  if (!link::is_online(step.memory()) || !groups.fetching.insert(group).second) return {};
  groups.fetch_again.erase(group);
  calls::begin(step, wire::FetchGroupLogRequest{group, first}, GroupLogCall{group});
  return {};
}

Status fetch(Step& step, const GroupId& group) {
  const auto& groups = step.memory().groups;
  SOTTO_ASSIGN(const auto here, size_of(step, group));
  const auto arriving = groups.arriving.find(group);
  if (arriving != groups.arriving.end()) return fetch(step, group, arriving->second.end());
  // Who has served another history shows the last entry, too.
  const bool refused = groups.refused.count(group) > 0;
  return fetch(step, group, refused ? just_before(here) : here);
}

Status wait_and_ask_again(Step& step, const GroupId& group) {
  step.memory().groups.fetch_again.insert_or_assign(group, step.steady() + ask_again);
  return {};
}

bool lists_groups(const Memory& memory) {
  const auto& pending = memory.calls.pending;
  return std::any_of(pending.begin(), pending.end(), [](const auto& call) {
    return std::holds_alternative<GroupListCall>(call.second.purpose);
  });
}

Status on_refused_log(Step& step, const GroupId& group, ErrorCode code) {
  step.memory().groups.arriving.erase(group);
  if (is_local_failure(code)) return Error{code, "group log"};
  SOTTO_ASSIGN(const auto record, group_records::find(step, group));
  if (!record) return group_inbox::forget(step, group);
  step.memory().groups.refused.insert(group);
  distrust(step, group, code);
  return wait_and_ask_again(step, group);
}

Status give_back(Step& step, const GroupId& group, std::uint64_t served) {
  if (!group_returning::is_under_way(step.memory(), group)) distrust(step, group, ErrorCode::stale_state);
  return group_returning::begin(step, group, served);
}

/// The log here is at least as long as the relay says; perhaps somebody has named more.
Status on_complete(Step& step, const GroupId& group, std::uint64_t size, std::uint64_t served) {
  SOTTO_ASSIGN(const auto record, group_records::find(step, group));
  const bool member = record && record->belonging == Belonging::member;
  // A relay that was set back, or yesterday's log (attack B6). Who is out is served what there was until
  // then: less than is here once they have asked to come back.
  const bool returns = member && size > served && defences().logs_given_back;
  if (returns) {
    SOTTO_TRY(give_back(step, group, served));
  } else {
    group_returning::on_level(step, group);
  }
  if (member && (record->wanted > size || record->doubts.ahead)) {
    distrust(step, group, ErrorCode::stale_state);
    return wait_and_ask_again(step, group);
  }
  SOTTO_TRY(group_past_notices::on_whole(step, group));
  SOTTO_TRY(group_inbox::on_log(step, group));
  post_sync::on_log(step, group);
  return group_returning::is_under_way(step.memory(), group) ? Status{} : group_intents::on_log(step, group);
}

/// What has come of the log with this page; without it, what was here before.
ArrivingLog arrived(GroupsMemory& groups, const GroupId& group, const wire::GroupLogPage& page) {
  auto begun = groups.arriving.extract(group);
  auto log = begun ? std::move(begun.mapped()) : ArrivingLog{page.first, 0, {}, 0};
  log.pages.push_back(std::make_shared<const std::vector<Bytes>>(page.entries));
  log.count += page.entries.size();
  for (const auto& entry : page.entries) log.size += entry.size() + cost_of_an_entry;
  return log;
}

std::vector<Bytes> entries_of(const ArrivingLog& log) {
  std::vector<Bytes> entries;
  for (const auto& page : log.pages) entries.insert(entries.end(), page->begin(), page->end());
  return entries;
}

std::size_t size_of_all(const std::map<GroupId, ArrivingLog>& arriving) {
  return std::accumulate(arriving.begin(), arriving.end(), std::size_t{0},
                         [](std::size_t sum, const auto& one) { return sum + one.second.size; });
}

Status wait_for_more(Step& step, const GroupId& group, ArrivingLog log) {
  auto& arriving = step.memory().groups.arriving;
  if (size_of_all(arriving) + log.size > most_arriving) return wait_and_ask_again(step, group);
  arriving.emplace(group, std::move(log));
  return fetch(step, group);
}

/// Whether it begins where it was asked to, or no later than behind what is here.
bool continues(const GroupsMemory& groups, const wire::GroupLogPage& page, std::uint64_t here) {
  const auto begun = groups.arriving.find(page.group);
  return begun == groups.arriving.end() ? page.first <= here : page.first == begun->second.end();
}

Status on_page(Step& step, const GroupId& group, const wire::GroupLogPage& page) {
  if (!(page.group == group)) return on_refused_log(step, group, ErrorCode::malformed);
  auto& groups = step.memory().groups;
  SOTTO_ASSIGN(const auto before, size_of(step, group));
  if (!continues(groups, page, before)) return on_refused_log(step, group, ErrorCode::invalid_state);
  auto log = arrived(groups, group, page);
  // What brings nothing new is not followed by another question at once.
  const bool goes_on = !page.entries.empty() && before < log.end() && log.end() < page.size;
  if (goes_on && log.size < most_of_a_log) return wait_for_more(step, group, std::move(log));
  const auto first = log.first;
  const auto end = log.end();
  if (const auto status = group_logs::take_in(step, group, first, entries_of(log)); !status)
    return on_refused_log(step, group, status.error().code);
  SOTTO_ASSIGN(const auto size, size_of(step, group));
  // That nothing follows what is here proves nothing: what is here must have been among it.
  const bool shows_head = first < before && before <= end;
  if (size > before || shows_head) groups.refused.erase(group);
  if (before < size && size < page.size) return fetch(step, group);
  return on_complete(step, group, size, page.size);
}

/// Not let in yet, never let in, or nothing of ours.
Status on_no_log(Step& step, const GroupId& group) {
  step.memory().groups.arriving.erase(group);
  SOTTO_ASSIGN(auto record, group_records::find(step, group));
  if (!record) return group_inbox::forget(step, group);
  SOTTO_ASSIGN(const auto size, size_of(step, group));
  const bool member = record->belonging == Belonging::member;
  if (member && size > 0 && defences().logs_given_back) return give_back(step, group, 0);
  if (record->belonging != Belonging::former || record->without_log) return {};
  record->without_log = true;
  return group_records::save(step, group, *record);
}

}  // namespace

Status want(Step& step, const GroupId& group, std::uint64_t size) {
  SOTTO_ASSIGN(auto record, group_records::find(step, group));
  if (!record) return {};
  if (size > record->wanted) {
    record->wanted = size;
    SOTTO_TRY(group_records::save(step, group, *record));
  }
  SOTTO_ASSIGN(const auto here, size_of(step, group));
  return here < record->wanted ? fetch(step, group) : Status{};
}

Status look(Step& step, const GroupId& group) { return fetch(step, group); }

Status compare(Step& step, const GroupId& group, std::uint64_t sequence) {
  auto& groups = step.memory().groups;
  if (groups.fetching.count(group) > 0) {
    groups.comparing.insert_or_assign(group, sequence);
    return {};
  }
  groups.arriving.erase(group);
  return fetch(step, group, just_before(sequence));
}

Status look_later(Step& step, const GroupId& group) { return wait_and_ask_again(step, group); }

bool is_looking(const Memory& memory) {
  const auto& groups = memory.groups;
  return lists_groups(memory) || !groups.fetching.empty() || !groups.arriving.empty();
}

bool is_looking_at(const Memory& memory, const GroupId& group) {
  return lists_groups(memory) || memory.groups.fetching.count(group) > 0;
}

Status on_ahead(Step& step, const GroupId& group, group::Witness witness) {
  SOTTO_ASSIGN(auto record, group_records::find(step, group));
  if (!record) return {};
  if (!record->doubts.ahead || record->doubts.ahead->head.sequence < witness.head.sequence) {
    record->doubts.ahead = std::move(witness);
    SOTTO_TRY(group_records::save(step, group, *record));
    step.notify(GroupUpdated{group});
  }
  return fetch(step, group);
}

Status on_fork(Step& step, const GroupId& group, group::Witness witness) {
  SOTTO_ASSIGN(auto record, group_records::find(step, group));
  if (!record || record->doubts.forked) return {};
  record->doubts.forked = std::move(witness);
  SOTTO_TRY(group_records::save(step, group, *record));
  distrust(step, group, ErrorCode::forked_log);
  step.notify(GroupUpdated{group});
  return {};
}

Status on_changed(Step& step, const wire::GroupChanged& changed) {
  SOTTO_ASSIGN(const auto record, group_records::find(step, changed.group));
  // A newcomer may not read yet, and another device of this account may have asked; to ask is how one learns.
  if (!record || record->belonging != Belonging::member) return fetch(step, changed.group);
  return want(step, changed.group, changed.size);
}

namespace {

/// Who was taken out while this device was away hears nothing of it unasked; the log tells them how it ended.
Status look_after_unlisted(Step& step, const wire::GroupList& list) {
  SOTTO_ASSIGN(const auto all, group_records::all(step));
  for (const auto& known : all) {
    const bool listed = std::any_of(list.groups.begin(), list.groups.end(),
                                    [&](const wire::StandingIn& one) { return one.group == known.first; });
    if (!listed && known.second.belonging == Belonging::member) SOTTO_TRY(fetch(step, known.first));
  }
  return {};
}

/// Those of a link before, where there is nothing to be fetched.
Status try_wishes_again(Step& step) {
  std::vector<GroupId> waiting;
  for (const auto& [group, wishes] : step.memory().groups.overtaken) waiting.push_back(group);
  for (const auto& group : waiting) {
    const bool busy =
        is_looking_at(step.memory(), group) || group_returning::is_under_way(step.memory(), group);
    if (!busy) SOTTO_TRY(group_intents::on_log(step, group));
  }
  return {};
}

Status take_in_list(Step& step, const wire::GroupList& list) {
  for (const auto& one : list.groups) {
    SOTTO_ASSIGN(const auto record, group_records::find(step, one.group));
    // Perhaps another device of this account made or joined it; its log will tell.
    const bool here = record && record->belonging == Belonging::member;
    SOTTO_ASSIGN(const auto size, size_of(step, one.group));
    if (here && one.size < size) {
      SOTTO_TRY(fetch(step, one.group, just_before(one.size)));
    } else {
      SOTTO_TRY(here ? want(step, one.group, one.size) : fetch(step, one.group));
    }
  }
  return look_after_unlisted(step, list);
}

}  // namespace

Status on_list(Step& step, Answer answer) {
  const auto list = calls::expect<wire::GroupList>(std::move(answer));
  if (list) SOTTO_TRY(take_in_list(step, *list));  // otherwise it comes again with the next link
  SOTTO_TRY(try_wishes_again(step));
  SOTTO_TRY(group_outbox::pump(step));
  return post_sync::look_at_all(step);
}

namespace {

Status on_log_answer(Step& step, const GroupId& group, Answer answer) {
  const auto page = calls::expect<wire::GroupLogPage>(std::move(answer));
  if (page) return on_page(step, group, *page);
  if (page.error().code == ErrorCode::not_found) return on_no_log(step, group);
  return wait_and_ask_again(step, group);
}

}  // namespace

Status on_log(Step& step, const GroupId& group, Answer answer) {
  step.memory().groups.fetching.erase(group);
  SOTTO_TRY(on_log_answer(step, group, std::move(answer)));
  auto& groups = step.memory().groups;
  if (groups.fetching.count(group) == 0) {
    if (const auto from = groups.comparing.extract(group)) SOTTO_TRY(compare(step, group, from.mapped()));
  }
  SOTTO_TRY(group_outbox::pump(step));
  return post_sync::look(step, group);  // which has waited for it
}

Status on_online(Step& step) {
  auto& groups = step.memory().groups;
  groups.fetching.clear();
  groups.arriving.clear();
  groups.fetch_again.clear();
  groups.comparing.clear();
  group_coming_in::on_online(step);
  group_returning::on_online(step);
  calls::begin(step, wire::ListGroupsRequest{}, GroupListCall{});
  SOTTO_ASSIGN(const auto all, group_records::all(step));
  for (const auto& [group, record] : all) {
    SOTTO_ASSIGN(const auto size, size_of(step, group));
    const bool behind =
        record.belonging == Belonging::member && (size < record.wanted || record.doubts.ahead);
    const bool missing = size == 0 && !record.without_log;
    if (behind || missing || record.belonging == Belonging::waiting) SOTTO_TRY(fetch(step, group));
  }
  return group_inbox::on_online(step);
}

Status on_time(Step& step) {
  if (!link::is_online(step.memory())) return {};
  const auto again = step.memory().groups.fetch_again;
  for (const auto& [group, at] : again) {
    if (at <= step.steady()) SOTTO_TRY(fetch(step, group));
  }
  return group_coming_in::on_time(step);
}

Deadline due(const Memory& memory) {
  if (!link::is_online(memory)) return std::nullopt;
  Deadline soonest;
  for (const auto& [group, at] : memory.groups.fetch_again) soonest = sooner(soonest, at);
  return sooner(soonest, group_coming_in::due(memory));
}

}  // namespace sotto::client::group_sync
