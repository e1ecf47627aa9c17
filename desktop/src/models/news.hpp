// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "host/news_reader.hpp"
#include "models/row_list.hpp"

namespace sotto::desktop {

/// What those who run the relay have to say, newest first.
class News final : public RowList<NewsItem> {
  Q_OBJECT
  Q_PROPERTY(bool loading READ loading NOTIFY changed)
  Q_PROPERTY(QString error READ error NOTIFY changed)

 public:
  enum Role { DateRole = Qt::UserRole + 1, TitleRole, TextRole };
  using Relay = std::function<std::optional<RelayUrl>()>;

  /// `relay` tells which one it is now.
  News(NewsSource& source, Relay relay, QObject* parent = nullptr);

  Q_INVOKABLE void refresh();

  [[nodiscard]] bool loading() const noexcept { return loading_; }
  [[nodiscard]] QString error() const { return error_; }
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 signals:
  void changed();

 private:
  [[nodiscard]] QVariant value(const NewsItem& row, int role) const override;
  void enter(bool loading, const QString& error);

  NewsSource& source_;
  Relay relay_;
  bool loading_ = false;
  QString error_;
};

}  // namespace sotto::desktop
