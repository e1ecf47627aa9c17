// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "models/row_list.hpp"
#include "sotto/client/view.hpp"

namespace sotto::desktop {

/// What was said off the record in the open conversation, oldest first.
class Whispers final : public RowList<client::OffRecordMessage> {
  Q_OBJECT

 public:
  enum Role { MessageIdRole = Qt::UserRole + 1, OwnRole, StateRole, BodyRole, SentAtRole };
  using RowList::RowList;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 private:
  [[nodiscard]] QVariant value(const client::OffRecordMessage& row, int role) const override;
};

}  // namespace sotto::desktop
