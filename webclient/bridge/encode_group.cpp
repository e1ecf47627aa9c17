// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode_group.hpp"

namespace sotto::web {
namespace {

bridge::GroupRole encode(group::Role role) {
  switch (role) {
    case group::Role::member:
      return bridge::MEMBER;
    case group::Role::admin:
      return bridge::ADMIN;
    case group::Role::owner:
      return bridge::OWNER;
  }
  return bridge::ROLE_UNSPECIFIED;
}

bridge::GroupStanding encode(client::GroupStanding standing) {
  switch (standing) {
    case client::GroupStanding::waiting:
      return bridge::STANDING_WAITING;
    case client::GroupStanding::member:
      return bridge::STANDING_MEMBER;
    case client::GroupStanding::former:
      return bridge::STANDING_FORMER;
  }
  return bridge::STANDING_UNSPECIFIED;
}

}  // namespace

void encode(const client::GroupView& view, bridge::Group& out) {
  out.set_group(view.group.text());
  out.set_name(view.name);
  out.set_standing(encode(view.standing));
  out.set_open(view.open);
  out.set_forked(view.forked);
  out.set_behind(view.behind);
  if (view.disputed_by) out.set_disputed_by(view.disputed_by->text());
  out.set_policy_approvals(view.policy_approvals);
  out.set_policy_approvers(encode(view.policy_approvers));
  out.set_needed_approvals(static_cast<std::uint32_t>(view.needed_approvals));
  if (view.role) out.set_role(encode(*view.role));
  out.set_may_approve(view.may_approve);
  out.set_older_posts(view.older_posts);
  out.set_refused_posts(view.refused_posts);
  out.set_picture(std::string{text_of(view.picture)});
  for (const client::GroupMemberView& member : view.members) {
    bridge::GroupMember& entry = *out.add_members();
    entry.set_user(member.user.text());
    entry.set_role(encode(member.role));
  }
  for (const client::GroupRequestView& request : view.requests) {
    bridge::GroupRequest& entry = *out.add_requests();
    entry.set_user(request.user.text());
    entry.set_approvals(static_cast<std::uint32_t>(request.approvals));
    entry.set_approved_here(request.approved_here);
  }
}

void encode(const client::GroupFoundView& view, bridge::GroupFound& out) {
  out.set_group(view.group.text());
  out.set_name(view.name);
  out.set_open(view.open);
  out.set_members(view.members);
  out.set_needed_approvals(view.needed_approvals);
}

}  // namespace sotto::web
