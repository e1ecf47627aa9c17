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

/// Characters that turn the direction of what follows, so that "exe" looks like the middle of a name;
/// separators of lines; and those that nobody sees.
constexpr std::array<std::string_view, 18> unseen = {
    "\u061C", "\u200E", "\u200F", "\u2028", "\u2029", "\u202A", "\u202B", "\u202C", "\u202D",
    "\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\u00AD", "\u200B", "\u2060", "\uFEFF"};
constexpr std::array<std::string_view, 17> spaces = {
    "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007", "\u2008", "\u2009", "\u200A", "\u202F", "\u205F", "\u3000", "\u3164"};
/// What Windows takes for a device whatever comes behind a dot. COM and LPT have a digit behind them.
constexpr std::array<std::string_view, 4> devices = {"con", "prn", "aux", "nul"};
constexpr std::array<std::string_view, 2> numbered_devices = {"com", "lpt"};

bool means_something_to_a_file_system(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || std::string_view{"/\\:*?\"<>|"}.find(c) != std::string_view::npos;
}

/// Bytes of the one that the text begins with; 0: with none of them.
template <std::size_t n>
std::size_t length_of_one(const std::array<std::string_view, n>& signs, std::string_view text) {
  for (const auto sign : signs) {
    if (text.substr(0, sign.size()) == sign) return sign.size();
  }
  return 0;
}

/// U+0080 to U+009F.
bool begins_with_late_control(std::string_view text) {
  return text.size() > 1 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0;
}

/// The first bytes of a name, and what stands for them in a safe one.
struct Piece {
  std::size_t size;
  std::string_view safe;
};

Piece first_piece(std::string_view name) {
  if (const auto size = length_of_one(unseen, name)) return {size, ""};
  if (const auto size = length_of_one(spaces, name)) return {size, " "};
  if (begins_with_late_control(name)) return {2, "_"};
  return {1, means_something_to_a_file_system(name.front()) ? "_" : name.substr(0, 1)};
}

std::string lower(std::string_view text) {
  std::string small{text};
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return small;
}

bool is_device(std::string_view name) {
  const auto stem = lower(name.substr(0, name.find_first_of(". ")));
  if (std::find(devices.begin(), devices.end(), stem) != devices.end()) return true;
  return stem.size() == 4 && std::isdigit(static_cast<unsigned char>(stem.back())) != 0 &&
         length_of_one(numbered_devices, stem) != 0;
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
  if (!has_ending) return std::string{trimmed(cut(name, wire::max_file_name))};
  const auto ending = name.substr(dot);
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
    const auto piece = first_piece(name);
    safe.append(piece.safe);
    name.remove_prefix(piece.size);
  }
  const auto rest = trimmed(safe);
  if (rest.empty()) return std::string{nothing_left};
  return shortened(is_device(rest) ? std::string{"_"}.append(rest) : std::string{rest});
}

std::string safe_media_type(std::string_view type) {
  const auto slash = type.find('/');
  const bool is_type = type.size() <= wire::max_media_type && slash != std::string_view::npos &&
                       is_token(type.substr(0, slash)) && is_token(type.substr(slash + 1));
  return lower(is_type ? type : unknown_type);
}

}  // namespace sotto::client
