// SPDX-License-Identifier: GPL-3.0-or-later
#include "removals.hpp"

#include <limits>
#include <set>

#include "contacts.hpp"
#include "defences.hpp"
#include "groups/logs.hpp"
#include "groups/record.hpp"
#include "outbox.hpp"
#include "step.hpp"
#include "store_keys.hpp"

namespace sotto::client::removals {
namespace {

using store::Table;
using Users = std::set<Username>;

/// There once this device has seen one go: who was not told then is told when they may be.
constexpr std::string_view record_key = "device removed";
constexpr std::uint8_t marker = 1;
constexpr auto all = std::numeric_limits<std::size_t>::max();

/// In an open group nothing is encrypted. `before`: whoever was a member then was told when it was time.
void add_members(const group::Membership* before, const group::Membership& now, Users& users) {
  if (now.kind != group::GroupKind::secure) return;
  for (const auto& [user, member] : now.members) {
    if (before == nullptr || group::find_member(*before, user) == nullptr) users.insert(user);
  }
}

Status add_members_of_groups(Step& step, Users& users) {
  SOTTO_ASSIGN(const auto groups, group_records::all(step));
  for (const auto& [group, record] : groups) {
    if (record.belonging != Belonging::member) continue;
    SOTTO_ASSIGN(const auto log, group_logs::of(step, group));
    if (log) add_members(nullptr, log->state(), users);
  }
  return {};
}

/// A stranger would learn that somebody is there (attack D1), and who is blocked is told nothing. What they
/// encrypt counts for little until they are answered, and the answer names the list.
Result<bool> may_know(Step& step, const Username& user) {
  SOTTO_ASSIGN(const bool accepted, contacts::is_accepted(step, user));
  SOTTO_ASSIGN(const bool blocked, contacts::is_blocked(step, user));
  if (!accepted || blocked) return false;
  SOTTO_ASSIGN(const auto session, step.scan(Table::session, key_of(user), 1));
  return !session.empty();
}

Status add_contacts(Step& step, Users& users) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::contact, {}, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto contact, user_in(record.key));
    SOTTO_ASSIGN(const bool told, may_know(step, contact.user));
    if (told) users.insert(contact.user);
  }
  return {};
}

/// Rows of the outbox: they are committed together with the list that they tell of.
Status tell_all(Step& step, const Users& users) {
  if (!defences().removals_told) return {};
  for (const auto& user : users) SOTTO_TRY(outbox::add_list_version(step, user));
  return {};
}

Result<bool> has_seen_one_go(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::setting, bytes_of(record_key)));
  return record.has_value();
}

}  // namespace

Status tell(Step& step) {
  SOTTO_TRY(step.put(Table::setting, bytes_of(record_key), ByteView{&marker, 1}));
  Users users{step.self().user};
  SOTTO_TRY(add_members_of_groups(step, users));
  SOTTO_TRY(add_contacts(step, users));
  return tell_all(step, users);
}

Status tell_members(Step& step, const group::Membership* before, const group::Membership& now) {
  SOTTO_ASSIGN(const bool any, has_seen_one_go(step));
  if (!any) return {};
  Users users;
  add_members(before, now, users);
  users.erase(step.self().user);
  return tell_all(step, users);
}

Status tell_contact(Step& step, const Username& user) {
  SOTTO_ASSIGN(const bool any, has_seen_one_go(step));
  SOTTO_ASSIGN(const bool told, may_know(step, user));
  return any && told ? tell_all(step, {user}) : Status{};
}

}  // namespace sotto::client::removals
