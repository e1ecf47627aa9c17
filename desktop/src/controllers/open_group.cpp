// SPDX-License-Identifier: GPL-3.0-or-later
#include "controllers/open_group.hpp"

#include <QFile>
#include <algorithm>

#include "controllers/group_picture.hpp"
#include "controllers/small_picture.hpp"
#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {
namespace {

using client::GroupStanding;

QString code_of_standing(GroupStanding standing) {
  switch (standing) {
    case GroupStanding::waiting:
      return QStringLiteral("waiting");
    case GroupStanding::member:
      return QStringLiteral("member");
    case GroupStanding::former:
      return QStringLiteral("former");
  }
  return {};
}

bool is_owner(const std::optional<group::Role>& role) { return role == group::Role::owner; }

/// Members below one's own role; the relay and every client check it too.
bool may_remove(const std::optional<group::Role>& reader, group::Role member) {
  return reader && *reader >= group::Role::admin && member < *reader;
}

/// The group is by now what was asked for.
bool holds(const client::GroupView& view, const client::GroupAct& wanted) {
  if (const auto* rename = std::get_if<client::RenameGroup>(&wanted)) return view.name == rename->name;
  const auto* policy = std::get_if<client::SetPolicy>(&wanted);
  return policy != nullptr && view.policy_approvals == policy->approvals &&
         view.policy_approvers == policy->approvers;
}

bool is_only_owner(const client::GroupView& view, const client::GroupMemberView& member) {
  const auto owners = std::count_if(view.members.begin(), view.members.end(),
                                    [](const auto& one) { return one.role == group::Role::owner; });
  return member.role == group::Role::owner && owners == 1;
}

}  // namespace

OpenGroup::OpenGroup(Sources sources, QObject* parent) : QObject{parent}, from_{sources} {
  connect(&from_.groups, &Groups::groupChanged, this, [this](const GroupId& group) {
    if (group_ == group) read();
  });
  // Whom the rows are about may be called otherwise now.
  connect(&from_.conversations, &ConversationList::conversationChanged, this, [this] {
    if (group_) read();
  });
}

void OpenGroup::open(const QString& groupId) {
  const auto group = GroupId::parse_text(from_qt(groupId));
  if (!group || group_ == *group) return;
  group_ = *group;
  found_as_ = from_.search.name_of(*group);
  found_open_ = from_.search.is_open(*group);
  setting_.reset();
  read();
}

void OpenGroup::close() {
  group_.reset();
  setting_.reset();
  read();
}

void OpenGroup::read() {
  std::vector<GroupMemberRow> members;
  std::vector<JoinRequestRow> requests;
  if (const auto* known = view()) {
    for (const auto& member : known->members) members.push_back(row_of(*known, member));
    for (const auto& one : known->requests) requests.push_back({one, from_.conversations.title_of(one.user)});
    const bool asked = setting_ && setting_->state == SettingState::asked;
    if (asked && holds(*known, setting_->wanted)) setting_->state = SettingState::saved;
  }
  members_.replace(std::move(members));
  requests_.replace(std::move(requests));
  emit changed();
}

GroupMemberRow OpenGroup::row_of(const client::GroupView& view, const client::GroupMemberView& member) const {
  const bool own = from_.session.user() == member.user;
  return {member, from_.conversations.title_of(member.user), own, !own && may_remove(view.role, member.role),
          is_owner(view.role) && !is_only_owner(view, member)};
}

const client::GroupView* OpenGroup::view() const { return group_ ? from_.groups.find(*group_) : nullptr; }

void OpenGroup::join() {
  if (group_) submit(client::RequestToJoin{*group_});
}

void OpenGroup::leave() { act(client::LeaveGroup{}); }

void OpenGroup::approve(const QString& user) {
  if (const auto name = Username::parse(from_qt(user))) act(client::ApproveNewcomer{*name});
}

void OpenGroup::remove(const QString& user) {
  if (const auto name = Username::parse(from_qt(user))) act(client::RemoveMember{*name});
}

void OpenGroup::setRole(const QString& user, const QString& role) {
  const auto name = Username::parse(from_qt(user));
  const auto wanted = parse_role(role);
  if (name && wanted) act(client::SetRole{*name, *wanted});
}

void OpenGroup::setPolicy(int approvals, const QString& approvers) {
  const auto least = parse_role(approvers);
  if (least && approvals > 0) set(client::SetPolicy{static_cast<std::uint32_t>(approvals), *least});
}

void OpenGroup::rename(const QString& name) { set(client::RenameGroup{from_qt(name.trimmed())}); }

QString OpenGroup::setPicture(const QUrl& file) {
  QFile from{file.toLocalFile()};
  if (!from.open(QIODevice::ReadOnly)) return QStringLiteral("not_found");
  auto picture = group_picture_from(from.read(largest_picture + 1));
  if (picture.empty()) return QStringLiteral("malformed");
  act(client::SetGroupPicture{std::move(picture)});
  return {};
}

