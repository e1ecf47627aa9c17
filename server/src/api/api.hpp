// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/call.hpp"
#include "api/http.hpp"
#include "relay/relay.hpp"

namespace sotto::relay::api {

/// The HTTP port: the REST API (openapi.yaml), /healthz, /readyz, /metrics, and the web client's files for
/// the rest. Decodes, asks the relay, encodes. Thread-safe.
class Api final : public HttpHandler {
 public:
  /// `relay` outlives the API.
  explicit Api(Relay& relay);

  /// Answers everything but the stream.
  void handle(HttpRequest request, Respond respond) override;

  void serve_files(WebFiles files);
  /// Whether /readyz says so: off before the start is complete and while the relay is going down.
  void set_ready(bool ready) noexcept { ready_ = ready; }
  [[nodiscard]] bool ready() const noexcept { return ready_; }

  /// Method and path of each route, for the test that compares them with openapi.yaml.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> routes() const;

 private:
  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> arguments;
    std::string allowed;  ///< methods that the path has, for a 405; empty: there is no such path
  };
  [[nodiscard]] Match match(std::string_view method, std::string_view path) const;
  [[nodiscard]] HttpResponse file(const HttpRequest& request) const;
  void route(HttpRequest request, Respond respond);
  [[nodiscard]] std::optional<HttpResponse> authorise(Call& call, Access access);
  void add_health_routes();

  Relay& relay_;
  std::vector<Route> routes_;
  std::atomic<bool> ready_{false};
  mutable std::mutex files_mutex_;
  std::shared_ptr<const WebFiles> files_ = std::make_shared<WebFiles>();
};

}  // namespace sotto::relay::api
