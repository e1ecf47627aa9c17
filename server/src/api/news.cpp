// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "api/date.hpp"
#include "relay/limits.hpp"
#include "relay/relay.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

HttpResponse encode_news(const std::vector<store::News>& news) {
  json::array list;
  for (const auto& one : news) {
    list.push_back(json::object{
        {"id", one.id}, {"title", one.title}, {"text", one.text}, {"published_at", date_of(one.day)}});
  }
  return json_response(200, json::object{{"news", std::move(list)}});
}

}  // namespace

void add_news_routes(std::vector<Route>& routes, Relay& relay) {
  routes.push_back({"GET", "/api/v1/news", Access::everybody, [&relay](const CallPtr& call) {
                      answer(call, relay.directory.news(max_news), encode_news);
                    }});
}

}  // namespace sotto::relay::api
