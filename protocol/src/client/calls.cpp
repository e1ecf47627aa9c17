// SPDX-License-Identifier: GPL-3.0-or-later
#include "calls.hpp"

#include "answers.hpp"
#include "step.hpp"

namespace sotto::client::calls {
namespace {

constexpr Duration patience{30'000};

ErrorCode code_of(wire::CallFailureCode code) {
  using Code = wire::CallFailureCode;
  switch (code) {
    case Code::malformed:
      return ErrorCode::malformed;
    case Code::unauthorised:
      return ErrorCode::unauthorised;
    case Code::captcha_failed:
      return ErrorCode::captcha_failed;
    case Code::name_taken:
      return ErrorCode::name_taken;
    case Code::unknown_user:
      return ErrorCode::unknown_user;
    case Code::not_found:
      return ErrorCode::not_found;
    case Code::rate_limited:
      return ErrorCode::rate_limited;
    case Code::refused:
      return ErrorCode::refused;
    case Code::unavailable:
      return ErrorCode::offline;
    case Code::invalid_signature:
      return ErrorCode::invalid_signature;
    case Code::too_large:
      return ErrorCode::too_large;
    case Code::conflict:
      return ErrorCode::stale_state;
  }
  return ErrorCode::refused;
}

Answer answer_in(wire::Reply reply) {
  if (const auto* failure = std::get_if<wire::CallFailure>(&reply)) {
    return Error{code_of(failure->code), "relay", failure->retry_after.count()};
  }
  return reply;
}

Error no_answer() { return {ErrorCode::offline, "call", 0}; }

}  // namespace

void begin(Step& step, wire::Call call, Purpose purpose) {
  auto& calls = step.memory().calls;
  const CallId id{++calls.last_id};
  calls.pending.emplace(id, PendingCall{std::move(purpose), step.steady()});
  step.send(wire::CallRequest{id, std::move(call)});
}

Duration retry_after(const Error& error) {
  const bool transient = error.code == ErrorCode::rate_limited || error.code == ErrorCode::offline;
  return Duration{transient ? error.number : 0};
}

Status on_reply(Step& step, wire::CallReply reply) {
  auto& pending = step.memory().calls.pending;
  const auto found = pending.find(reply.id);
  if (found == pending.end()) return {};
  const auto purpose = std::move(found->second.purpose);
  pending.erase(found);
  return deliver_answer(step, purpose, answer_in(std::move(reply.reply)));
}

Status on_lost(Step& step) {
  const auto lost = std::exchange(step.memory().calls.pending, {});
  for (const auto& [id, call] : lost) SOTTO_TRY(deliver_answer(step, call.purpose, no_answer()));
  return {};
}

Status on_time(Step& step) {
  auto& pending = step.memory().calls.pending;
  while (!pending.empty() && is_due(due(step.memory()), step.steady())) {
    const auto oldest = pending.begin();  // ids grow with time
    // Nothing at all was heard since the call: the connection is dead, whatever the system says.
    if (step.memory().link.last_heard <= oldest->second.sent_at) return link::drop(step);
    const auto purpose = std::move(oldest->second.purpose);
    pending.erase(oldest);
    SOTTO_TRY(deliver_answer(step, purpose, no_answer()));
  }
  return {};
}

Deadline due(const Memory& memory) {
  const auto& pending = memory.calls.pending;
  if (pending.empty()) return std::nullopt;
  return pending.begin()->second.sent_at + patience;
}

}  // namespace sotto::client::calls
