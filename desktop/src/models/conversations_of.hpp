// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

#include "models/conversation_list.hpp"

namespace sotto::desktop {

/// The conversations with people alone, or those of groups alone, in the list's order.
class ConversationsOf final : public QSortFilterProxyModel {
  Q_OBJECT
  Q_PROPERTY(int count READ count NOTIFY changed)
  Q_PROPERTY(int totalUnread READ totalUnread NOTIFY changed)
  Q_PROPERTY(int requestCount READ requestCount NOTIFY changed)
  Q_PROPERTY(bool loaded READ loaded NOTIFY changed)

 public:
  enum class Kind { people, groups };

  /// `list` must outlive this object.
  ConversationsOf(ConversationList& list, Kind kind, QObject* parent = nullptr);

  [[nodiscard]] int count() const { return rowCount(); }
  /// Of people one knows and of groups: strangers don't call for attention.
  [[nodiscard]] int totalUnread() const;
  [[nodiscard]] int requestCount() const;
  /// Its row; -1 if there is none.
  [[nodiscard]] Q_INVOKABLE int firstRequest() const;
  [[nodiscard]] bool loaded() const { return list_.loaded(); }

 signals:
  void changed();

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  /// "accepted", "requests" or "blocked".
  [[nodiscard]] QString group_at(int row) const;

  ConversationList& list_;
  Kind kind_;
};

}  // namespace sotto::desktop
