// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/group_members.hpp"

#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {

QVariant GroupMembers::value(const GroupMemberRow& row, int role) const {
  switch (role) {
    case UserRole:
      return to_qt(row.member.user.text());
    case Qt::DisplayRole:
    case TitleRole:
      return row.title;
    case RoleRole:
      return code_of(row.member.role);
    case OwnRole:
      return row.own;
    case MayRemoveRole:
      return row.may_remove;
    case MayChangeRoleRole:
      return row.may_change_role;
    default:
      return {};
  }
}

QHash<int, QByteArray> GroupMembers::roleNames() const {
  return {{UserRole, "user"}, {TitleRole, "title"},         {RoleRole, "role"},
          {OwnRole, "own"},   {MayRemoveRole, "mayRemove"}, {MayChangeRoleRole, "mayChangeRole"}};
}

}  // namespace sotto::desktop
