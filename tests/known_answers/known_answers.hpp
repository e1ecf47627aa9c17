// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/secret.hpp"

/// What others have published about the primitives, against what the engine makes of it. Plain C++, so that
/// the native and the WebAssembly build run the same.
namespace sotto::known_answers {

using Json = nlohmann::ordered_json;

/// What became of a file's tests. Each is in one of the three.
class Report {
 public:
  void answered() { ++answers_; }
  void refused() { ++refusals_; }
  void wrong(std::string test) { wrong_.push_back(std::move(test)); }
  /// One that must be answered, and was answered right or not.
  void expect_answer(bool is_right, std::string test);
  /// One that must be refused.
  void expect_refusal(bool is_refused, std::string test);

  [[nodiscard]] std::size_t answers() const { return answers_; }
  [[nodiscard]] std::size_t refusals() const { return refusals_; }
  [[nodiscard]] const std::vector<std::string>& wrong() const { return wrong_; }

 private:
  std::size_t answers_ = 0;
  std::size_t refusals_ = 0;
  std::vector<std::string> wrong_;
};

/// Runs a file of this folder. Aborts when it is none.
[[nodiscard]] Report check(const Json& file);

}  // namespace sotto::known_answers
