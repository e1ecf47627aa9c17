// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/found_groups.hpp"

#include "host/text.hpp"

namespace sotto::desktop {

QVariant FoundGroups::value(const client::GroupFoundView& row, int role) const {
  switch (role) {
    case GroupIdRole:
      return to_qt(row.group.text());
    case Qt::DisplayRole:
    case NameRole:
      return to_qt(row.name);
    case OpenRole:
      return row.open;
    case MembersRole:
      return static_cast<int>(row.members);
    case NeededApprovalsRole:
      return static_cast<int>(row.needed_approvals);
    default:
      return {};
  }
}

QHash<int, QByteArray> FoundGroups::roleNames() const {
  return {{GroupIdRole, "groupId"},
          {NameRole, "name"},
          {OpenRole, "open"},
          {MembersRole, "members"},
          {NeededApprovalsRole, "neededApprovals"}};
}

}  // namespace sotto::desktop
