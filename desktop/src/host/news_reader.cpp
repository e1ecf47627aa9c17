// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/news_reader.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace sotto::desktop {
namespace {

/// The relay gives the newest fifty at most; whatever is longer than this is not news.
constexpr qint64 most_bytes = 1024 * 1024;
constexpr int patience_ms = 20'000;

std::optional<NewsItem> parse_item(const QJsonValue& value) {
  const QJsonObject item = value.toObject();
  const QJsonValue title = item.value(QLatin1String{"title"});
  const QJsonValue text = item.value(QLatin1String{"text"});
  const QDate date =
      QDate::fromString(item.value(QLatin1String{"published_at"}).toString().left(10), Qt::ISODate);
  if (!title.isString() || !text.isString() || !date.isValid()) return std::nullopt;
  return NewsItem{date, title.toString(), text.toString()};
}

QNetworkRequest request_for(const RelayUrl& relay) {
  QNetworkRequest request{relay.news()};
  request.setTransferTimeout(patience_ms);
  request.setRawHeader("Accept", "application/json");
  request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
  request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
  request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
  request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
  return request;
}

Result<std::vector<NewsItem>> answer_of(QNetworkReply& reply) {
  const Error offline{ErrorCode::offline, "news", reply.error()};
  if (reply.error() != QNetworkReply::NoError || reply.bytesAvailable() > most_bytes) return offline;
  auto items = parse_news(reply.readAll());
  if (!items) return offline;
  return *std::move(items);
}

}  // namespace

std::optional<std::vector<NewsItem>> parse_news(const QByteArray& json) {
  const QJsonValue list = QJsonDocument::fromJson(json).object().value(QLatin1String{"news"});
  if (!list.isArray()) return std::nullopt;
  std::vector<NewsItem> items;
  for (const QJsonValue& value : list.toArray()) {
    auto item = parse_item(value);
    if (!item) return std::nullopt;
    items.push_back(*std::move(item));
  }
  return items;
}

void NewsReader::fetch(const RelayUrl& relay, Then<std::vector<NewsItem>> then) {
  QNetworkReply* const reply = network_.get(request_for(relay));
  QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
    if (received > most_bytes) reply->abort();
  });
  QObject::connect(reply, &QNetworkReply::finished, reply, [reply, then = std::move(then)] {
    reply->deleteLater();
    then(answer_of(*reply));
  });
}

}  // namespace sotto::desktop
