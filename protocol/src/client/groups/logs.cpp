// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs.hpp"

#include <algorithm>
#include <limits>

#include "../archiving/archiving.hpp"
#include "../defences.hpp"
#include "../removals.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"
#include "notices.hpp"
#include "past_notices.hpp"
#include "post_record.hpp"
#include "record.hpp"

namespace sotto::client::group_logs {
namespace {

using store::Table;

constexpr auto all = std::numeric_limits<std::size_t>::max();

Result<LogPtr> replay(const GroupId& group, const std::vector<store::Record>& rows) {
  if (rows.empty()) return LogPtr{};
  std::vector<Bytes> entries;
  for (const auto& row : rows) entries.push_back(row.value);
  auto log = group::MembershipLog::replay(group, entries, group::Checked::signatures);
  if (!log) return Error{ErrorCode::store_corrupt, "group log"};
  return std::make_shared<const group::MembershipLog>(*std::move(log));
}

Result<group::MembershipLog> grown(const LogPtr& known, const GroupId& group, std::uint64_t first,
                                   std::span<const Bytes> entries) {
  if (!known) return group::MembershipLog::replay(group, entries);
  auto log = *known;
  SOTTO_TRY(log.extend(first, entries));
  return log;
}

/// Under this account's identity: anybody can begin a log and put this name into it (attack B1).
Belonging belonging_in(const group::Membership& state, const Account& account) {
  const auto is_own = [&](const crypto::IdentityKey& identity) {
    return identity == account.identity.public_key() || !defences().group_identity;
  };
  const auto* member = group::find_member(state, account.self.user);
  if (member != nullptr && is_own(member->identity)) return Belonging::member;
  const auto request = state.requests.find(account.self.user);
  const bool waits = request != state.requests.end() && is_own(request->second.identity);
  return waits ? Belonging::waiting : Belonging::former;
}

bool is_member(Step& step, const group::MembershipLog& log) {
  return belonging_in(log.state(), step.account()) == Belonging::member;
}

/// Members who were not known to be any.
Status greet_members(Step& step, const LogPtr& before, const group::MembershipLog& now) {
  if (!is_member(step, now)) return {};
  const bool was_member = before && is_member(step, *before);
  return removals::tell_members(step, was_member ? &before->state() : nullptr, now.state());
}

Status note_belonging(Step& step, const group::MembershipLog& log) {
  const auto& state = log.state();
  SOTTO_ASSIGN(auto record, group_records::find(step, state.group));
  const auto belonging = belonging_in(state, step.account());
  // Not a word of this account in it: nothing that the relay hands out unasked is kept.
  if (!record && belonging == Belonging::former) return Error{ErrorCode::not_permitted, "a strange group"};
  auto now = record.value_or(GroupRecord{});
  const bool was_forked = now.doubts.forked.has_value();
  now.belonging = belonging;
  now.name = state.name.text();
  now.without_log = false;
  now.wanted = std::max(now.wanted, log.size());
  now.doubts = group::weigh(log, std::move(now.doubts));
  if (now.doubts.forked && !was_forked) step.notify(GroupDistrusted{state.group, ErrorCode::forked_log});
  SOTTO_TRY(group_records::save(step, state.group, now));
  if (state.kind == group::GroupKind::open) SOTTO_TRY(post_records::note_open(step, state.group));
  return belonging == Belonging::member ? step.open_conversation(state.group) : Status{};
}

}  // namespace

Result<LogPtr> of(Step& step, const GroupId& group) {
  auto& logs = step.memory().groups.logs;
  if (const auto known = logs.find(group); known != logs.end()) return known->second;
  SOTTO_ASSIGN(const auto rows, step.scan(Table::group_entry, key_of(group), all));
  SOTTO_ASSIGN(auto log, replay(group, rows));
  if (log) logs.emplace(group, log);
  return log;
}

Result<LogPtr> until(Step& step, const GroupId& group, std::uint64_t size) {
  SOTTO_ASSIGN(const auto rows, step.scan(Table::group_entry, key_of(group), static_cast<std::size_t>(size)));
  return replay(group, rows);
}

Result<group::Entry> entry_at(Step& step, const GroupId& group, std::uint64_t sequence) {
  SOTTO_ASSIGN(const auto record, step.find(Table::group_entry, key_of(group, sequence)));
  if (!record) return Error{ErrorCode::store_corrupt, "group entry"};
  return group::Entry::parse(*record);
}

Result<LogPtr> load(store::ClientStore& store, const GroupId& group) {
  SOTTO_ASSIGN(const auto rows, store.scan(Table::group_entry, key_of(group), all));
  return replay(group, rows);
}

Status take_in(Step& step, const GroupId& group, std::uint64_t first, std::span<const Bytes> entries) {
  SOTTO_ASSIGN(const auto known, of(step, group));
  SOTTO_ASSIGN(auto now, grown(known, group, first, entries));
  const auto before = known ? known->size() : 0;
  if (now.size() == before) return {};
  const auto log = std::make_shared<const group::MembershipLog>(std::move(now));
  SOTTO_TRY(note_belonging(step, *log));
  if (!known && archiving::is_restoring(step.memory())) SOTTO_TRY(group_past_notices::begin(step, group));
  SOTTO_ASSIGN(const bool waits, group_past_notices::hold(step, group, log->size()));
  for (auto sequence = before; sequence < log->size(); ++sequence) {
    const auto& bytes = entries[static_cast<std::size_t>(sequence - (known ? first : 0))];
    SOTTO_TRY(step.put(Table::group_entry, key_of(group, sequence), bytes));
    SOTTO_ASSIGN(const auto entry, group::Entry::parse(bytes));
    if (!waits) SOTTO_TRY(group_notices::show(step, entry));
  }
  step.memory().groups.logs.insert_or_assign(group, log);
  step.notify(GroupUpdated{group});
  step.notify(ConversationChanged{group});
  return greet_members(step, known, *log);
}

}  // namespace sotto::client::group_logs
