// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.hpp"

namespace sotto::relay::api {

void add_later_routes(std::vector<Route>& routes) {
  const auto not_yet = [](const CallPtr& call) { call->respond(error_response(501, "not_implemented")); };
  // Chats have no list, now or later: who talks to whom is nobody's business.
  routes.push_back({"GET", "/api/v1/chat", Access::everybody,
                    [](const CallPtr& call) { call->respond(error_response(405, "method_not_allowed")); }});
  routes.push_back({"GET", "/api/v1/chat/{id}", Access::everybody, not_yet});
}

}  // namespace sotto::relay::api
