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
  for (int row = 0; row < rowCount(); ++row)
    total += index(row, 0).data(ConversationList::UnreadRole).toInt();
  return total;
}

bool ConversationsOf::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const bool is_group = list_.index(row, 0, parent).data(ConversationList::IsGroupRole).toBool();
  return is_group == (kind_ == Kind::groups);
}

}  // namespace sotto::desktop
