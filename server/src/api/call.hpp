// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.hpp"
#include "relay/answer.hpp"
#include "relay/principal.hpp"

namespace sotto::relay {
struct Relay;
}

namespace sotto::relay::api {

/// A parameter of a query.
struct Parameter {
  bool given = false;
  std::optional<std::string> value;  ///< decoded; nullopt: not given, malformed, or given twice
};

/// One request on its way through a route.
struct Call {
  HttpRequest request;
  std::vector<std::string> arguments;  ///< what stands for the {…} of the route's path
  std::optional<Principal> who;        ///< set when the request has a token that the route may need
  Respond respond;

  [[nodiscard]] Parameter query(std::string_view name) const;
};
using CallPtr = std::shared_ptr<Call>;

/// Decimal digits and nothing else.
[[nodiscard]] std::optional<std::uint64_t> plain_number(std::string_view text);
/// A parameter that is a number: `usual` when it is missing, nullopt when it is none.
[[nodiscard]] std::optional<std::uint64_t> number_of(const Call& call, std::string_view name,
                                                     std::uint64_t usual);
/// The parameter "limit": 20 when it is missing, nullopt when it is no number from 1 to max_search_results.
[[nodiscard]] std::optional<std::size_t> limit_of(const Call& call);

/// Who may use a route.
enum class Access : std::uint8_t {
  everybody,
  with_or_without,  ///< a token counts if there is one: the route asks for it where it is needed
  read,             ///< any token
  write,            ///< a token that may change things
  device,           ///< a device's own token
};

struct Route {
  std::string method;
  std::string path;  ///< "/api/v1/user/{name}"
  Access access;
  std::function<void(const CallPtr&)> run;
};

/// A route that `run` answers from the relay, which outlives it.
[[nodiscard]] Route route_to(Relay& relay, std::string method, std::string path, Access access,
                             void (*run)(Relay&, const CallPtr&));

/// Each adds the routes of one resource.
void add_user_routes(std::vector<Route>& routes, Relay& relay);
void add_key_routes(std::vector<Route>& routes, Relay& relay);
void add_token_routes(std::vector<Route>& routes, Relay& relay);
void add_captcha_routes(std::vector<Route>& routes, Relay& relay);
void add_news_routes(std::vector<Route>& routes, Relay& relay);
void add_blob_routes(std::vector<Route>& routes, Relay& relay);
void add_group_routes(std::vector<Route>& routes, Relay& relay);
void add_chat_routes(std::vector<Route>& routes, Relay& relay);

}  // namespace sotto::relay::api
