// SPDX-License-Identifier: GPL-3.0-or-later
#include "asking.hpp"

#include "../backoff.hpp"
#include "../step.hpp"

namespace sotto::client::archiving {
namespace {

constexpr Backoff retry{Duration{1'000}, Duration{60'000}};

bool is_transient(ErrorCode code) { return code == ErrorCode::offline || code == ErrorCode::rate_limited; }

}  // namespace

ArchivingMemory& mine(Step& step) { return step.memory().archiving; }

void ask(Step& step, wire::Call call, ArchiveCall::Kind kind) {
  mine(step).asking = true;
  calls::begin(step, std::move(call), ArchiveCall{kind});
}

void stop(Step& step, ErrorCode code) {
  mine(step).stopped = code;
  step.notify(ArchiveRefused{code});
}

Status keep(Step& step, const Progress& progress) {
  mine(step).progress = progress;
  return save_progress(step, progress);
}

Status on_failure(Step& step, const Error& error) {
  auto& memory = mine(step);
  if (!is_transient(error.code)) {
    stop(step, error.code);
    return {};
  }
  SOTTO_ASSIGN(const auto delay,
               delay_before_retry(step.random(), retry, memory.failures++, calls::retry_after(error)));
  memory.not_before = step.steady() + delay;
  return {};
}

}  // namespace sotto::client::archiving
