// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "models/row_list.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::desktop {

/// A message that contains what was searched for, and what its conversation is called.
struct Hit {
  store::Message message;
  QString title;
};

/// Messages that a search found, newest first.
class Hits final : public RowList<Hit> {
  Q_OBJECT

 public:
  enum Role { ConversationRole = Qt::UserRole + 1, TitleRole, OwnRole, BodyRole, SentAtRole, PositionRole };
  using RowList::RowList;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 private:
  [[nodiscard]] QVariant value(const Hit& row, int role) const override;
};

}  // namespace sotto::desktop
