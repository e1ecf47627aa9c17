// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"
#include "relay/relay.hpp"

namespace sotto::relay::api {
namespace {

namespace json = boost::json;

/// Exactly what ALTCHA's widget expects of its challenge address.
void issue(Relay& relay, const CallPtr& call) {
  const auto purpose = call->query("purpose").value;
  if (purpose != "register" && purpose != "log_in") return call->respond(error_response(400, "malformed"));
  const auto challenge = relay.captcha.issue(purpose == "register" ? wire::CaptchaPurpose::register_account
                                                                   : wire::CaptchaPurpose::log_in);
  if (!challenge) return call->respond(failure_response(challenge.error()));
  relay.base.metrics.captchas_issued += 1;
  call->respond(json_response(200, json::object{{"algorithm", challenge->algorithm},
                                                {"challenge", challenge->challenge},
                                                {"maxnumber", challenge->max_number},
                                                {"salt", challenge->salt},
                                                {"signature", challenge->signature}}));
}

}  // namespace

void add_captcha_routes(std::vector<Route>& routes, Relay& relay) {
  routes.push_back(route_to(relay, "GET", "/api/v1/captcha", Access::everybody, issue));
}

}  // namespace sotto::relay::api
