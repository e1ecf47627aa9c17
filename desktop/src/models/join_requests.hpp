// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "models/row_list.hpp"
#include "sotto/client/view.hpp"

namespace sotto::desktop {

struct JoinRequestRow {
  client::GroupRequestView request;
  QString title;  ///< what they are called here
};

/// Who would like to be let into a group.
class JoinRequests final : public RowList<JoinRequestRow> {
  Q_OBJECT

 public:
  enum Role { UserRole = Qt::UserRole + 1, TitleRole, ApprovalsRole, ApprovedHereRole };
  using RowList::RowList;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 private:
  [[nodiscard]] QVariant value(const JoinRequestRow& row, int role) const override;
};

}  // namespace sotto::desktop
