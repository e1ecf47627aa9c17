// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_list.hpp"
#include "sotto/client/view.hpp"

namespace sotto::desktop {

/// Groups as the relay names them: found by name, or waited for.
class FoundGroups final : public RowList<client::GroupFoundView> {
  Q_OBJECT

 public:
  enum Role { GroupIdRole = Qt::UserRole + 1, NameRole, OpenRole, MembersRole, NeededApprovalsRole };
  using RowList::RowList;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 private:
  [[nodiscard]] QVariant value(const client::GroupFoundView& row, int role) const override;
};

}  // namespace sotto::desktop
