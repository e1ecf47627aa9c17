// SPDX-License-Identifier: GPL-3.0-or-later
#include "membership_check.hpp"

#include <algorithm>
#include <limits>

namespace sotto::simulation {
namespace {

constexpr auto everything = std::numeric_limits<std::size_t>::max() / 2;

/// What the screen says of the members, beside what the log says.
bool shows(const client::GroupView& view, const group::Membership& state) {
  const auto is_listed = [&](const client::GroupMemberView& one) {
    const auto* member = group::find_member(state, one.user);
    return member != nullptr && member->role == one.role;
  };
  return view.name == state.name.text() && view.epoch == state.epoch &&
         view.policy_approvals == state.policy.approvals() &&
         view.policy_approvers == state.policy.approvers() && view.members.size() == state.members.size() &&
         std::all_of(view.members.begin(), view.members.end(), is_listed);
}

}  // namespace

Entries log_at_relay(RelayMedium& medium, const GroupId& group) {
  Entries entries;
  const auto read = medium.store().read([&](const relay::store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(entries, snapshot.group_entries(group, 0, everything, everything));
    return {};
  });
  return read.ok() ? entries : Entries{};
}

Entries log_on(Device& device, const GroupId& group) {
  Entries entries;
  const auto records = device.disk().scan(store::Table::group_entry, group.view(), everything);
  for (const auto& record : *records) entries.push_back(record.value);
  return entries;
}

std::optional<std::string> find_disagreement(Device& device, const Entries& truth,
                                             const group::Membership& state) {
  const auto here = log_on(device, state.group);
  const bool begins_alike =
      here.size() <= truth.size() && std::equal(here.begin(), here.end(), truth.begin());
  if (!begins_alike) return device.label() + " has another log than the relay";
  if (group::find_member(state, *Username::parse(device.user())) == nullptr) return std::nullopt;
  if (here.size() < truth.size()) return device.label() + " does not know the whole log";
  if (!device.is_running()) return device.label() + " does not run";
  const auto view = device.engine().group(state.group);
  const bool certain = view && *view && !(*view)->forked && !(*view)->behind;
  if (!certain) return device.label() + " is in doubt about the log";
  return shows(**view, state) ? std::nullopt : std::optional{device.label() + " shows another group"};
}

}  // namespace sotto::simulation
