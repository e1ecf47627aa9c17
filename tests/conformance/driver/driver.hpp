// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "client.hpp"

namespace sotto::conformance {

/// Answers one line of JSON after the other. See crypto-docs/conformance-driver.md for the commands.
class Driver {
 public:
  explicit Driver(RandomSource& random) noexcept : random_{&random} {}
  [[nodiscard]] std::string answer(std::string_view line);

 private:
  [[nodiscard]] Result<Json> handle(const Json& request);
  [[nodiscard]] Result<Json> run(const Json& request, std::string_view command);
  RandomSource* random_;
  std::map<std::string, Client> clients_;
};

}  // namespace sotto::conformance
