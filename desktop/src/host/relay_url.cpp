// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/relay_url.hpp"

#include <QHostAddress>

namespace sotto::desktop {
namespace {

bool is_loopback(const QString& host) {
  return host == QStringLiteral("localhost") || QHostAddress{host}.isLoopback();
}

bool is_origin(const QUrl& url) {
  const bool web = url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
  const bool bare = url.path().isEmpty() || url.path() == QStringLiteral("/");
  return url.isValid() && web && bare && !url.host().isEmpty() && url.userInfo().isEmpty() &&
         !url.hasQuery() && !url.hasFragment() && url.port() != 0;
}

int usual_port(const QUrl& url) { return url.scheme() == QStringLiteral("https") ? 443 : 80; }

}  // namespace

std::optional<RelayUrl> RelayUrl::parse(const QString& text) {
  const QString trimmed = text.trimmed();
  const bool has_scheme = trimmed.contains(QStringLiteral("://"));
  const QUrl url{has_scheme ? trimmed : QStringLiteral("https://") + trimmed, QUrl::StrictMode};
  if (!is_origin(url)) return std::nullopt;
  QUrl origin;
  origin.setScheme(url.scheme());
  origin.setHost(url.host());
  if (url.port() != usual_port(url)) origin.setPort(url.port());
  return RelayUrl{origin};
}

QString RelayUrl::text() const { return origin_.toString(QUrl::FullyEncoded); }

QUrl RelayUrl::at(const QString& path) const {
  QUrl url = origin_;
  url.setPath(path);
  return url;
}

QUrl RelayUrl::stream() const {
  QUrl url = at(QStringLiteral("/api/v1/stream"));
  url.setScheme(origin_.scheme() == QStringLiteral("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
  return url;
}

QUrl RelayUrl::news() const { return at(QStringLiteral("/api/v1/news")); }

bool RelayUrl::is_protected() const {
  return origin_.scheme() == QStringLiteral("https") || is_loopback(origin_.host());
}

}  // namespace sotto::desktop
