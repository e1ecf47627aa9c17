// SPDX-License-Identifier: GPL-3.0-or-later
#include "resume.hpp"

#include "contacts.hpp"
#include "early.hpp"
#include "groups/outbox.hpp"
#include "groups/post_sync.hpp"
#include "groups/sync.hpp"
#include "held.hpp"
#include "known_lists.hpp"
#include "outbox.hpp"
#include "own_state.hpp"
#include "receipts.hpp"
#include "resets.hpp"
#include "step.hpp"

namespace sotto::client {

Status resume_online(Step& step, const wire::Welcome& welcome) {
  // First of all the list of devices and the keys: before they are published nobody can answer.
  SOTTO_TRY(own_list::on_welcome(step, welcome));
  SOTTO_TRY(prekey_stock::on_welcome(step, welcome));
  linking_owner::on_online(step);
  archiving::on_online(step);
  SOTTO_TRY(known_lists::on_online(step));
  SOTTO_TRY(resets::on_online(step));
  SOTTO_TRY(receipts::on_online(step));
  SOTTO_TRY(own_state::on_online(step));
  SOTTO_TRY(early::forget_old(step));
  SOTTO_TRY(outbox::on_online(step));
  SOTTO_TRY(held::on_online(step));
  SOTTO_TRY(peers::on_online(step));
  SOTTO_TRY(group_sync::on_online(step));
  SOTTO_TRY(group_outbox::on_online(step));
  post_sync::on_online(step);
  SOTTO_TRY(transfers::on_online(step));
  return contacts::on_online(step);
}

}  // namespace sotto::client
