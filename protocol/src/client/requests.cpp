// SPDX-License-Identifier: GPL-3.0-or-later
#include "requests.hpp"

#include "contacts.hpp"
#include "held.hpp"
#include "off_record.hpp"
#include "outbox.hpp"
#include "receipts.hpp"
#include "removals.hpp"
#include "resets.hpp"
#include "step.hpp"
#include "text_numbers.hpp"
#include "transfers.hpp"

namespace sotto::client::requests {
namespace {

using contacts::Blocked;

Status check_other(Step& step, const Username& user) {
  if (user == step.self().user) return Error{ErrorCode::invalid_state, "oneself"};
  return {};
}

}  // namespace

Status accept(Step& step, const AcceptRequest& intent) {
  SOTTO_TRY(check_other(step, intent.user));
  SOTTO_TRY(unblock(step, {intent.user}));
  return contacts::accept(step, intent.user);
}

Status block(Step& step, const BlockUser& intent) {
  SOTTO_TRY(check_other(step, intent.user));
  SOTTO_TRY(contacts::set_blocked(step, intent.user, Blocked::yes));
  SOTTO_TRY(receipts::forget(step, intent.user));
  SOTTO_TRY(resets::give_up(step, intent.user));
  SOTTO_TRY(transfers::withdraw_all(step, intent.user));
  off_record::forget(step, intent.user);
  return outbox::withdraw_all(step, intent.user);
}

Status unblock(Step& step, const UnblockUser& intent) {
  SOTTO_ASSIGN(const bool was_blocked, contacts::is_blocked(step, intent.user));
  SOTTO_TRY(contacts::set_blocked(step, intent.user, Blocked::no));
  if (was_blocked) SOTTO_TRY(text_numbers::forget_received(step, intent.user));
  SOTTO_TRY(held::on_unblocked(step, intent.user));
  return removals::tell_contact(step, intent.user);
}

}  // namespace sotto::client::requests
