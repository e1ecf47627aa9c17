// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/group/membership.hpp"

#include <algorithm>

#include "defences.hpp"
#include "rules.hpp"
#include "sotto/group/limits.hpp"

namespace sotto::group {
namespace {

Status check_place(const Membership& state, const EntryHeader& header) {
  if (defences().group && !(header.group == state.group))
    return Error{ErrorCode::context_mismatch, "entry's group"};
  if (header.sequence > state.head.sequence + 1) return Error{ErrorCode::invalid_state, "entry's sequence"};
  if (defences().chain && header.sequence <= state.head.sequence)
    return Error{ErrorCode::stale_state, "entry's sequence"};
  if (defences().chain && !(header.previous == state.head.hash))
    return Error{ErrorCode::forked_log, "entry's previous hash"};
  if (defences().epoch && header.epoch != state.epoch) return Error{ErrorCode::stale_state, "entry's epoch"};
  if (header.at < state.changed_at) return Error{ErrorCode::malformed, "entry's time"};
  return {};
}

/// Who speaks: a newcomer brings their key along, everybody else has one in the group.
struct AuthorKey {
  const Membership& state;
  const Username& author;

  Result<crypto::PublicKey> operator()(const Request& body) const { return crypto::PublicKey{body.identity}; }
  Result<crypto::PublicKey> operator()(const Join& body) const { return crypto::PublicKey{body.identity}; }
  Result<crypto::PublicKey> operator()(const Leave&) const {
    const auto request = state.requests.find(author);
    if (request == state.requests.end()) return of_member();
    return crypto::PublicKey{request->second.identity};
  }
  template <class Body>
  Result<crypto::PublicKey> operator()(const Body&) const {
    return of_member();
  }

 private:
  [[nodiscard]] Result<crypto::PublicKey> of_member() const {
    const auto* member = find_member(state, author);
    if (member == nullptr) return Error{ErrorCode::not_permitted, "no member"};
    return crypto::PublicKey{member->identity};
  }
};

void forget_expired_requests(Membership& state, Instant at) {
  auto& requests = state.requests;
  for (auto it = requests.begin(); it != requests.end();) {
    it = it->second.asked_at + request_lifetime < at ? requests.erase(it) : std::next(it);
  }
}

bool may_approve(const Membership& group, const Member& member) {
  return member.role >= group.policy.approvers();
}

bool counts(const Membership& group, const Username& user, const GivenApproval& approval, Instant at) {
  if (defences().approval_expiry && approval.expires < at) return false;
  if (!defences().approver_stays) return true;
  const auto* approver = find_member(group, user);
  return approver != nullptr && may_approve(group, *approver) && approver->since_epoch <= approval.epoch;
}

}  // namespace

Result<Membership> founded(const Entry& entry, Checked checked) {
  const auto* create = std::get_if<Create>(&entry.body());
  if (create == nullptr) return Error{ErrorCode::malformed, "a log without its beginning"};
  if (create->policy.version() != 1) return Error{ErrorCode::malformed, "first policy's version"};
  if (defences().signatures && checked == Checked::nothing) SOTTO_TRY(entry.verify(create->founder));
  const auto& header = entry.header();
  Membership state{header.group,
                   create->kind,
                   create->name,
                   create->policy,
                   {},
                   1,
                   {0, entry.hash()},
                   header.at,
                   {},
                   {},
                   {}};
  state.members.emplace(header.author, Member{create->founder, Role::owner, 1, 0});
  return state;
}

Result<Membership> after(const Membership& before, const Entry& entry, Checked checked) {
  const auto& header = entry.header();
  SOTTO_TRY(check_place(before, header));
  auto state = before;
  forget_expired_requests(state, header.at);
  SOTTO_ASSIGN(const auto author, std::visit(AuthorKey{state, header.author}, entry.body()));
  if (defences().signatures && checked == Checked::nothing) SOTTO_TRY(entry.verify(author));
  SOTTO_TRY(carry_out(state, entry));
  state.head = {header.sequence, entry.hash()};
  state.changed_at = header.at;
  return state;
}

const Member* find_member(const Membership& group, const Username& user) {
  const auto found = group.members.find(user);
  return found == group.members.end() ? nullptr : &found->second;
}

const crypto::IdentityKey* find_author(const Membership& group, const Username& user) {
  if (const auto* member = find_member(group, user)) return &member->identity;
  const auto former = group.former.find(user);
  return former == group.former.end() ? nullptr : &former->second.identity;
}

std::size_t needed_approvals(const Membership& group) {
  const auto approvers = std::count_if(group.members.begin(), group.members.end(),
                                       [&](const auto& entry) { return may_approve(group, entry.second); });
  const auto possible = std::min<std::size_t>(group.policy.approvals(), static_cast<std::size_t>(approvers));
  return std::max<std::size_t>(possible, 1);
}

std::size_t valid_approvals(const Membership& group, const PendingRequest& request, Instant at) {
  return static_cast<std::size_t>(
      std::count_if(request.approvals.begin(), request.approvals.end(),
                    [&](const auto& given) { return counts(group, given.first, given.second, at); }));
}

bool is_approved_by(const Membership& group, const PendingRequest& request, const Username& approver,
                    Instant at) {
  const auto given = request.approvals.find(approver);
  return given != request.approvals.end() && counts(group, approver, given->second, at);
}

EntryHeader next_header(const Membership& group, const Username& author, Instant now) {
  return {group.group, group.head.sequence + 1,         group.head.hash,
          group.epoch, std::max(now, group.changed_at), author};
}

}  // namespace sotto::group
