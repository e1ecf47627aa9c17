// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "api/date.hpp"
#include "api/decode.hpp"
#include "relay/limits.hpp"
#include "relay/relay.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

std::string_view name_of(store::Scope scope) {
  switch (scope) {
    case store::Scope::read:
      return "read";
    case store::Scope::write:
      return "write";
    case store::Scope::device:
      return "device";
  }
  return "read";
}

struct Wish {
  store::Scope scope = store::Scope::read;
  std::string label;
  std::int64_t days = 0;
};

Result<Wish> decode_wish(const json::object& object) {
  Wish wish;
  SOTTO_ASSIGN(const auto scope, text_field(object, "scope", 16));
  if (scope != "read" && scope != "write") return Error{ErrorCode::malformed, "scope"};
  wish.scope = scope == "read" ? store::Scope::read : store::Scope::write;
  SOTTO_ASSIGN(wish.label, text_field(object, "label", max_token_label));
  SOTTO_ASSIGN(const auto days, number_field(object, "days", static_cast<std::uint64_t>(max_token_days)));
  wish.days = static_cast<std::int64_t>(days);
  return wish;
}

/// Who asks: the password's owner. Another program gets its token so, without a device.
Outcome<Username> check_password(Relay& relay, const json::object& object) {
  const auto malformed = failure(wire::CallFailureCode::malformed);
  const auto text = text_field(object, "username", Username::max_length);
  if (!text) return malformed;
  auto name = Username::parse(*text);
  const auto captcha = captcha_field(object);
  const auto secret = secret_field(object, "login_secret", wire::login_secret_size);
  if (!name || !captcha || !secret) return malformed;
  if (auto failed = relay.accounts.check_password(*name, *captcha, *secret)) return *failed;
  return *std::move(name);
}

void create(Relay& relay, const CallPtr& call) {
  const auto object = parse_object(call->request.body);
  if (!object) return call->respond(failure_response(object.error()));
  auto wish = decode_wish(*object);
  if (!wish) return call->respond(failure_response(wish.error()));
  const auto owner = check_password(relay, *object);
  if (const auto* failed = std::get_if<wire::CallFailure>(&owner))
    return call->respond(failure_response(*failed));
  relay.tokens.create(std::get<Username>(owner), wish->scope, std::move(wish->label), wish->days,
                      answering<Tokens::Grant>(call, [](const Tokens::Grant& grant) {
                        return json_response(201, json::object{{"token", to_base64url(grant.token.expose())},
                                                               {"id", grant.id}});
                      }));
}

HttpResponse encode_tokens(const std::vector<Tokens::Listed>& list) {
  json::array tokens;
  for (const auto& one : list) {
    json::object token{{"id", one.id},
                       {"scope", name_of(one.token.scope).data()},
                       {"label", one.token.label},
                       {"created", date_of(one.token.created)},
                       {"current", one.current}};
    if (one.token.expires) token["expires"] = date_of(*one.token.expires);
    tokens.push_back(std::move(token));
  }
  return json_response(200, json::object{{"tokens", std::move(tokens)}});
}

void list(Relay& relay, const CallPtr& call) { answer(call, relay.tokens.list(*call->who), encode_tokens); }

void revoke(Relay& relay, const CallPtr& call) {
  relay.tokens.revoke(*call->who, call->arguments.front(), answering<wire::Done>(call, done<wire::Done>));
}

}  // namespace

void add_token_routes(std::vector<Route>& routes, Relay& relay) {
  routes.push_back(route_to(relay, "POST", "/api/v1/token", Access::everybody, create));
  routes.push_back(route_to(relay, "GET", "/api/v1/token", Access::device, list));
  routes.push_back(route_to(relay, "DELETE", "/api/v1/token/{id}", Access::device, revoke));
}

}  // namespace sotto::relay::api
