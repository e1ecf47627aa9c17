// SPDX-License-Identifier: GPL-3.0-or-later
#include "leavers.hpp"

#include <algorithm>

#include "../step.hpp"
#include "../store_keys.hpp"
#include "notices.hpp"
#include "past_notices.hpp"

namespace sotto::client::group_leavers {
namespace {

using group_logs::LogPtr;

/// A device that comes back after a long time learns of the leaving then, and drains its mailbox at the same
/// time. Nothing but the sender's word says when something was said: a relay that helps them has this long.
constexpr Duration heard_after_leaving{60LL * 60 * 1'000};

/// An entry that the user has signed; being taken out is signed by somebody else.
bool is_own_leaving(const group::Entry& entry, const Username& user) {
  return std::holds_alternative<group::Leave>(entry.body()) && entry.header().author == user;
}

Result<bool> was_learned_lately(Step& step, const group::Entry& entry) {
  const auto& header = entry.header();
  SOTTO_ASSIGN(const auto waiting, group_past_notices::find(step, header.group));
  SOTTO_ASSIGN(const auto notice, step.find_message(header.group, group_notices::id_of(entry)));
  const bool waits = waiting && header.sequence < waiting->entries;
  const bool shown = notice && notice->kind == store::MessageKind::group_changed;
  if (!waits && !shown) return false;
  const auto since = step.now() - (waits ? waiting->learned_at : notice->stored_at);
  return since <= heard_after_leaving && since >= -heard_after_leaving;
}

}  // namespace

Result<LogPtr> log_before_leaving(Step& step, const group::MembershipLog& log, const Username& user) {
  const auto& state = log.state();
  const auto left = state.former.find(user);
  if (left == state.former.end()) return LogPtr{};
  SOTTO_ASSIGN(const auto record,
               step.find(store::Table::group_entry, key_of(state.group, left->second.sequence)));
  if (!record) return LogPtr{};
  SOTTO_ASSIGN(const auto entry, group::Entry::parse(*record));
  if (!is_own_leaving(entry, user)) return LogPtr{};
  SOTTO_ASSIGN(const bool lately, was_learned_lately(step, entry));
  return lately ? group_logs::until(step, state.group, left->second.sequence) : Result<LogPtr>{LogPtr{}};
}

}  // namespace sotto::client::group_leavers
