// SPDX-License-Identifier: GPL-3.0-or-later
#include "group_fields.hpp"

#include <algorithm>
#include <array>

#include "sotto/group/limits.hpp"

namespace sotto::conformance {
namespace {

using group::EntryBody;
using group::GroupKind;
using group::Membership;
using group::Role;

Error malformed(const char* field) { return {ErrorCode::malformed, field, 0}; }

const char* name_of_kind(GroupKind kind) { return kind == GroupKind::open ? "open" : "secure"; }

Result<GroupKind> parse_kind(const Request& request) {
  SOTTO_ASSIGN(const std::string kind, request.text("kind"));
  for (const auto one : {GroupKind::secure, GroupKind::open}) {
    if (kind == name_of_kind(one)) return one;
  }
  return malformed("kind");
}

const char* name_of_role(Role role) {
  return role == Role::owner ? "owner" : role == Role::admin ? "admin" : "member";
}

Result<Role> parse_role(const Request& request, const char* field) {
  SOTTO_ASSIGN(const std::string role, request.text(field));
  for (const auto one : {Role::member, Role::admin, Role::owner}) {
    if (role == name_of_role(one)) return one;
  }
  return malformed(field);
}

Result<group::Policy> parse_policy(const Request& request, std::uint32_t version) {
  SOTTO_ASSIGN(const std::uint32_t approvals, request.number("approvals"));
  SOTTO_ASSIGN(const Role approvers, parse_role(request, "approvers"));
  return group::Policy::parse(version, approvals, approvers);
}

/// What the body of an entry is made of.
struct Draft {
  const Request& request;
  const Membership& state;
  const Author& author;
  RandomSource& random;
};

Result<const group::PendingRequest*> find_request(const Draft& draft, const Username& newcomer) {
  const auto found = draft.state.requests.find(newcomer);
  if (found == draft.state.requests.end()) return Error{ErrorCode::not_found, "request", 0};
  return &found->second;
}

Result<EntryBody> make_request(const Draft& draft) {
  SOTTO_ASSIGN(const auto nonce, group::Nonce::fresh(draft.random));
  return EntryBody{group::Request{draft.author.identity, nonce}};
}

Result<EntryBody> make_approve(const Draft& draft) {
  SOTTO_ASSIGN(const Username user, draft.request.username("user"));
  SOTTO_ASSIGN(const auto* newcomer, find_request(draft, user));
  const auto expires = std::max(draft.author.now, draft.state.changed_at) + group::max_approval_lifetime;
  return EntryBody{group::Approve{{user, newcomer->identity, newcomer->nonce, expires}}};
}

Result<EntryBody> make_join(const Draft& draft) {
  if (draft.state.kind == GroupKind::open) {
    SOTTO_ASSIGN(const auto nonce, group::Nonce::fresh(draft.random));
    return EntryBody{group::Join{draft.author.identity, nonce}};
  }
  SOTTO_ASSIGN(const auto* own, find_request(draft, draft.author.name));
  return EntryBody{group::Join{draft.author.identity, own->nonce}};
}

Result<EntryBody> make_leave(const Draft&) { return EntryBody{group::Leave{}}; }

Result<EntryBody> make_remove(const Draft& draft) {
  SOTTO_ASSIGN(Username user, draft.request.username("user"));
  return EntryBody{group::Remove{std::move(user)}};
}

Result<EntryBody> make_role(const Draft& draft) {
  SOTTO_ASSIGN(Username user, draft.request.username("user"));
  SOTTO_ASSIGN(const Role role, parse_role(draft.request, "role"));
  return EntryBody{group::ChangeRole{std::move(user), role}};
}

Result<EntryBody> make_policy(const Draft& draft) {
  SOTTO_ASSIGN(const auto policy, parse_policy(draft.request, draft.state.policy.version() + 1));
  return EntryBody{group::ChangePolicy{policy}};
}

Result<EntryBody> make_rename(const Draft& draft) {
  SOTTO_ASSIGN(const std::string text, draft.request.text("name"));
  SOTTO_ASSIGN(auto name, group::GroupName::parse(text));
  return EntryBody{group::Rename{std::move(name)}};
}

Result<EntryBody> make_picture(const Draft& draft) {
  SOTTO_ASSIGN(Bytes picture, draft.request.bytes("picture"));
  return EntryBody{group::ChangePicture{std::move(picture)}};
}

struct EntryKind {
  std::string_view name;
  Result<EntryBody> (*make)(const Draft&);
};

constexpr std::array entry_kinds{EntryKind{"request", make_request}, EntryKind{"approve", make_approve},
                                 EntryKind{"join", make_join},       EntryKind{"leave", make_leave},
                                 EntryKind{"remove", make_remove},   EntryKind{"role", make_role},
                                 EntryKind{"policy", make_policy},   EntryKind{"rename", make_rename},
                                 EntryKind{"picture", make_picture}};

Json members_of(const Membership& state) {
  auto all = Json::array();
  for (const auto& [name, member] : state.members) {
    all.push_back(Json{{"name", name.text()},
                       {"identity", to_hex(member.identity.view())},
                       {"role", name_of_role(member.role)},
                       {"since_epoch", member.since_epoch}});
  }
  return all;
}

Json requests_of(const Membership& state) {
  auto all = Json::array();
  for (const auto& [name, request] : state.requests) {
    all.push_back(Json{{"name", name.text()},
                       {"identity", to_hex(request.identity.view())},
                       {"nonce", to_hex(request.nonce.bytes)},
                       {"approvals", group::valid_approvals(state, request, state.changed_at)}});
  }
  return all;
}

}  // namespace

Result<GroupId> parse_group(const Request& request) {
  SOTTO_ASSIGN(const Bytes id, request.bytes("group"));
  return GroupId::parse(id);
}

Result<group::Arrival> parse_arrival(const Request& request) {
  SOTTO_ASSIGN(const GroupId group, parse_group(request));
  SOTTO_ASSIGN(Address sender, request.peer());
  SOTTO_ASSIGN(const Bytes id, request.bytes("message_id"));
  SOTTO_ASSIGN(const MessageId message, MessageId::parse(id));
  return group::Arrival{group, std::move(sender), message};
}

Result<group::Create> parse_create(const Request& request, const crypto::IdentityKey& founder,
                                   RandomSource& random) {
  SOTTO_ASSIGN(const GroupKind kind, parse_kind(request));
  SOTTO_ASSIGN(const std::string text, request.text("name"));
  SOTTO_ASSIGN(auto name, group::GroupName::parse(text));
  SOTTO_ASSIGN(const auto policy, parse_policy(request, 1));
  SOTTO_ASSIGN(const auto nonce, group::Nonce::fresh(random));
  return group::Create{kind, std::move(name), policy, founder, nonce};
}

Result<EntryBody> parse_entry_body(const Request& request, const Membership& state, const Author& author,
                                   RandomSource& random) {
  SOTTO_ASSIGN(const std::string kind, request.text("kind"));
  const auto known = std::find_if(entry_kinds.begin(), entry_kinds.end(),
                                  [&](const EntryKind& one) { return one.name == kind; });
  if (known == entry_kinds.end()) return malformed("kind");
  return known->make({request, state, author, random});
}

Json json_of(const Membership& state) {
  const Json policy{{"version", state.policy.version()},
                    {"approvals", state.policy.approvals()},
                    {"approvers", name_of_role(state.policy.approvers())}};
  return Json{{"group", to_hex(state.group.view())},
              {"kind", name_of_kind(state.kind)},
              {"name", state.name.text()},
              {"policy", policy},
              {"picture", to_hex(state.picture)},
              {"epoch", state.epoch},
              {"head_sequence", state.head.sequence},
              {"head_hash", to_hex(state.head.hash.view())},
              {"needed_approvals", group::needed_approvals(state)},
              {"members", members_of(state)},
              {"requests", requests_of(state)}};
}

}  // namespace sotto::conformance
