// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/whispers.hpp"

#include "host/text.hpp"
#include "models/codes.hpp"

namespace sotto::desktop {

QVariant Whispers::value(const client::OffRecordMessage& row, int role) const {
  switch (role) {
    case MessageIdRole:
      return to_qt(to_hex(row.id.view()));
    case OwnRole:
      return row.state != client::OffRecordState::received;
    case StateRole:
      return code_of(row.state);
    case Qt::DisplayRole:
    case BodyRole:
      return to_qt(row.body);
    case SentAtRole:
      return local_time(row.sent_at);
    default:
      return {};
  }
}

QHash<int, QByteArray> Whispers::roleNames() const {
  return {{MessageIdRole, "messageId"},
          {OwnRole, "own"},
          {StateRole, "state"},
          {BodyRole, "body"},
          {SentAtRole, "sentAt"}};
}

}  // namespace sotto::desktop
