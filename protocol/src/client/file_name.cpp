// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "sotto/wire/limits.hpp"

namespace sotto::client {
namespace {

constexpr std::string_view nothing_left = "file";
constexpr std::string_view unknown_type = "application/octet-stream";
/// Longer endings are no endings.
constexpr std::size_t longest_ending = 16;

/// Characters that turn the direction of what follows, so that "exe" looks like the middle of a name; and
/// separators of lines.
constexpr std::array<std::string_view, 14> turning = {"\u061C", "\u200E", "\u200F", "\u2028", "\u2029",
                                                      "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                                      "\u2066", "\u2067", "\u2068", "\u2069"};

bool means_something_to_a_file_system(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || std::string_view{"/\\:*?\"<>|"}.find(c) != std::string_view::npos;
}

std::size_t length_of_turning(std::string_view text) {
  for (const auto sign : turning) {
    if (text.substr(0, sign.size()) == sign) return sign.size();
  }
  return 0;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view at_ends = ". ";
  const auto first = text.find_first_not_of(at_ends);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(at_ends) - first + 1);
}

/// Never in the middle of a character.
std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  auto end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string shortened(std::string_view name) {
  if (name.size() <= wire::max_file_name) return std::string{name};
  const auto dot = name.rfind('.');
  const bool has_ending = dot != std::string_view::npos && name.size() - dot <= longest_ending;
  const auto ending = has_ending ? name.substr(dot) : std::string_view{};
  return std::string{cut(name, wire::max_file_name - ending.size())}.append(ending);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view{"!#$&-^_.+"}.find(c) != std::string_view::npos;
  });
}

}  // namespace

std::string safe_file_name(std::string_view name) {
  std::string safe;
  while (!name.empty()) {
    const auto skipped = length_of_turning(name);
    if (skipped == 0) safe.push_back(means_something_to_a_file_system(name.front()) ? '_' : name.front());
    name.remove_prefix(std::max<std::size_t>(skipped, 1));
  }
  const auto rest = trimmed(safe);
  return rest.empty() ? std::string{nothing_left} : shortened(rest);
}

std::string safe_media_type(std::string_view type) {
  const auto slash = type.find('/');
  const bool is_type = type.size() <= wire::max_media_type && slash != std::string_view::npos &&
                       is_token(type.substr(0, slash)) && is_token(type.substr(slash + 1));
  std::string lower{is_type ? type : unknown_type};
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

}  // namespace sotto::client
