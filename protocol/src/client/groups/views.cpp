// SPDX-License-Identifier: GPL-3.0-or-later
#include "views.hpp"

#include <algorithm>

#include "logs.hpp"
#include "post_record.hpp"
#include "record.hpp"

namespace sotto::client::group_views {
namespace {

GroupStanding standing_of(Belonging belonging) {
  switch (belonging) {
    case Belonging::waiting:
      return GroupStanding::waiting;
    case Belonging::member:
      return GroupStanding::member;
    case Belonging::former:
      return GroupStanding::former;
  }
  return GroupStanding::former;
}

void add_members(const group::Membership& state, GroupView& view) {
  for (const auto& [name, member] : state.members) view.members.push_back({name, member.role});
  std::stable_sort(view.members.begin(), view.members.end(),
                   [](const auto& a, const auto& b) { return a.role > b.role; });
}

void add_requests(const group::Membership& state, const Username& self, GroupView& view) {
  for (const auto& [name, request] : state.requests) {
    view.requests.push_back({name, group::valid_approvals(state, request, state.changed_at),
                             group::is_approved_by(state, request, self, state.changed_at)});
  }
}

void add_state(const group::Membership& state, const Username& self, GroupView& view) {
  view.name = state.name.text();
  view.picture = state.picture;
  view.open = state.kind == group::GroupKind::open;
  view.epoch = state.epoch;
  view.policy_approvals = state.policy.approvals();
  view.policy_approvers = state.policy.approvers();
  view.needed_approvals = group::needed_approvals(state);
  add_members(state, view);
  add_requests(state, self, view);
  const auto* member = group::find_member(state, self);
  if (member == nullptr) return;
  view.role = member->role;
  view.may_approve = member->role >= state.policy.approvers();
}

Result<GroupView> view_of(store::ClientStore& store, const Account& account, const GroupId& group,
                          const GroupRecord& record) {
  GroupView view;
  view.group = group;
  view.name = record.name;
  view.standing = standing_of(record.belonging);
  view.forked = record.doubts.forked.has_value();
  const auto& witness = record.doubts.forked ? record.doubts.forked : record.doubts.ahead;
  if (witness) view.disputed_by = witness->member;
  SOTTO_ASSIGN(const auto log, group_logs::load(store, group));
  if (log) add_state(log->state(), account.self.user, view);
  SOTTO_ASSIGN(const auto posts, post_records::find(store, group));
  view.older_posts = posts && posts->oldest > 1;
  view.refused_posts = posts ? posts->refused : 0;
  view.behind =
      record.belonging == Belonging::member && (!log || record.doubts.ahead || log->size() < record.wanted);
  return view;
}

}  // namespace

Result<std::vector<GroupView>> all(store::ClientStore& store, const Account& account) {
  SOTTO_ASSIGN(const auto records, group_records::all(store));
  std::vector<GroupView> views;
  for (const auto& [group, record] : records) {
    SOTTO_ASSIGN(auto view, view_of(store, account, group, record));
    views.push_back(std::move(view));
  }
  return views;
}

Result<std::optional<GroupView>> one(store::ClientStore& store, const Account& account,
                                     const GroupId& group) {
  SOTTO_ASSIGN(const auto record, group_records::find(store, group));
  if (!record) return std::optional<GroupView>{};
  SOTTO_ASSIGN(auto view, view_of(store, account, group, *record));
  return std::optional{std::move(view)};
}

Result<std::string> title(store::ClientStore& store, const GroupId& group) {
  SOTTO_ASSIGN(const auto record, group_records::find(store, group));
  return record ? record->name : std::string{};
}

}  // namespace sotto::client::group_views
