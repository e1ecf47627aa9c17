// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "known_answers.hpp"

/// What the files are made of.
namespace sotto::known_answers {

[[nodiscard]] std::string text(const Json& test, const char* field);
[[nodiscard]] Bytes bytes(const Json& test, const char* field);
[[nodiscard]] SecretBytes secret(const Json& test, const char* field);
[[nodiscard]] bool has_flag(const Json& test, std::string_view flag);

/// Wycheproof's word for a test that has to be refused, or that has to be answered.
[[nodiscard]] bool is_invalid(const Json& test);

/// How a failure calls it: the file's algorithm and the test's place.
[[nodiscard]] std::string name_of_test(std::string_view group, std::size_t place);

}  // namespace sotto::known_answers
