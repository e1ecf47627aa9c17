// SPDX-License-Identifier: GPL-3.0-or-later
#include "group_state.hpp"

namespace sotto::vectors {
namespace {

using group::Membership;
using group::Role;

const char* name_of_role(Role role) {
  return role == Role::owner ? "owner" : role == Role::admin ? "admin" : "member";
}

Json members_of(const Membership& state) {
  Json members = Json::array();
  for (const auto& [name, member] : state.members) {
    members.push_back({{"name", name.text()},
                       {"identity", hex(member.identity.view())},
                       {"role", name_of_role(member.role)},
                       {"since_epoch", member.since_epoch}});
  }
  return members;
}

Json requests_of(const Membership& state) {
  Json requests = Json::array();
  for (const auto& [name, request] : state.requests) {
    requests.push_back({{"name", name.text()},
                        {"identity", hex(request.identity.view())},
                        {"nonce", hex(request.nonce.bytes)},
                        {"approvals", valid_approvals(state, request, state.changed_at)}});
  }
  return requests;
}

}  // namespace

Json written(const Membership& state) {
  return {{"group", hex(state.group.view())},
          {"kind", state.kind == group::GroupKind::open ? "open" : "secure"},
          {"name", state.name.text()},
          {"policy",
           {{"version", state.policy.version()},
            {"approvals", state.policy.approvals()},
            {"approvers", name_of_role(state.policy.approvers())}}},
          {"picture", hex(state.picture)},
          {"epoch", state.epoch},
          {"head_sequence", state.head.sequence},
          {"head_hash", hex(state.head.hash.view())},
          {"needed_approvals", needed_approvals(state)},
          {"members", members_of(state)},
          {"requests", requests_of(state)}};
}

}  // namespace sotto::vectors
