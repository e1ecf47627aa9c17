// SPDX-License-Identifier: GPL-3.0-or-later
#include "fields.hpp"

#include <algorithm>

namespace sotto::known_answers {

std::string text(const Json& test, const char* field) { return test.at(field).get<std::string>(); }

Bytes bytes(const Json& test, const char* field) { return parse_hex(text(test, field)).value(); }

SecretBytes secret(const Json& test, const char* field) {
  return SecretBytes::copied_from(bytes(test, field));
}

bool has_flag(const Json& test, std::string_view flag) {
  const auto flags = test.value("flags", Json::array());
  return std::find(flags.begin(), flags.end(), flag) != flags.end();
}

bool is_invalid(const Json& test) { return text(test, "result") == "invalid"; }

std::string name_of_test(std::string_view group, std::size_t place) {
  return std::string{group} + ", test " + std::to_string(place + 1);
}

}  // namespace sotto::known_answers
