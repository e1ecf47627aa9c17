// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/api.hpp"

#include <algorithm>
#include <array>

#include "api/json.hpp"
#include "api/openapi.hpp"

namespace sotto::relay::api {
namespace {

using Code = wire::CallFailureCode;

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool is_variable(std::string_view segment) { return segment.size() > 2 && segment.front() == '{'; }

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string_view>& path) {
  return pattern.size() == path.size() &&
         std::equal(pattern.begin(), pattern.end(), path.begin(),
                    [](auto part, auto given) { return is_variable(part) ? !given.empty() : part == given; });
}

/// 32 bytes in base64url after "Bearer "; cookies and query parameters are never looked at (attacks F3, F4).
std::optional<Bytes> bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  if (authorization.substr(0, scheme.size()) != scheme) return std::nullopt;
  return parse_base64url(authorization.substr(scheme.size()));
}

bool is_api_path(std::string_view path) {
  constexpr std::array<std::string_view, 3> operation{"/healthz", "/readyz", "/metrics"};
  return path == "/api" || path.substr(0, 5) == "/api/" ||
         std::find(operation.begin(), operation.end(), path) != operation.end();
}

HttpResponse text_response(std::string type, std::string text) {
  return {200,
          {{"Content-Type", std::move(type)}, {"Cache-Control", "no-store"}},
          std::make_shared<const std::string>(std::move(text))};
}

HttpResponse method_not_allowed(std::string allowed) {
  auto response = error_response(405, "method_not_allowed");
  response.headers.emplace_back("Allow", std::move(allowed));
  return response;
}

store::Scope scope_for(Access access) {
  switch (access) {
    case Access::everybody:
    case Access::with_or_without:
    case Access::read:
      return store::Scope::read;
    case Access::write:
      return store::Scope::write;
    case Access::device:
      return store::Scope::device;
  }
  return store::Scope::device;
}

}  // namespace

Api::Api(Relay& relay) : relay_{relay} {
  add_user_routes(routes_, relay_);
  add_key_routes(routes_, relay_);
  add_token_routes(routes_, relay_);
  add_captcha_routes(routes_, relay_);
  add_news_routes(routes_, relay_);
  add_blob_routes(routes_, relay_);
  add_group_routes(routes_, relay_);
  add_chat_routes(routes_, relay_);
  add_health_routes();
}

void Api::add_health_routes() {
  const auto add = [&](const char* path, std::function<void(const CallPtr&)> run) {
    routes_.push_back({"GET", path, Access::everybody, std::move(run)});
  };
  add("/healthz", [](const CallPtr& call) { call->respond(text_response("text/plain", "ok\n")); });
  add("/readyz", [this](const CallPtr& call) {
    auto response = text_response("text/plain", ready_ ? "ready\n" : "not ready\n");
    if (!ready_) response.status = 503;
    call->respond(std::move(response));
  });
  add("/metrics", [this](const CallPtr& call) {
    call->respond(text_response("text/plain; version=0.0.4", obs::prometheus_text(relay_.base.metrics)));
  });
  add("/api/v1/openapi.yaml", [](const CallPtr& call) {
    call->respond(text_response("application/yaml", std::string{openapi_document()}));
  });
}

void Api::serve_files(WebFiles files) {
  auto fresh = std::make_shared<const WebFiles>(std::move(files));
  const std::lock_guard lock{files_mutex_};
  files_ = std::move(fresh);
}

std::vector<std::pair<std::string, std::string>> Api::routes() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& route : routes_) all.emplace_back(route.method, route.path);
  return all;
}

Api::Match Api::match(std::string_view method, std::string_view path) const {
  const auto wanted = segments_of(path);
  Match match;
  for (const auto& route : routes_) {
    const auto pattern = segments_of(route.path);
    if (!fits(pattern, wanted)) continue;
    match.allowed += (match.allowed.empty() ? "" : ", ") + route.method;
    if (route.method != method) continue;
    match.route = &route;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (is_variable(pattern[i])) match.arguments.emplace_back(wanted[i]);
    }
    return match;
  }
  return match;
}

HttpResponse Api::file(const HttpRequest& request) const {
  if (request.method != "GET" && request.method != "HEAD") return method_not_allowed("GET, HEAD");
  const auto files = [this] {
    const std::lock_guard lock{files_mutex_};
    return files_;
  }();
  auto found = files->find({request.path, request.accept_encoding, request.if_none_match});
  if (found.status == 404) return error_response(404, "not_found");
  return {found.status, std::move(found.headers), std::move(found.body)};
}

std::optional<HttpResponse> Api::authorise(Call& call, Access access) {
  const bool without = access == Access::with_or_without && call.request.authorization.empty();
  if (access == Access::everybody || without) {
    const auto wait = relay_.take_for_network(relay_.networks, call.request.network);
    if (wait > Duration{0}) return failure_response(failure(Code::rate_limited, wait));
    return std::nullopt;
  }
  const auto token = bearer_token(call.request.authorization);
  if (!token) return failure_response(failure(Code::unauthorised));
  auto found = relay_.tokens.authorise(*token);
  if (!found.ok()) return failure_response(found.error());
  if (!*found) return failure_response(failure(Code::unauthorised));
  if (!(*found)->may(scope_for(access))) return error_response(403, "insufficient_scope");
  call.who = *std::move(*found);
  return std::nullopt;
}

void Api::route(HttpRequest request, Respond respond) {
  auto found = match(request.method == "HEAD" ? "GET" : std::string_view{request.method}, request.path);
  if (found.allowed.empty()) return respond(error_response(404, "not_found"));
  if (found.route == nullptr) return respond(method_not_allowed(std::move(found.allowed)));
  auto call = std::make_shared<Call>();
  call->request = std::move(request);
  call->arguments = std::move(found.arguments);
  call->respond = std::move(respond);
  if (auto refusal = authorise(*call, found.route->access)) return call->respond(*std::move(refusal));
  found.route->run(call);
}

void Api::handle(HttpRequest request, Respond respond) {
  const Respond protect = [respond = std::move(respond)](HttpResponse response) {
    for (const auto& header : security_headers()) response.headers.push_back(header);
    respond(std::move(response));
  };
  if (is_api_path(request.path)) return route(std::move(request), protect);
  protect(file(request));
}

}  // namespace sotto::relay::api
