// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/text.hpp"

#include <cstdint>

namespace sotto {
namespace {

struct Lead {
  std::size_t length;   ///< bytes of the whole character; 0: no such lead
  std::uint32_t least;  ///< smallest character that needs so many bytes
  std::uint32_t bits;
};

Lead lead_of(std::uint8_t byte) noexcept {
  if (byte < 0x80) return {1, 1, byte};
  if (byte < 0xC0) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, byte & 0x1FU};
  if (byte < 0xF0) return {3, 0x800, byte & 0x0FU};
  if (byte < 0xF8) return {4, 0x10000, byte & 0x07U};
  return {0, 0, 0};
}

bool is_character(std::uint32_t character) noexcept {
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  return character <= 0x10FFFF && !surrogate;
}

/// The length of the character at the front; 0 when there is none.
std::size_t character_length(std::string_view text) noexcept {
  const auto lead = lead_of(static_cast<std::uint8_t>(text.front()));
  if (lead.length == 0 || lead.length > text.size()) return 0;
  auto character = lead.bits;
  for (const char next : text.substr(1, lead.length - 1)) {
    const auto byte = static_cast<std::uint8_t>(next);
    if ((byte & 0xC0U) != 0x80U) return 0;
    character = (character << 6U) | (byte & 0x3FU);
  }
  return character >= lead.least && is_character(character) ? lead.length : 0;
}

}  // namespace

bool is_text(std::string_view text) noexcept {
  while (!text.empty()) {
    const auto length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

Status check_text(std::string_view text, std::size_t least, std::size_t most, const char* where) {
  if (text.size() > most) return Error{ErrorCode::too_large, where, static_cast<std::int64_t>(text.size())};
  if (text.size() < least || !is_text(text)) return Error{ErrorCode::malformed, where};
  return {};
}

}  // namespace sotto
