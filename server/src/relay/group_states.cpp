// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/group_states.hpp"

#include "sotto/group/membership_log.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay {
namespace {

Result<std::vector<Bytes>> whole_log(const store::Snapshot& snapshot, const GroupId& group) {
  std::vector<Bytes> all;
  while (true) {
    SOTTO_ASSIGN(auto page,
                 snapshot.group_entries(group, all.size(), wire::max_group_entries, wire::max_group_page));
    if (page.empty()) return all;
    for (auto& entry : page) all.push_back(std::move(entry));
  }
}

}  // namespace

Result<GroupStates::State> GroupStates::load(const GroupId& group) const {
  std::vector<Bytes> entries;
  SOTTO_TRY(base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(entries, whole_log(snapshot, group));
    return {};
  }));
  if (entries.empty()) return State{};
  // They were verified before they were stored.
  const auto log = group::MembershipLog::replay(group, entries, group::Checked::signatures);
  if (!log) return Error{ErrorCode::store_corrupt, "group log"};
  return State{std::make_shared<const group::Membership>(log->state())};
}

Result<GroupStates::State> GroupStates::of(const GroupId& group) {
  std::uint64_t forgotten_before = 0;
  {
    const std::lock_guard lock{mutex_};
    const auto found = cache_.find(group);
    if (found != cache_.end()) return found->second;
    forgotten_before = forgotten_;
  }
  SOTTO_ASSIGN(auto state, load(group));
  const std::lock_guard lock{mutex_};
  if (state && forgotten_ == forgotten_before) keep(state);
  return state;
}

void GroupStates::put(const State& state) {
  const std::lock_guard lock{mutex_};
  keep(state);
}

void GroupStates::keep(const State& state) {
  auto& slot = cache_[state->group];
  if (!slot || slot->head.sequence < state->head.sequence) slot = state;
  // Any other one may go: the next look-up reads it again.
  if (cache_.size() <= max_cached_groups) return;
  const auto first = cache_.begin();
  cache_.erase(first->first == state->group ? std::next(first) : first);
}

void GroupStates::forget(const GroupId& group) {
  const std::lock_guard lock{mutex_};
  forgotten_ += 1;
  cache_.erase(group);
}

}  // namespace sotto::relay
