// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/store/text_search.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace sotto::store {
namespace {

struct FoldingRun {
  std::uint32_t first;
  std::uint32_t last;
  std::uint32_t step;
  std::int32_t difference;
};

constexpr FoldingRun folding_runs[] = {
#include "case_folding.inc"
};

std::uint32_t folded(std::uint32_t character) {
  const auto* after = std::upper_bound(std::begin(folding_runs), std::end(folding_runs), character,
                                       [](std::uint32_t c, const FoldingRun& run) { return c < run.first; });
  if (after == std::begin(folding_runs)) return character;
  const FoldingRun& run = *std::prev(after);
  if (character > run.last || (character - run.first) % run.step != 0) return character;
  return static_cast<std::uint32_t>(static_cast<std::int32_t>(character) + run.difference);
}

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

/// Bytes of the well-formed character that begins at `at`; 0 if none does.
std::size_t character_length(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || length > text.size() - at) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

std::uint32_t decode(std::string_view character) {
  if (character.size() == 1) return byte_at(character, 0);
  std::uint32_t value = byte_at(character, 0) & (0x7Fu >> character.size());
  for (std::size_t i = 1; i < character.size(); ++i) value = value << 6 | (byte_at(character, i) & 0x3Fu);
  return value;
}

void encode(std::uint32_t character, std::string& out) {
  const auto put = [&out](std::uint32_t byte) {
    out.push_back(static_cast<char>(static_cast<std::uint8_t>(byte)));
  };
  if (character < 0x80) return put(character);
  if (character < 0x800) {
    put(0xC0 | character >> 6);
  } else if (character < 0x10000) {
    put(0xE0 | character >> 12);
    put(0x80 | (character >> 6 & 0x3F));
  } else {
    put(0xF0 | character >> 18);
    put(0x80 | (character >> 12 & 0x3F));
    put(0x80 | (character >> 6 & 0x3F));
  }
  put(0x80 | (character & 0x3F));
}

}  // namespace

std::string fold_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0) {
      out.push_back(text[at++]);
      continue;
    }
    encode(folded(decode(text.substr(at, length))), out);
    at += length;
  }
  return out;
}

bool contains_folded(std::string_view text, std::string_view folded_part) {
  return !folded_part.empty() && fold_case(text).find(folded_part) != std::string::npos;
}

std::size_t count_characters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count)
    at += std::max<std::size_t>(character_length(text, at), 1);
  return count;
}

}  // namespace sotto::store
