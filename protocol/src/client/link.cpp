// SPDX-License-Identifier: GPL-3.0-or-later
#include "link.hpp"

#include <utility>

#include "backoff.hpp"
#include "defences.hpp"
#include "logout.hpp"
#include "resume.hpp"
#include "step.hpp"

namespace sotto::client::link {
namespace {

/// Without an answer for this long, a phase or a connection is taken for dead.
constexpr Duration patience{30'000};
/// How long the relay may take to hear of a log-out.
constexpr Duration leaving_patience{3'000};
/// Nothing was heard for this long: the relay is asked for a sign of life. A connection whose other end is
/// gone looks like one on which nobody says anything, and a browser shows the relay's pings to nobody.
constexpr Duration quiet{60'000};
/// A connection that lived shorter than this counts as a failure, so that a relay which welcomes and drops is
/// not hammered.
constexpr Duration proves_itself{10'000};
/// So long after a connection was given up whose token had no answer, the relay may still come to read it.
constexpr Duration may_be_read_late{120'000};
/// First try within a second, later ones at most half a minute apart.
constexpr Backoff reconnect{Duration{1'000}, Duration{30'000}};

void enter(Step& step, LinkPhase phase, Deadline deadline) {
  auto& link = step.memory().link;
  const auto before = shown(link);
  link.phase = phase;
  link.deadline = deadline;
  link.since = step.steady();
  if (shown(link) != before) step.notify(LinkChanged{shown(link)});
}

bool is_wanted(Memory& memory) {
  if (memory.link.displaced) return false;
  return memory.account != nullptr || memory.entry || memory.linking_newcomer;
}

/// The link is gone, for whatever reason: tells everybody and plans the next one.
Status lost(Step& step, Duration at_least) {
  auto& link = step.memory().link;
  // A relay closes a link without a token after a minute; a newcomer that waits for its people comes back.
  const bool served = link.phase == LinkPhase::online || link.phase == LinkPhase::anonymous;
  const bool lived = served && step.steady() - link.since >= proves_itself;
  if (link.phase == LinkPhase::authenticating) link.displaces_until = step.steady() + may_be_read_late;
  const unsigned failures = lived ? 0 : link.failures;
  link.failures = failures + 1;
  enter(step, LinkPhase::down, std::nullopt);
  step.memory().recover_link.reset();
  step.outbox().forget_flights();
  typing::on_offline(step.memory());
  off_record_flights::on_offline(step);
  SOTTO_TRY(calls::on_lost(step));
  SOTTO_TRY(entry::on_link_lost(step));
  if (!is_wanted(step.memory())) return {};
  SOTTO_ASSIGN(const auto delay, delay_before_retry(step.random(), reconnect, failures, at_least));
  link.deadline = step.steady() + delay;
  return {};
}

/// A call that is pending is such a question already.
Deadline quiet_until(const Memory& memory) {
  if (!is_online(memory) || !memory.calls.pending.empty() || !defences().signs_of_life) return std::nullopt;
  return memory.link.last_heard + quiet;
}

/// The newer connection can be one of this client's own: given up without an answer, and read by the relay
/// after the one that took its place. It explains one goodbye and no more.
bool is_displaced_by_itself(LinkMemory& link, Instant now) {
  const auto until = std::exchange(link.displaces_until, std::nullopt);
  return until && now < *until;
}

/// A goodbye is an answer to the token: this connection will not be read late.
Status drop_answered(Step& step, Duration at_least) {
  const auto before = step.memory().link.displaces_until;
  SOTTO_TRY(drop(step, at_least));
  step.memory().link.displaces_until = before;
  return {};
}

bool is_for(const wire::Welcome& welcome, const Address& self) {
  return welcome.username == self.user && welcome.device == self.device;
}

}  // namespace

LinkState shown(const LinkMemory& link) {
  switch (link.phase) {
    case LinkPhase::down:
    case LinkPhase::leaving:
      return LinkState::offline;
    case LinkPhase::connecting:
    case LinkPhase::anonymous:
    case LinkPhase::authenticating:
      return LinkState::connecting;
    case LinkPhase::online:
      return LinkState::online;
  }
  return LinkState::offline;
}

bool is_online(const Memory& memory) { return memory.link.phase == LinkPhase::online; }

bool is_open(const Memory& memory) {
  const auto phase = memory.link.phase;
  return phase == LinkPhase::anonymous || phase == LinkPhase::authenticating || phase == LinkPhase::online;
}

void open(Step& step) {
  auto& link = step.memory().link;
  if (link.phase == LinkPhase::leaving) {
    step.emit(CloseLink{});
  } else if (link.phase != LinkPhase::down) {
    return;
  }
  enter(step, LinkPhase::connecting, step.steady() + patience);
  step.emit(OpenLink{});
}

Status drop(Step& step, Duration at_least) {
  if (step.memory().link.phase == LinkPhase::down) return {};
  step.emit(CloseLink{});
  return lost(step, at_least);
}

Status close(Step& step) {
  auto& link = step.memory().link;
  if (link.phase != LinkPhase::down) step.emit(CloseLink{});
  SOTTO_TRY(lost(step, Duration{0}));
  link.deadline.reset();
  return {};
}

Status leave(Step& step) {
  if (!is_open(step.memory())) return close(step);
  step.outbox().forget_flights();
  enter(step, LinkPhase::leaving, step.steady() + leaving_patience);
  return {};
}

void authenticate(Step& step) {
  step.send(wire::Authenticate{step.account().token.clone()});
  enter(step, LinkPhase::authenticating, step.steady() + patience);
}

Status on_up(Step& step) {
  auto& link = step.memory().link;
  if (link.phase != LinkPhase::connecting) return {};
  link.last_heard = step.steady();
  if (step.memory().account) {
    authenticate(step);
    return {};
  }
  enter(step, LinkPhase::anonymous, std::nullopt);
  return step.memory().linking_newcomer ? linking_newcomer::on_link_up(step) : entry::on_link_up(step);
}

Status on_down(Step& step) {
  if (step.memory().link.phase == LinkPhase::down) return {};
  return lost(step, Duration{0});
}

Status on_welcome(Step& step, const wire::Welcome& welcome) {
  if (step.memory().link.phase != LinkPhase::authenticating) return {};
  if (!is_for(welcome, step.self())) return drop(step);
  enter(step, LinkPhase::online, std::nullopt);
  return resume_online(step, welcome);
}

Status on_goodbye(Step& step, const wire::Goodbye& goodbye) {
  auto& memory = step.memory();
  if (!is_open(memory)) return {};
  const bool ours = memory.link.phase != LinkPhase::anonymous;
  if (ours && goodbye.reason == wire::GoodbyeReason::unauthorised) return log_out_revoked(step);
  if (ours && goodbye.reason == wire::GoodbyeReason::displaced) {
    if (is_displaced_by_itself(memory.link, step.steady())) return drop_answered(step, Duration{0});
    memory.link.displaced = true;
    SOTTO_TRY(close(step));
    step.notify(Displaced{});
    return {};
  }
  return drop_answered(step, goodbye.retry_after);
}

Status on_time(Step& step) {
  auto& memory = step.memory();
  if (is_due(memory.recover_link, step.steady())) {
    memory.recover_link.reset();
    if (memory.link.phase != LinkPhase::down) return drop(step);
  }
  if (is_due(quiet_until(memory), step.steady())) {
    calls::begin(step, wire::DeviceListRequest{}, SignOfLifeCall{});
  }
  if (!is_due(memory.link.deadline, step.steady())) return {};
  switch (memory.link.phase) {
    case LinkPhase::down:
      memory.link.deadline.reset();
      if (is_wanted(memory)) open(step);
      return {};
    case LinkPhase::leaving:
      return close(step);
    default:
      return drop(step);
  }
}

Deadline due(const Memory& memory) {
  return sooner(sooner(memory.link.deadline, memory.recover_link), quiet_until(memory));
}

}  // namespace sotto::client::link
