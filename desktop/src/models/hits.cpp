// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hits.hpp"

#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {

QVariant Hits::value(const Hit& row, int role) const {
  switch (role) {
    case ConversationRole:
      return to_qt(row.message.conversation.text());
    case TitleRole:
      return row.title;
    case OwnRole:
      return is_own(row.message);
    case Qt::DisplayRole:
    case BodyRole:
      return to_qt(row.message.body);
    case SentAtRole:
      return local_time(row.message.sent_at);
    case PositionRole:
      return static_cast<qint64>(row.message.position.value);
    default:
      return {};
  }
}

QHash<int, QByteArray> Hits::roleNames() const {
  return {{ConversationRole, "conversation"},
          {TitleRole, "title"},
          {OwnRole, "own"},
          {BodyRole, "body"},
          {SentAtRole, "sentAt"},
          {PositionRole, "position"}};
}

}  // namespace sotto::desktop
