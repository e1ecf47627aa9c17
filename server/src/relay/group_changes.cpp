// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/group_changes.hpp"

#include <algorithm>
#include <map>

namespace sotto::relay {
namespace {

using Standings = std::map<Username, store::Standing>;

Standings standings_in(const group::Membership& state) {
  Standings all;
  for (const auto& [name, request] : state.requests) all.emplace(name, store::Standing::waiting);
  for (const auto& [name, member] : state.members) all.insert_or_assign(name, store::Standing::member);
  return all;
}

}  // namespace

store::GroupChange change_of(const group::Membership* before, const group::Membership& after, Bytes entry) {
  store::GroupChange change{{after.group, static_cast<std::uint32_t>(after.kind), after.name.text(),
                             after.members.size(), after.head.sequence + 1},
                            std::move(entry),
                            {}};
  const auto old_standings = before != nullptr ? standings_in(*before) : Standings{};
  const auto new_standings = standings_in(after);
  for (const auto& [name, standing] : new_standings) {
    const auto old = old_standings.find(name);
    if (old == old_standings.end() || old->second != standing) change.standings.emplace_back(name, standing);
  }
  for (const auto& [name, standing] : old_standings) {
    if (new_standings.count(name) == 0) change.standings.emplace_back(name, std::nullopt);
  }
  return change;
}

wire::GroupFacts facts_of(const group::Membership& state) {
  wire::GroupFacts facts;
  facts.group = state.group;
  facts.kind = static_cast<std::uint32_t>(state.kind);
  facts.name = state.name.text();
  facts.members = static_cast<std::uint32_t>(state.members.size());
  facts.approvals = static_cast<std::uint32_t>(group::needed_approvals(state));
  facts.epoch = state.epoch;
  facts.head_sequence = state.head.sequence;
  facts.head_hash = state.head.hash.bytes;
  facts.changed_at = state.changed_at;
  return facts;
}

std::vector<Username> concerned_by(const store::GroupChange& change, const group::Membership& after) {
  std::vector<Username> all;
  for (const auto& [name, member] : after.members) all.push_back(name);
  for (const auto& [name, standing] : change.standings) {
    if (standing != store::Standing::member) all.push_back(name);
  }
  // A waiting newcomer hears of each approval, so that they come in as soon as they can.
  for (const auto& [name, request] : after.requests) all.push_back(name);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace sotto::relay
