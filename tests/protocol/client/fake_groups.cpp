// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_groups.hpp"

#include <algorithm>

#include "sotto/group/post.hpp"

namespace sotto::testing {
namespace {

using wire::CallFailureCode;

wire::CallFailure failure(CallFailureCode code) { return {code, Duration{0}}; }

wire::GroupFacts facts_of(const group::Membership& state) {
  return {state.group,
          static_cast<std::uint32_t>(state.kind),
          state.name.text(),
          static_cast<std::uint32_t>(state.members.size()),
          static_cast<std::uint32_t>(group::needed_approvals(state)),
          state.epoch,
          state.head.sequence,
          state.head.hash.bytes,
          state.changed_at};
}

CallFailureCode code_for(ErrorCode code) {
  const bool stale =
      code == ErrorCode::stale_state || code == ErrorCode::forked_log || code == ErrorCode::invalid_state;
  return stale ? CallFailureCode::conflict : CallFailureCode::refused;
}

std::set<Username> everybody(const group::Membership& state) {
  std::set<Username> all;
  for (const auto& [name, member] : state.members) all.insert(name);
  for (const auto& [name, request] : state.requests) all.insert(name);
  for (const auto& [name, former] : state.former) all.insert(name);
  return all;
}

std::uint64_t readable(const group::Membership& state, const Username& who, Instant now) {
  const auto all = state.head.sequence + 1;
  if (state.kind == group::GroupKind::open || group::find_member(state, who) != nullptr) return all;
  const auto request = state.requests.find(who);
  if (request != state.requests.end() &&
      group::valid_approvals(state, request->second, now) >= group::needed_approvals(state))
    return all;
  const auto former = state.former.find(who);
  return former == state.former.end() ? 0 : former->second.sequence + 1;
}

}  // namespace

wire::Reply FakeGroups::append(const Username& who, const Bytes& bytes, std::set<Username>& concerned,
                               GroupId& changed) {
  const auto entry = group::Entry::parse(bytes);
  if (!entry) return failure(CallFailureCode::malformed);
  const auto known = logs.find(entry->header().group);
  // Others' entries are given back by members.
  const bool own = entry->header().author == who;
  if (!own && known != logs.end() && group::find_member(*known->second.state, who) == nullptr)
    return failure(CallFailureCode::refused);
  auto after = known != logs.end() ? group::after(*known->second.state, *entry) : group::founded(*entry);
  if (!after) return failure(code_for(after.error().code));
  auto& log = logs[entry->header().group];
  log.state = *std::move(after);
  log.entries.push_back(bytes);
  concerned = everybody(*log.state);
  changed = entry->header().group;
  return facts_of(*log.state);
}

wire::Reply FakeGroups::log_for(const Username& who, const wire::FetchGroupLogRequest& request,
                                Instant now) const {
  const auto log = logs.find(request.group);
  if (log == logs.end()) return failure(CallFailureCode::not_found);
  const auto size = readable(*log->second.state, who, now);
  if (size == 0) return failure(CallFailureCode::not_found);
  wire::GroupLogPage page{request.group, request.first, {}, size};
  const auto end = std::min<std::uint64_t>(size, request.first + wire::max_group_entries);
  for (auto at = request.first; at < std::min<std::uint64_t>(end, log->second.entries.size()); ++at)
    page.entries.push_back(log->second.entries[static_cast<std::size_t>(at)]);
  return page;
}

wire::Reply FakeGroups::list_for(const Username& who) const {
  wire::GroupList list;
  for (const auto& [group, log] : logs) {
    const auto size = log.state->head.sequence + 1;
    if (group::find_member(*log.state, who) != nullptr)
      list.groups.push_back({group, wire::GroupStanding::member, size});
    else if (log.state->requests.count(who) > 0)
      list.groups.push_back({group, wire::GroupStanding::waiting, size});
  }
  return list;
}

wire::Reply FakeGroups::find(const wire::FindGroupsRequest& request) const {
  wire::GroupsFound found;
  for (const auto& [group, log] : logs) {
    const bool wanted = request.group ? *request.group == group
                                      : log.state->name.text().find(request.query) != std::string::npos;
    if (wanted) found.groups.push_back(facts_of(*log.state));
  }
  return found;
}

wire::Reply FakeGroups::add_post(const Username& who, const Bytes& bytes, wire::PostPage& news) {
  const auto post = group::Post::parse(bytes);
  const bool own = post && post->header().author == who;
  if (!own || members(post->header().group).count(who) == 0) return failure(CallFailureCode::refused);
  const auto group = post->header().group;
  auto& all = posts[group];
  const auto known = std::find(all.begin(), all.end(), bytes);
  if (known != all.end()) return wire::PostAdded{group, static_cast<std::uint64_t>(known - all.begin()) + 1};
  if (const auto* removal = std::get_if<group::PostRemoval>(&post->body())) {
    for (auto& one : all) {
      const auto said = group::Post::parse(one);
      if (said && said->header().id == removal->target) one.clear();
    }
  }
  all.push_back(bytes);
  news = {group, all.size(), {{all.size(), bytes}}};
  return wire::PostAdded{group, all.size()};
}

wire::Reply FakeGroups::posts_for(const wire::FetchPostsRequest& request) const {
  constexpr std::size_t most = 20;
  const auto known = posts.find(request.group);
  const auto& all = known != posts.end() ? known->second : std::vector<Bytes>{};
  wire::PostPage page{request.group, all.size(), {}};
  if (request.direction == wire::PageDirection::newer) {
    for (auto place = request.place + 1; place <= all.size() && page.places.size() < most; ++place)
      page.places.push_back({place, all[static_cast<std::size_t>(place - 1)]});
    return page;
  }
  const auto end = request.place == 0 ? all.size() + 1 : request.place;
  for (auto place = end - 1; place > 0 && page.places.size() < most; --place)
    page.places.push_back({place, all[static_cast<std::size_t>(place - 1)]});
  return page;
}

std::set<Username> FakeGroups::members(const GroupId& group) const {
  std::set<Username> all;
  const auto log = logs.find(group);
  if (log == logs.end()) return all;
  for (const auto& [name, member] : log->second.state->members) all.insert(name);
  return all;
}

}  // namespace sotto::testing
