// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversations_of.hpp"

namespace sotto::desktop {

ConversationsOf::ConversationsOf(ConversationList& list, Kind kind, QObject* parent)
    : QSortFilterProxyModel{parent}, list_{list}, kind_{kind} {
  setSourceModel(&list);
  connect(&list, &ConversationList::changed, this, &ConversationsOf::changed);
}

int ConversationsOf::totalUnread() const {
  int total = 0;
  for (int row = 0; row < rowCount(); ++row) {
    if (group_at(row) != QLatin1String("accepted")) continue;
    total += index(row, 0).data(ConversationList::UnreadRole).toInt();
  }
  return total;
}

int ConversationsOf::requestCount() const {
  int count = 0;
  for (int row = 0; row < rowCount(); ++row) {
    if (group_at(row) == QLatin1String("requests")) ++count;
  }
  return count;
}

int ConversationsOf::firstRequest() const {
  for (int row = 0; row < rowCount(); ++row) {
    if (group_at(row) == QLatin1String("requests")) return row;
  }
  return -1;
}

QString ConversationsOf::group_at(int row) const {
  return index(row, 0).data(ConversationList::GroupRole).toString();
}

bool ConversationsOf::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const bool is_group = list_.index(row, 0, parent).data(ConversationList::IsGroupRole).toBool();
  return is_group == (kind_ == Kind::groups);
}

}  // namespace sotto::desktop
