// SPDX-License-Identifier: GPL-3.0-or-later
#include "decode_group_request.hpp"

#include "bridge.pb.h"

namespace sotto::web {
namespace {

Error unknown(const char* where) { return {ErrorCode::malformed, where}; }

Result<group::Role> decode_role(bridge::GroupRole role) {
  switch (role) {
    case bridge::MEMBER:
      return group::Role::member;
    case bridge::ADMIN:
      return group::Role::admin;
    case bridge::OWNER:
      return group::Role::owner;
    default:
      return unknown("group role");
  }
}

template <class Act>
Result<client::GroupAct> act_on(const std::string& name) {
  SOTTO_ASSIGN(Username user, Username::parse(name));
  return client::GroupAct{Act{std::move(user)}};
}

Result<client::GroupAct> decode(const bridge::RoleChange& in) {
  SOTTO_ASSIGN(Username user, Username::parse(in.user()));
  SOTTO_ASSIGN(const auto role, decode_role(in.role()));
  return client::GroupAct{client::SetRole{std::move(user), role}};
}

Result<client::GroupAct> decode(const bridge::PolicyChange& in) {
  SOTTO_ASSIGN(const auto approvers, decode_role(in.approvers()));
  return client::GroupAct{client::SetPolicy{in.approvals(), approvers}};
}

Result<client::GroupAct> decode_act(const bridge::ChangeGroup& in) {
  using bridge::ChangeGroup;
  switch (in.what_case()) {
    case ChangeGroup::kApprove:
      return act_on<client::ApproveNewcomer>(in.approve());
    case ChangeGroup::kLeave:
      return client::GroupAct{client::LeaveGroup{}};
    case ChangeGroup::kRemove:
      return act_on<client::RemoveMember>(in.remove());
    case ChangeGroup::kRole:
      return decode(in.role());
    case ChangeGroup::kPolicy:
      return decode(in.policy());
    case ChangeGroup::kRename:
      return client::GroupAct{client::RenameGroup{in.rename()}};
    case ChangeGroup::kPicture:
      return client::GroupAct{client::SetGroupPicture{copy_of(bytes_of(in.picture()))}};
    case ChangeGroup::WHAT_NOT_SET:
      break;
  }
  return unknown("group change");
}

Result<Command> decode(const bridge::CreateGroup& in) {
  SOTTO_ASSIGN(const auto approvers, decode_role(in.approvers()));
  const auto kind = in.open() ? group::GroupKind::open : group::GroupKind::secure;
  return Command{client::Input{client::CreateGroup{in.name(), in.approvals(), approvers, kind}}};
}

Result<Command> decode(const bridge::RequestToJoin& in) {
  SOTTO_ASSIGN(const auto group, GroupId::parse_text(in.group()));
  return Command{client::Input{client::RequestToJoin{group}}};
}

Result<Command> decode(const bridge::LoadPosts& in) {
  SOTTO_ASSIGN(const auto group, GroupId::parse_text(in.group()));
  return Command{client::Input{client::LoadPosts{group}}};
}

Result<Command> decode(const bridge::ChangeGroup& in) {
  SOTTO_ASSIGN(const auto group, GroupId::parse_text(in.group()));
  SOTTO_ASSIGN(auto what, decode_act(in));
  return Command{client::Input{client::ChangeGroup{group, std::move(what)}}};
}

Result<Command> decode(const bridge::AskGroup& in) {
  SOTTO_ASSIGN(const auto group, GroupId::parse_text(in.group()));
  return Command{Question{AskGroup{group}}};
}

}  // namespace

Result<Command> decode_group_request(const bridge::Request& request) {
  using bridge::Request;
  switch (request.request_case()) {
    case Request::kCreateGroup:
      return decode(request.create_group());
    case Request::kRequestToJoin:
      return decode(request.request_to_join());
    case Request::kChangeGroup:
      return decode(request.change_group());
    case Request::kFindGroups:
      return Command{client::Input{client::FindGroups{request.find_groups().query()}}};
    case Request::kLoadPosts:
      return decode(request.load_posts());
    case Request::kAskGroups:
      return Command{Question{AskGroups{}}};
    case Request::kAskGroup:
      return decode(request.ask_group());
    default:
      return unknown("group request");
  }
}

}  // namespace sotto::web
