// SPDX-License-Identifier: GPL-3.0-or-later
#include "returning.hpp"

#include <algorithm>

#include "../step.hpp"
#include "logs.hpp"
#include "outbox.hpp"
#include "sync.hpp"

namespace sotto::client::group_returning {
namespace {

Status give_back(Step& step, const GroupId& group, std::uint64_t sequence) {
  SOTTO_ASSIGN(const auto entry, group_logs::entry_at(step, group, sequence));
  calls::begin(step, wire::AppendGroupEntryRequest{entry.bytes()}, ReturnedEntryCall{group, sequence});
  return {};
}

/// What the relay has now, whoever brought it, is seen there.
Status on_settled(Step& step, const GroupId& group, std::uint64_t sequence) {
  auto& returning = step.memory().groups.returning[group];
  returning.next = std::max(returning.next, sequence + 1);
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  if (!log || returning.next >= log->size()) return group_sync::look(step, group);
  return give_back(step, group, returning.next);
}

}  // namespace

Status begin(Step& step, const GroupId& group, std::uint64_t served) {
  auto& returning = step.memory().groups.returning[group];
  const bool was_given = served < returning.next;
  // Nothing of a group that is there: the relay does not know yet that this account is a member.
  returning.under_way = !was_given || served == 0;
  if (was_given) return served == 0 ? group_sync::look_later(step, group) : Status{};
  returning.next = served;
  return give_back(step, group, served);
}

bool is_under_way(const Memory& memory, const GroupId& group) {
  const auto found = memory.groups.returning.find(group);
  return found != memory.groups.returning.end() && found->second.under_way;
}

Status on_answer(Step& step, const ReturnedEntryCall& call, Answer answer) {
  const auto facts = calls::expect<wire::GroupFacts>(std::move(answer));
  if (facts) return on_settled(step, call.group, call.sequence);
  const auto code = facts.error().code;
  auto& returning = step.memory().groups.returning[call.group];
  // Somebody else may have been first, or the group has gone on without it: then it is another history.
  if (code == ErrorCode::stale_state) {
    returning.next = std::max(returning.next, call.sequence + 1);
    return group_sync::compare(step, call.group, call.sequence);
  }
  // Too many at once; or the relay does not know yet that this account is a member: somebody who was one
  // before goes first.
  const bool for_now = code == ErrorCode::rate_limited || code == ErrorCode::offline;
  if (for_now || code == ErrorCode::refused) return group_sync::look_later(step, call.group);
  returning.under_way = false;
  return group_outbox::pump(step);
}

void on_level(Step& step, const GroupId& group) { step.memory().groups.returning.erase(group); }

void on_online(Step& step) { step.memory().groups.returning.clear(); }

}  // namespace sotto::client::group_returning
