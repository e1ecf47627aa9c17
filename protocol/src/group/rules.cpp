// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.hpp"

#include <algorithm>

#include "defences.hpp"
#include "sotto/group/limits.hpp"

namespace sotto::group {
namespace {

Error not_permitted(const char* where) { return {ErrorCode::not_permitted, where}; }

/// What one entry does to the state.
struct Rules {
  Membership& state;
  const EntryHeader& header;

  Status operator()(const Create&) const;
  Status operator()(const Request& body) const;
  Status operator()(const Approve& body) const;
  Status operator()(const Join& body) const;
  Status operator()(const Leave& body) const;
  Status operator()(const Remove& body) const;
  Status operator()(const ChangeRole& body) const;
  Status operator()(const ChangePolicy& body) const;
  Status operator()(const Rename& body) const;
  Status operator()(const ChangePicture& body) const;

 private:
  [[nodiscard]] Role author_role() const { return state.members.at(header.author).role; }
  [[nodiscard]] Status require(Role least, const char* where) const;
  [[nodiscard]] Status check_new(const crypto::IdentityKey& identity) const;
  [[nodiscard]] Status check_approved(const Join& body) const;
  [[nodiscard]] bool is_only_owner(const Username& user) const;
  [[nodiscard]] Status check_welcome() const;
  void take_out(const Username& user, Ending ending) const;
};

Status Rules::require(Role least, const char* where) const {
  if (defences().roles && author_role() < least) return not_permitted(where);
  return {};
}

/// Neither the name nor the identity is in the group yet: one identity under two names could speak for both.
Status Rules::check_new(const crypto::IdentityKey& identity) const {
  const bool known = std::any_of(state.members.begin(), state.members.end(), [&](const auto& entry) {
    return entry.first == header.author || entry.second.identity == identity;
  });
  if (known) return Error{ErrorCode::already_exists, "member"};
  return {};
}

Status Rules::operator()(const Create&) const { return Error{ErrorCode::invalid_state, "second create"}; }

Status Rules::operator()(const Request& body) const {
  if (state.kind == GroupKind::open) return Error{ErrorCode::invalid_state, "request in an open group"};
  SOTTO_TRY(check_new(body.identity));
  if (state.requests.count(header.author) > 0) return Error{ErrorCode::already_exists, "request"};
  if (defences().limits && state.requests.size() >= max_pending_requests)
    return Error{ErrorCode::too_large, "pending requests"};
  state.requests.emplace(header.author, PendingRequest{body.identity, body.nonce, header.at, {}});
  return {};
}

Status Rules::operator()(const Approve& body) const {
  SOTTO_TRY(require(state.policy.approvers(), "approve"));
  const auto& approval = body.approval;
  const auto found = state.requests.find(approval.newcomer);
  if (found == state.requests.end()) return Error{ErrorCode::not_found, "request"};
  auto& request = found->second;
  const bool same = request.identity == approval.identity && request.nonce == approval.nonce;
  if (defences().approved_identity && !same) return Error{ErrorCode::context_mismatch, "approval"};
  if (approval.expires <= header.at || approval.expires > header.at + max_approval_lifetime)
    return Error{ErrorCode::malformed, "approval's end"};
  request.approvals.insert_or_assign(header.author, GivenApproval{header.epoch, approval.expires});
  return {};
}

Status Rules::check_approved(const Join& body) const {
  const auto found = state.requests.find(header.author);
  if (!defences().quorum) return {};
  if (found == state.requests.end()) return Error{ErrorCode::not_approved, "join without a request"};
  const auto& request = found->second;
  const bool same = request.identity == body.identity && request.nonce == body.nonce;
  if (defences().approved_identity && !same) return Error{ErrorCode::context_mismatch, "join"};
  const auto valid = valid_approvals(state, request, header.at);
  if (valid < needed_approvals(state))
    return Error{ErrorCode::not_approved, "join", static_cast<std::int64_t>(valid)};
  return {};
}

/// Nobody lets a newcomer into an open group, so whoever was taken out would be back at once.
Status Rules::check_welcome() const {
  const auto former = state.former.find(header.author);
  const bool banned = former != state.former.end() && former->second.ending == Ending::removed;
  return banned && defences().removed_stay_out ? not_permitted("removed from an open group") : Status{};
}

Status Rules::operator()(const Join& body) const {
  SOTTO_TRY(check_new(body.identity));
  SOTTO_TRY(state.kind == GroupKind::secure ? check_approved(body) : check_welcome());
  if (defences().limits && state.members.size() >= max_members) return Error{ErrorCode::too_large, "members"};
  state.requests.erase(header.author);
  ++state.epoch;
  state.former.erase(header.author);
  state.members.emplace(header.author, Member{body.identity, Role::member, state.epoch, header.sequence});
  return {};
}

bool Rules::is_only_owner(const Username& user) const {
  return std::none_of(state.members.begin(), state.members.end(), [&](const auto& entry) {
    return !(entry.first == user) && entry.second.role == Role::owner;
  });
}

/// A group is never without an owner: after the last one comes who has the highest role, and among those who
/// has been here longest. Where there is an owner still, that is one.
void Rules::take_out(const Username& user, Ending ending) const {
  state.former.insert_or_assign(user, Former{header.sequence, state.members.at(user).identity, ending});
  state.members.erase(user);
  ++state.epoch;
  if (state.members.empty()) return;
  const auto heir =
      std::min_element(state.members.begin(), state.members.end(), [](const auto& a, const auto& b) {
        if (a.second.role != b.second.role) return a.second.role > b.second.role;
        return a.second.since_sequence < b.second.since_sequence;
      });
  heir->second.role = Role::owner;
}

Status Rules::operator()(const Leave&) const {
  if (state.requests.erase(header.author) == 0) take_out(header.author, Ending::left);
  return {};
}

Status Rules::operator()(const Remove& body) const {
  SOTTO_TRY(require(Role::admin, "remove"));
  if (state.requests.erase(body.user) > 0) return {};
  const auto* target = find_member(state, body.user);
  if (target == nullptr) return Error{ErrorCode::not_found, "member"};
  if (defences().roles && target->role >= author_role()) return not_permitted("remove a higher role");
  take_out(body.user, Ending::removed);
  return {};
}

Status Rules::operator()(const ChangeRole& body) const {
  SOTTO_TRY(require(Role::owner, "change a role"));
  const auto found = state.members.find(body.user);
  if (found == state.members.end()) return Error{ErrorCode::not_found, "member"};
  if (body.role != Role::owner && found->second.role == Role::owner && is_only_owner(body.user))
    return Error{ErrorCode::invalid_state, "the only owner"};
  found->second.role = body.role;
  return {};
}

Status Rules::operator()(const ChangePolicy& body) const {
  SOTTO_TRY(require(Role::owner, "change the policy"));
  if (defences().policy_version && body.policy.version() != state.policy.version() + 1)
    return Error{ErrorCode::stale_state, "policy version", body.policy.version()};
  state.policy = body.policy;
  return {};
}

Status Rules::operator()(const Rename& body) const {
  SOTTO_TRY(require(Role::admin, "rename"));
  state.name = body.name;
  return {};
}

Status Rules::operator()(const ChangePicture& body) const {
  SOTTO_TRY(require(Role::admin, "change the picture"));
  state.picture = body.picture;
  return {};
}

}  // namespace

Status carry_out(Membership& state, const Entry& entry) {
  return std::visit(Rules{state, entry.header()}, entry.body());
}

}  // namespace sotto::group