void OpenGroup::removePicture() { act(client::SetGroupPicture{}); }

void OpenGroup::act(client::GroupAct what) {
  if (group_) submit(client::ChangeGroup{*group_, std::move(what)});
}

/// Whoever sets something looks at what becomes of it: it is told there and not in passing.
void OpenGroup::set(client::GroupAct what) {
  if (!group_) return;
  setting_ = Setting{what};
  emit changed();
  from_.engine.submit(client::ChangeGroup{*group_, std::move(what)}, when_answered(this, [this](Status done) {
                        if (!done && !take_failure(done.error().code)) emit failed(done.error().code);
                      }));
}

bool OpenGroup::take_failure(ErrorCode code) {
  if (!setting_ || setting_->state != SettingState::asked) return false;
  setting_->state = SettingState::failed;
  setting_->error = code;
  emit changed();
  return true;
}

void OpenGroup::forgetSetting() {
  setting_.reset();
  emit changed();
}

void OpenGroup::submit(client::Input input) {
  from_.engine.submit(std::move(input), when_answered(this, [this](Status done) {
                        if (!done) emit failed(done.error().code);
                      }));
}

QString OpenGroup::groupId() const { return group_ ? to_qt(group_->text()) : QString{}; }

QString OpenGroup::conversation() const { return group_ ? to_qt(ConversationId{*group_}.text()) : QString{}; }

QString OpenGroup::name() const {
  if (!group_) return {};
  const auto* known = view();
  return known != nullptr && !known->name.empty() ? to_qt(known->name) : found_as_;
}

QString OpenGroup::standing() const {
  return view() != nullptr ? code_of_standing(view()->standing) : QString{};
}

bool OpenGroup::readable() const {
  return view() != nullptr && from_.conversations.find(*group_).has_value();
}

bool OpenGroup::unencrypted() const {
  if (!group_) return false;
  // Of one that lets nobody read yet the kind is not known.
  const auto* known = view();
  const bool by_log = known != nullptr && known->standing != client::GroupStanding::waiting;
  return by_log ? known->open : found_open_;
}

bool OpenGroup::moderates() const {
  return unencrypted() && view() != nullptr && view()->role && *view()->role >= group::Role::admin;
}

bool OpenGroup::olderPosts() const { return view() != nullptr && view()->older_posts; }

int OpenGroup::refusedPosts() const {
  return view() != nullptr ? static_cast<int>(view()->refused_posts) : 0;
}

void OpenGroup::loadPosts() {
  if (group_) submit(client::LoadPosts{*group_});
}

bool OpenGroup::forked() const { return view() != nullptr && view()->forked; }
bool OpenGroup::behind() const { return view() != nullptr && view()->behind; }

QString OpenGroup::disputedBy() const {
  const auto* known = view();
  return known != nullptr && known->disputed_by ? from_.conversations.title_of(*known->disputed_by)
                                                : QString{};
}

QString OpenGroup::role() const {
  return view() != nullptr && view()->role ? code_of(*view()->role) : QString{};
}

bool OpenGroup::hasPicture() const { return view() != nullptr && !view()->picture.empty(); }

bool OpenGroup::mayApprove() const { return view() != nullptr && view()->may_approve; }

int OpenGroup::policyApprovals() const {
  return view() != nullptr ? static_cast<int>(view()->policy_approvals) : 0;
}

QString OpenGroup::policyApprovers() const {
  return view() != nullptr ? code_of(view()->policy_approvers) : QString{};
}

int OpenGroup::neededApprovals() const {
  return view() != nullptr ? static_cast<int>(view()->needed_approvals) : 0;
}

QString OpenGroup::setting() const {
  if (!setting_) return {};
  const bool name = std::holds_alternative<client::RenameGroup>(setting_->wanted);
  return name ? QStringLiteral("name") : QStringLiteral("policy");
}

QString OpenGroup::settingState() const {
  if (!setting_) return {};
  switch (setting_->state) {
    case SettingState::asked:
      return QStringLiteral("asked");
    case SettingState::saved:
      return QStringLiteral("saved");
    case SettingState::failed:
      return QStringLiteral("failed");
  }
  return {};
}

QString OpenGroup::settingError() const {
  const bool failed = setting_ && setting_->state == SettingState::failed;
  return failed ? to_qt(setting_->error) : QString{};
}

int OpenGroup::unanswered() const {
  const auto& rows = requests_.rows();
  return mayApprove() ? static_cast<int>(std::count_if(
                            rows.begin(), rows.end(),
                            [](const JoinRequestRow& row) { return !row.request.approved_here; }))
                      : 0;
}

QString OpenGroup::firstUnanswered() const {
  const auto& rows = requests_.rows();
  const auto first = std::find_if(rows.begin(), rows.end(),
                                  [](const JoinRequestRow& row) { return !row.request.approved_here; });
  return mayApprove() && first != rows.end() ? first->title : QString{};
}

}  // namespace sotto::desktop
