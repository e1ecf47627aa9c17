// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people.hpp"

#include "host/text.hpp"

namespace sotto::desktop {

QVariant People::value(const client::ProfileView& row, int role) const {
  switch (role) {
    case Qt::DisplayRole:
    case UsernameRole:
      return to_qt(row.username.text());
    case DisplayNameRole:
      return to_qt(row.display_name);
    case AboutRole:
      return to_qt(row.about);
    default:
      return {};
  }
}

QHash<int, QByteArray> People::roleNames() const {
  return {{UsernameRole, "username"}, {DisplayNameRole, "displayName"}, {AboutRole, "about"}};
}

}  // namespace sotto::desktop
