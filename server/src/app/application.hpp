// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <variant>

#include "app/config.hpp"

namespace sotto::relay::app {

/// The whole relay, wired: the only place that names concrete stores and buses.
class Application {
 public:
  /// Opens everything; nothing is served yet.
  static std::variant<std::unique_ptr<Application>, Complaint> open(Config config);
  ~Application();

  /// Begins to serve.
  void start();
  [[nodiscard]] std::string url() const;
  /// Reads certificate and web client again (SIGHUP).
  void reload();
  /// Readiness off, goodbye to everybody, a moment for last words; then the end.
  void shut_down();

 private:
  struct Parts;
  explicit Application(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};


}  // namespace sotto::relay::app
