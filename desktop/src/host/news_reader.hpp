// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDate>
#include <QNetworkAccessManager>
#include <QString>
#include <optional>
#include <vector>

#include "host/relay_url.hpp"
#include "host/then.hpp"

namespace sotto::desktop {

struct NewsItem {
  QDate date;  ///< the relay keeps no finer time
  QString title;
  QString text;
  friend bool operator==(const NewsItem&, const NewsItem&) = default;
};

/// What comes from a relay is only believed in its exact form; nullopt otherwise.
[[nodiscard]] std::optional<std::vector<NewsItem>> parse_news(const QByteArray& json);

/// Where news come from. Errors: offline (no answer, or not a list of news).
class NewsSource {
 public:
  NewsSource() = default;
  NewsSource(const NewsSource&) = delete;
  NewsSource& operator=(const NewsSource&) = delete;
  virtual ~NewsSource() = default;
  virtual void fetch(const RelayUrl& relay, Then<std::vector<NewsItem>> then) = 0;
};

/// GET /api/v1/news, without cookies, cache, redirects or a token. Source: server/openapi.yaml.
class NewsReader final : public NewsSource {
 public:
  void fetch(const RelayUrl& relay, Then<std::vector<NewsItem>> then) override;

 private:
  QNetworkAccessManager network_;
};

}  // namespace sotto::desktop
