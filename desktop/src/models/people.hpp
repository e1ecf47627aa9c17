// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/row_list.hpp"
#include "sotto/client/view.hpp"

namespace sotto::desktop {

/// Whom a search of the relay's directory found.
class People final : public RowList<client::ProfileView> {
  Q_OBJECT

 public:
  enum Role { UsernameRole = Qt::UserRole + 1, DisplayNameRole, AboutRole };
  using RowList::RowList;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 private:
  [[nodiscard]] QVariant value(const client::ProfileView& row, int role) const override;
};

}  // namespace sotto::desktop
