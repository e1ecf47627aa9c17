// SPDX-License-Identifier: GPL-3.0-or-later
#include "coming_in.hpp"

#include <algorithm>

#include "../backoff.hpp"
#include "../directory.hpp"
#include "../step.hpp"
#include "appending.hpp"
#include "logs.hpp"
#include "record.hpp"

namespace sotto::client::group_coming_in {
namespace {

using group_appending::own_key;

/// Nobody waits in front of the screen for it, and a clock is set right by hand.
constexpr Duration shortest_pause{30'000};
constexpr Backoff pauses{Duration{30'000}, Duration{10 * 60'000}};

/// A newcomer's own request; nullptr: there is none.
const group::PendingRequest* own_request(Step& step, const group::Membership& state) {
  const auto found = state.requests.find(step.self().user);
  const bool own = found != state.requests.end() && found->second.identity == own_key(step);
  return own ? &found->second : nullptr;
}

bool is_approved(const group::Membership& state, const group::PendingRequest& request, Instant at) {
  return group::valid_approvals(state, request, at) >= group::needed_approvals(state);
}

bool is_transient(ErrorCode code) { return code == ErrorCode::offline || code == ErrorCode::rate_limited; }

Status pause(Step& step, const GroupId& group, Duration at_least) {
  auto& again = step.memory().groups.joins_again[group];
  SOTTO_ASSIGN(const auto delay,
               delay_before_retry(step.random(), pauses, again.tries++, std::max(at_least, shortest_pause)));
  again.at = step.steady() + delay;
  return {};
}

Status try_again(Step& step, const GroupId& group) {
  step.memory().groups.joins_again[group].at.reset();
  SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
  return log ? try_now(step, log->state()) : Status{};
}

}  // namespace

Status try_now(Step& step, const group::Membership& state) {
  auto& again = step.memory().groups.joins_again;
  SOTTO_ASSIGN(const auto record, group_records::find(step, state.group));
  const auto* request = own_request(step, state);
  const bool waits = record && record->belonging == Belonging::waiting && request != nullptr;
  if (!waits || !is_approved(state, *request, state.changed_at)) {
    again.erase(state.group);
    return {};
  }
  // That the approvals are over is the word of this device's clock alone.
  if (!is_approved(state, *request, std::max(step.now(), state.changed_at)))
    return pause(step, state.group, Duration{0});
  const auto header = group::next_header(state, step.self().user, step.now());
  return group_appending::append(step, header, group::Join{own_key(step), request->nonce}, {std::nullopt, 0});
}

Status on_refused(Step& step, const GroupId& group, const Error& error) {
  const bool transient = is_transient(error.code);
  // The relay compares the time in an entry with its own, and has no other word for what it thinks of it.
  const bool clock = error.code == ErrorCode::malformed;
  const auto& again = step.memory().groups.joins_again;
  const auto known = again.find(group);
  const bool told = known != again.end() && known->second.told;
  if (!transient && !told) SOTTO_TRY(directory::on_request_failed(step, error));
  if (!transient && !clock) {
    step.memory().groups.joins_again.erase(group);
    return {};
  }
  SOTTO_TRY(pause(step, group, calls::retry_after(error)));
  if (clock) step.memory().groups.joins_again[group].told = true;
  return {};
}

void on_online(Step& step) { step.memory().groups.joins_again.clear(); }

Status on_time(Step& step) {
  if (!link::is_online(step.memory())) return {};
  const auto all = step.memory().groups.joins_again;
  for (const auto& [group, again] : all) {
    if (is_due(again.at, step.steady())) SOTTO_TRY(try_again(step, group));
  }
  return {};
}

Deadline due(const Memory& memory) {
  Deadline soonest;
  if (!link::is_online(memory)) return soonest;
  for (const auto& [group, again] : memory.groups.joins_again) soonest = sooner(soonest, again.at);
  return soonest;
}

}  // namespace sotto::client::group_coming_in
