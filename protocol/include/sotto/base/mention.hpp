// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sotto/base/bytes.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto {

/// A user who is named in a text: '@' and their name, in small letters or capitals. Whoever displays it shows
/// what stands in the text; nothing else follows from a mention. Source: crypto-docs/wire-format.md,
/// "Mentions", and decision 0135.
struct Mention {
  std::uint32_t offset = 0;  ///< bytes of UTF-8 in front of the '@'
  std::uint32_t size = 0;    ///< bytes, the '@' included
  Username user;
  friend bool operator==(const Mention&, const Mention&) = default;
};
using Mentions = std::vector<Mention>;

/// In one text: as many as a reader takes in; more would only make somebody's screen work.
inline constexpr std::size_t max_mentions = 32;

/// The next place from `from` on where a name may be meant: not within a word or an address, and to the end
/// of the word, less the punctuation of the sentence.
[[nodiscard]] std::optional<Mention> next_mention(std::string_view text, std::size_t from);

/// The first max_mentions of users of whom `is_here` is true.
[[nodiscard]] Mentions find_mentions(std::string_view text,
                                     const std::function<bool(const Username&)>& is_here);

/// Each stands in the text, in their order, once. too_large; malformed.
[[nodiscard]] Status check_mentions(std::string_view text, std::span<const Mention> mentions);

/// To be kept beside their text: where each begins.
[[nodiscard]] Bytes serialise_mentions(std::span<const Mention> mentions);
/// too_large; malformed when `record` is not of this text.
[[nodiscard]] Result<Mentions> parse_mentions(std::string_view text, ByteView record);

}  // namespace sotto
