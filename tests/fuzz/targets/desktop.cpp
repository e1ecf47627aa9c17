// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop client reads beside its store: a relay's news, and the address of a relay that somebody
// types in.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "host/news_reader.hpp"
#include "host/relay_url.hpp"
#include "input.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using desktop::NewsItem;
using desktop::parse_news;
using desktop::RelayUrl;

QByteArray bytes_for_qt(ByteView input) {
  const auto text = text_of(input);
  return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray written(const std::vector<NewsItem>& items) {
  QJsonArray list;
  for (const auto& item : items) {
    list.append(QJsonObject{{QStringLiteral("published_at"), item.date.toString(Qt::ISODate)},
                            {QStringLiteral("title"), item.title},
                            {QStringLiteral("text"), item.text}});
  }
  return QJsonDocument{QJsonObject{{QStringLiteral("news"), list}}}.toJson();
}

Verdict run_news(ByteView input) {
  const auto items = parse_news(bytes_for_qt(input));
  if (!items) return Verdict::refused;
  for (const auto& item : *items) require(item.date.isValid(), "news have a date");
  require(parse_news(written(*items)) == items, "what was read is read again");
  return Verdict::accepted;
}

std::vector<Bytes> news_seeds() {
  return {as_input(R"({"news":[]})"),
          as_input(
              R"({"news":[{"id":1,"title":"New","text":"\u00e4\ud83d\ude00","published_at":"2026-11-26"}]})"),
          as_input(R"({"news":[{"title":"","text":"","published_at":"2026-11-26T12:00:00Z"},)"
                   R"({"title":"a","text":"b","published_at":"2024-02-29"}]})")};
}

Verdict run_relay_url(ByteView input) {
  const auto url = RelayUrl::parse(QString::fromUtf8(bytes_for_qt(input)));
  if (!url) return Verdict::refused;
  const auto again = RelayUrl::parse(url->text());
  require(again == url && again->text() == url->text(), "equal relays have equal texts");
  for (const auto& place : {url->stream(), url->news()}) {
    require(place.isValid() && place.userInfo().isEmpty() && !place.hasQuery() && !place.hasFragment(),
            "an address is scheme, host and port");
    require(!place.host().isEmpty(), "there is a host to connect to");
  }
  const bool encrypted = url->stream().scheme() == QStringLiteral("wss");
  require(!encrypted || url->is_protected(), "what is encrypted is said to be");
  require(encrypted == (url->news().scheme() == QStringLiteral("https")), "both ways are as safe");
  return Verdict::accepted;
}

std::vector<Bytes> relay_url_seeds() {
  return {as_input("chat.example.org"), as_input(" https://chat.example.org:8443/ "),
          as_input("http://127.0.0.1:8484"), as_input("http://[::1]"),
          as_input("https://b\u00fccher.example")};
}

const Registration registration{
    {{"news", 1'024, run_news, news_seeds}, {"relay_url", 256, run_relay_url, relay_url_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
