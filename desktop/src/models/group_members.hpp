// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "models/row_list.hpp"
#include "sotto/client/view.hpp"

namespace sotto::desktop {

/// A member as a reader sees them.
struct GroupMemberRow {
  client::GroupMemberView member;
  QString title;     ///< what they are called here
  bool own = false;  ///< the reader
  bool may_remove = false;
  bool may_change_role = false;
};

/// Who is in a group, the highest role first.
class GroupMembers final : public RowList<GroupMemberRow> {
  Q_OBJECT

 public:
  enum Role { UserRole = Qt::UserRole + 1, TitleRole, RoleRole, OwnRole, MayRemoveRole, MayChangeRoleRole };
  using RowList::RowList;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 private:
  [[nodiscard]] QVariant value(const GroupMemberRow& row, int role) const override;
};

}  // namespace sotto::desktop
