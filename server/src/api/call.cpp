// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/call.hpp"

#include <algorithm>
#include <charconv>

#include "sotto/wire/limits.hpp"

namespace sotto::relay::api {
namespace {

int value_of_hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// RFC 3986 section 2.1, and '+' for a space as forms have it. nullopt: malformed, or a NUL.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\0') return std::nullopt;
    if (text[i] == '+') {
      out.push_back(' ');
    } else if (text[i] != '%') {
      out.push_back(text[i]);
    } else {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = value_of_hex(text[i + 1]);
      const int low = value_of_hex(text[i + 2]);
      if (high < 0 || low < 0 || high + low == 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

constexpr std::uint64_t usual_limit = 20;

}  // namespace

std::optional<std::uint64_t> plain_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (error != std::errc{} || end != last) return std::nullopt;
  return number;
}

std::optional<std::uint64_t> number_of(const Call& call, std::string_view name, std::uint64_t usual) {
  const auto [given, text] = call.query(name);
  if (!given) return usual;
  return text ? plain_number(*text) : std::nullopt;
}

std::optional<std::size_t> limit_of(const Call& call) {
  const auto number = number_of(call, "limit", usual_limit);
  if (!number || *number == 0 || *number > wire::max_search_results) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

Parameter Call::query(std::string_view name) const {
  Parameter found;
  for (std::string_view rest = request.query; !rest.empty();) {
    const auto end = std::min(rest.find('&'), rest.size());
    const auto pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto equals = std::min(pair.find('='), pair.size());
    if (pair.substr(0, equals) != name) continue;
    const auto value = decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (found.given || !value) return {true, std::nullopt};
    found = {true, value};
  }
  return found;
}

Route route_to(Relay& relay, std::string method, std::string path, Access access,
               void (*run)(Relay&, const CallPtr&)) {
  return {std::move(method), std::move(path), access,
          [&relay, run](const CallPtr& call) { run(relay, call); }};
}

}  // namespace sotto::relay::api
