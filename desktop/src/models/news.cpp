// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/news.hpp"

#include "host/text.hpp"

namespace sotto::desktop {

News::News(NewsSource& source, Relay relay, QObject* parent)
    : RowList{parent}, source_{source}, relay_{std::move(relay)} {}

void News::refresh() {
  if (loading_) return;
  const auto relay = relay_();
  if (!relay) return enter(false, to_qt(ErrorCode::offline));
  enter(true, {});
  source_.fetch(*relay, when_answered(this, [this, relay](Result<std::vector<NewsItem>> answer) {
    if (relay != relay_()) {
      clear();
      enter(false, {});
      return refresh();
    }
    const QString failure = answer ? QString{} : to_qt(answer.error().code);
    if (answer) replace(*std::move(answer));
    enter(false, failure);
  }));
}

void News::enter(bool loading, const QString& error) {
  loading_ = loading;
  error_ = error;
  emit changed();
}

QVariant News::value(const NewsItem& row, int role) const {
  switch (role) {
    case DateRole:
      return row.date.startOfDay();
    case Qt::DisplayRole:
    case TitleRole:
      return row.title;
    case TextRole:
      return row.text;
    default:
      return {};
  }
}

QHash<int, QByteArray> News::roleNames() const {
  return {{DateRole, "date"}, {TitleRole, "title"}, {TextRole, "text"}};
}

}  // namespace sotto::desktop
