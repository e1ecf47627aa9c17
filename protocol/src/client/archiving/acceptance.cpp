// SPDX-License-Identifier: GPL-3.0-or-later
#include "../step.hpp"
#include "archiving.hpp"
#include "passed_over.hpp"
#include "queue.hpp"
#include "roots.hpp"

namespace sotto::client::archiving {

Status accept(Step& step) {
  auto& memory = step.memory().archiving;
  if (!memory.stopped || !is_another_history(*memory.stopped))
    return Error{ErrorCode::invalid_state, "archive"};
  SOTTO_TRY(let_go_of_roots(step));
  SOTTO_TRY(forget_progress(step));
  SOTTO_TRY(forget_all_passed_over(step));
  SOTTO_TRY(forget_texts(step));
  SOTTO_TRY(catch_up_again(step));
  ArchivingMemory fresh;
  fresh.keys = memory.keys;
  fresh.catching_up = memory.catching_up;
  fresh.full_until = memory.full_until;
  memory = std::move(fresh);
  return {};
}

}  // namespace sotto::client::archiving
