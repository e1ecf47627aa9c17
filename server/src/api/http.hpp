// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/web_files.hpp"

namespace sotto::relay::api {

/// A request as the API needs it; the sockets' side makes it, after the request guard and within its limits.
struct HttpRequest {
  std::string method;
  std::string path;           ///< as it stands in the request line; begins with '/'
  std::string query;          ///< what follows the '?', still encoded
  std::string authorization;  ///< the header's value, or empty
  std::string content_type;
  std::string accept_encoding;
  std::string if_none_match;
  std::string body;
  std::string network;  ///< what limits are counted by; empty: not limited
};

struct HttpResponse {
  unsigned status = 500;
  std::vector<Header> headers;              ///< beside Content-Length
  std::shared_ptr<const std::string> body;  ///< null: empty
};

/// To be called exactly once, from any thread. For HEAD the sockets' side leaves the body out.
using Respond = std::function<void(HttpResponse)>;

/// What the sockets' side hands requests to. Thread-safe.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  virtual void handle(HttpRequest request, Respond respond) = 0;
};

}  // namespace sotto::relay::api
