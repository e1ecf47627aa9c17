// SPDX-License-Identifier: GPL-3.0-or-later
#include "logout.hpp"

#include "step.hpp"

namespace sotto::client {
namespace {

Status forget_account(Step& step, LogoutReason reason) {
  SOTTO_TRY(step.erase_everything());
  auto& memory = step.memory();
  memory.account = nullptr;
  memory.session = nullptr;
  memory.entry.reset();
  memory.calls.pending.clear();
  memory.linking_owner.reset();
  memory.own_list = {};
  memory.stock = {};
  memory.peers = {};
  memory.archiving = {};
  memory.transfers.running.clear();
  memory.timers.first_end.reset();
  memory.timers.save_due.reset();
  memory.typing = {};
  memory.off_record = {};
  memory.groups = {};
  memory.receipts_due.reset();
  memory.resets_due.reset();
  memory.own_state_due.reset();
  memory.profiles_wanted.clear();
  memory.recover_link.reset();
  memory.link.displaced = false;
  step.outbox().clear();
  step.notify(LoggedOut{reason});
  return {};
}

}  // namespace

Status log_out(Step& step) {
  const bool online = link::is_online(step.memory());
  if (online) {
    SOTTO_ASSIGN(auto list, own_list::without_this_device(step));
    calls::begin(step, wire::LogoutRequest{std::move(list)}, LogoutCall{});
  }
  SOTTO_TRY(forget_account(step, LogoutReason::asked));
  return online ? link::leave(step) : link::close(step);
}

Status log_out_revoked(Step& step) {
  if (step.memory().entry) step.notify(EntryFailed{ErrorCode::unauthorised, Duration{0}});
  SOTTO_TRY(forget_account(step, LogoutReason::revoked));
  return link::close(step);
}

}  // namespace sotto::client
