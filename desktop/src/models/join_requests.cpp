// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/join_requests.hpp"

#include "host/text.hpp"

namespace sotto::desktop {

QVariant JoinRequests::value(const JoinRequestRow& row, int role) const {
  switch (role) {
    case UserRole:
      return to_qt(row.request.user.text());
    case Qt::DisplayRole:
    case TitleRole:
      return row.title;
    case ApprovalsRole:
      return static_cast<int>(row.request.approvals);
    case ApprovedHereRole:
      return row.request.approved_here;
    default:
      return {};
  }
}

QHash<int, QByteArray> JoinRequests::roleNames() const {
  return {{UserRole, "user"},
          {TitleRole, "title"},
          {ApprovalsRole, "approvals"},
          {ApprovedHereRole, "approvedHere"}};
}

}  // namespace sotto::desktop
