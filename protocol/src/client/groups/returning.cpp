// SPDX-License-Identifier: GPL-3.0-or-later
#include "returning.hpp"

#include <algorithm>

#include "../step.hpp"
#include "intents.hpp"
#include "logs.hpp"
#include "outbox.hpp"
#include "sync.hpp"

namespace sotto::client::group_returning {
namespace {

ReturningLog& returning_of(Step& step, const GroupId& group) { return step.memory().groups.returning[group]; }

Status give_back(Step& step, const GroupId& group, std::uint64_t sequence) {
  SOTTO_ASSIGN(const auto entry, group_logs::entry_at(step, group, sequence));
  auto& returning = returning_of(step, group);
  returning.next = sequence;
  returning.in_flight = true;
  calls::begin(step, wire::AppendGroupEntryRequest{entry.bytes()}, ReturnedEntryCall{group, sequence});
  return {};
}

/// What the relay has now, whoever brought it, is seen when there is nothing left to bring.
Status on_taken(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  const auto next = returning_of(step, group).next;
  if (!log || next >= log->size()) return group_sync::look(step, group);
  return give_back(step, group, next);
}

/// Whether a relay that has what comes before this entry knows this account as a member.
Result<bool> is_known_before(Step& step, const GroupId& group, std::uint64_t sequence) {
  if (sequence == 0) return true;  // whoever brings it
  SOTTO_ASSIGN(const auto then, group_logs::until(step, group, sequence));
  return then && group::find_member(then->state(), step.self().user) != nullptr;
}

/// It takes this from nobody: an account that has signed is gone, or another one has its name. The group
/// stays as the relay has it.
Status give_up(Step& step, const GroupId& group) {
  auto& returning = returning_of(step, group);
  returning.under_way = false;
  returning.given_up = true;
  SOTTO_TRY(group_intents::on_log(step, group));
  return group_outbox::pump(step);
}

}  // namespace

Status begin(Step& step, const GroupId& group, std::uint64_t served) {
  auto& returning = returning_of(step, group);
  if (returning.in_flight || returning.given_up) return {};
  const bool was_given = served < returning.next;
  // Nothing of a group that is there: the relay does not know yet that this account is a member.
  returning.under_way = !was_given || served == 0;
  if (!was_given) return give_back(step, group, served);
  return served == 0 ? group_sync::look_later(step, group) : Status{};
}

bool is_under_way(const Memory& memory, const GroupId& group) {
  const auto found = memory.groups.returning.find(group);
  return found != memory.groups.returning.end() && found->second.under_way;
}

Status on_answer(Step& step, const ReturnedEntryCall& call, Answer answer) {
  const auto facts = calls::expect<wire::GroupFacts>(std::move(answer));
  auto& returning = returning_of(step, call.group);
  returning.in_flight = false;
  const bool is_there = facts || facts.error().code == ErrorCode::stale_state;
  if (is_there) returning.next = std::max(returning.next, call.sequence + 1);
  if (facts) return on_taken(step, call.group);
  // Somebody else was first, or the group has gone on without it: then it is another history.
  if (is_there) return group_sync::compare(step, call.group, call.sequence);
  const auto code = facts.error().code;
  if (code == ErrorCode::rate_limited || code == ErrorCode::offline)
    return group_sync::look_later(step, call.group);
  // Who has come in since waits until somebody who was there before has brought that.
  SOTTO_ASSIGN(const bool known, is_known_before(step, call.group, call.sequence));
  return known ? give_up(step, call.group) : group_sync::look_later(step, call.group);
}

void on_level(Step& step, const GroupId& group) {
  const auto found = step.memory().groups.returning.find(group);
  if (found != step.memory().groups.returning.end()) found->second.under_way = false;
}

void on_online(Step& step) { step.memory().groups.returning.clear(); }

}  // namespace sotto::client::group_returning
