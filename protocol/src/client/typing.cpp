// SPDX-License-Identifier: GPL-3.0-or-later
#include "typing.hpp"

#include <vector>

#include "backoff.hpp"
#include "contacts.hpp"
#include "defences.hpp"
#include "privacy.hpp"
#include "sealing.hpp"
#include "step.hpp"

namespace sotto::client::typing {
namespace {

/// While somebody goes on writing it is told so often. A sign holds a little longer at the other end.
constexpr Duration interval{5'000};
/// So that keys can't be counted by when signs come.
constexpr Duration jitter{1'500};
constexpr std::size_t most_in_flight = 32;

Result<bool> may_tell(Step& step, const Username& user) {
  if (user == step.self().user) return false;
  if (!defences().typing_untold) return true;
  SOTTO_ASSIGN(const auto chosen, privacy::load(step));
  SOTTO_ASSIGN(const bool accepted, contacts::is_accepted(step, user));
  SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, user));
  return chosen.typing && accepted && !blocked;
}

/// Told a moment ago, about to be told, or nobody there to be told.
bool is_enough(Step& step, const Username& user) {
  const auto& typing = step.memory().typing;
  const auto last = typing.told.find(user);
  const bool told = last != typing.told.end() && step.steady() < last->second + interval;
  return told || typing.due.count(user) != 0 || typing.away.count(user) != 0;
}

Status send(Step& step, const Username& to) {
  auto& typing = step.memory().typing;
  typing.told.insert_or_assign(to, step.steady());
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  SOTTO_ASSIGN(auto envelopes, seal_now(step, to, id, wire::Typing{}));
  if (envelopes.empty()) return {};
  if (typing.in_flight.size() == most_in_flight) typing.in_flight.clear();
  typing.in_flight.emplace(id, to);
  step.send(wire::Submit{id, to, std::move(envelopes), wire::Keeping::live_only});
  return {};
}

std::vector<Username> take_due(TypingMemory& typing, Instant steady) {
  std::vector<Username> users;
  for (const auto& [user, at] : typing.due) {
    if (at <= steady) users.push_back(user);
  }
  for (const auto& user : users) typing.due.erase(user);
  return users;
}

}  // namespace

Status tell(Step& step, const TellTyping& intent) {
  if (!link::is_online(step.memory()) || is_enough(step, intent.to)) return {};
  SOTTO_ASSIGN(const bool may, may_tell(step, intent.to));
  if (!may) return {};
  SOTTO_ASSIGN(const auto delay, random_delay(step.random(), jitter));
  step.memory().typing.due.insert_or_assign(intent.to, step.steady() + delay);
  return {};
}

void on_said(Memory& memory, const Username& user) { memory.typing.due.erase(user); }

void on_heard(Memory& memory, const Username& user) { memory.typing.away.erase(user); }

Status on_sign(Step& step, const Username& from) {
  SOTTO_ASSIGN(const bool may, may_tell(step, from));
  if (may) step.notify(PeerTyping{from});
  return {};
}

/// Signs to somebody who is not there would only make holes in the session.
void on_submitted(Memory& memory, const wire::SubmitReply& reply) {
  auto& typing = memory.typing;
  const auto at = typing.in_flight.find(reply.message);
  if (at == typing.in_flight.end()) return;
  if (reply.outcome != wire::SubmitOutcome::accepted) typing.away.insert(at->second);
  typing.in_flight.erase(at);
}

void on_offline(Memory& memory) {
  memory.typing.due.clear();
  memory.typing.in_flight.clear();
}

Status on_time(Step& step) {
  for (const auto& user : take_due(step.memory().typing, step.steady())) {
    // It may have been taken back meanwhile, or the user blocked.
    SOTTO_ASSIGN(const bool may, may_tell(step, user));
    if (may) SOTTO_TRY(send(step, user));
  }
  return {};
}

Deadline due(const Memory& memory) {
  Deadline first;
  for (const auto& one : memory.typing.due) first = sooner(first, one.second);
  return first;
}

}  // namespace sotto::client::typing
