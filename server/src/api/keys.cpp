// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "api/decode.hpp"
#include "relay/relay.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

/// Takes a one-time prekey of each device, so it needs to be known who asks.
void fetch(Relay& relay, const CallPtr& call) {
  const auto name = user_of(*call);
  if (!name) return call->respond(error_response(404, "unknown_user"));
  const auto wait = relay.take(relay.lookups, call->who->user.text());
  if (wait > Duration{0})
    return call->respond(failure_response(failure(wire::CallFailureCode::rate_limited, wait)));
  relay.keys.fetch(call->who->user, {*name, {}, false},
                   answering<Keys::Fetched>(call, [&relay](const Keys::Fetched& fetched) {
                     for (const auto& [device, left] : fetched.low) relay.delivery.notify(device, left);
                     return json_response(200, encode(fetched.bundles));
                   }));
}

void publish(Relay& relay, const CallPtr& call) {
  if (!is_own(call)) return;
  auto request = decode_publication(call->request.body);
  if (!request) return call->respond(failure_response(request.error()));
  relay.keys.publish({call->who->user, *call->who->device}, *std::move(request),
                     answering<wire::KeysPublished>(call, [](const wire::KeysPublished& published) {
                       return json_response(200,
                                            json::object{{"one_time_prekeys", published.one_time_prekeys},
                                                         {"kem_prekeys", published.kem_prekeys}});
                     }));
}

void publish_list(Relay& relay, const CallPtr& call) {
  if (!is_own(call)) return;
  auto list = decode_device_list(call->request.body);
  if (!list) return call->respond(failure_response(list.error()));
  relay.device_lists.publish(call->who->user, *std::move(list),
                             answering<wire::Done>(call, done<wire::Done>));
}

}  // namespace

void add_key_routes(std::vector<Route>& routes, Relay& relay) {
  routes.push_back(route_to(relay, "GET", "/api/v1/keys/{name}", Access::device, fetch));
  routes.push_back(route_to(relay, "PUT", "/api/v1/keys/{name}", Access::device, publish));
  routes.push_back(route_to(relay, "PUT", "/api/v1/keys/{name}/devices", Access::device, publish_list));
}

}  // namespace sotto::relay::api
