// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "api/decode.hpp"
#include "relay/relay.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

HttpResponse encode_list(const wire::Profiles& profiles) {
  json::array users;
  for (const auto& profile : profiles.profiles) users.push_back(encode(profile));
  return json_response(200, json::object{{"users", std::move(users)}});
}

void search(Relay& relay, const CallPtr& call) {
  const auto [given, text] = call->query("search");
  const auto query = text.value_or("");
  const auto limit = limit_of(*call);
  if (!limit || (given && !text) || query.size() > wire::max_search_query)
    return call->respond(error_response(400, "malformed"));
  answer(call, relay.directory.search(query, *limit), encode_list);
}

void profile(Relay& relay, const CallPtr& call) {
  const auto name = user_of(*call);
  if (!name) return call->respond(error_response(404, "unknown_user"));
  answer(call, relay.directory.profile(*name),
         [](const wire::Profiles& found) { return json_response(200, encode(found.profiles.front())); });
}

void create(Relay& relay, const CallPtr& call) {
  const auto name = user_of(*call);
  if (!name) return call->respond(error_response(400, "malformed"));
  auto request = decode_registration(*name, call->request.body);
  if (!request) return call->respond(failure_response(request.error()));
  const auto wait = relay.take_for_network(relay.registrations, call->request.network);
  if (wait > Duration{0})
    return call->respond(failure_response(failure(wire::CallFailureCode::rate_limited, wait)));
  relay.accounts.register_account(
      *std::move(request), answering<wire::SessionGrant>(call, [](const wire::SessionGrant& grant) {
        return json_response(201, json::object{{"token", to_base64url(grant.token.expose())},
                                               {"device_id", grant.device.value}});
      }));
}

Result<store::Profile> decode_profile(std::string_view body) {
  SOTTO_ASSIGN(const auto object, parse_object(body));
  store::Profile profile;
  SOTTO_ASSIGN(profile.display_name, text_field(object, "display_name", wire::max_display_name));
  SOTTO_ASSIGN(profile.about, text_field(object, "about", wire::max_about));
  SOTTO_ASSIGN(profile.listed, flag_field(object, "listed"));
  return profile;
}

void update(Relay& relay, const CallPtr& call) {
  if (!is_own(call)) return;
  auto profile = decode_profile(call->request.body);
  if (!profile) return call->respond(failure_response(profile.error()));
  relay.directory.update(call->who->user, *std::move(profile), answering<wire::Done>(call, done<wire::Done>));
}

Result<SecretBytes> decode_login_secret(std::string_view body) {
  SOTTO_ASSIGN(const auto object, parse_object(body));
  return secret_field(object, "login_secret", wire::login_secret_size);
}

void remove(Relay& relay, const CallPtr& call) {
  if (!is_own(call)) return;
  const auto secret = decode_login_secret(call->request.body);
  if (!secret) return call->respond(failure_response(secret.error()));
  relay.delete_account(*call->who, *secret, answering<wire::Done>(call, done<wire::Done>));
}

/// Never tells whether the name exists.
void password(Relay& relay, const CallPtr& call) {
  const auto name = user_of(*call);
  if (!name) return call->respond(error_response(400, "malformed"));
  answer(call, relay.accounts.login_parameters(*name), [](const wire::LoginParameters& parameters) {
    return json_response(200, encode(parameters.password));
  });
}

}  // namespace

void add_user_routes(std::vector<Route>& routes, Relay& relay) {
  routes.push_back(route_to(relay, "GET", "/api/v1/user", Access::everybody, search));
  routes.push_back(route_to(relay, "GET", "/api/v1/user/{name}", Access::everybody, profile));
  routes.push_back(route_to(relay, "PUT", "/api/v1/user/{name}", Access::everybody, create));
  routes.push_back(route_to(relay, "POST", "/api/v1/user/{name}", Access::write, update));
  routes.push_back(route_to(relay, "DELETE", "/api/v1/user/{name}", Access::device, remove));
  routes.push_back(route_to(relay, "GET", "/api/v1/user/{name}/password", Access::everybody, password));
}

}  // namespace sotto::relay::api
