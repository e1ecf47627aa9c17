// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/mention.hpp"

#include "sotto/base/binary.hpp"

namespace sotto {
namespace {

bool is_punctuation(char c) { return c == '.' || c == '_' || c == '-'; }

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || is_punctuation(c);
}

/// The word that begins at `from`, as a name is written; the sentence's own punctuation is not its end.
std::string_view word_at(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_name_character(text[end])) ++end;
  while (end > from && is_punctuation(text[end - 1])) --end;
  return text.substr(from, end - from);
}

Error malformed() { return {ErrorCode::malformed, "mention"}; }

}  // namespace

std::optional<Mention> next_mention(std::string_view text, std::size_t from) {
  for (auto at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
    // An e-mail address.
    if (at > 0 && is_name_character(text[at - 1])) continue;
    const auto word = word_at(text, at + 1);
    if (word.size() > Username::max_length) continue;
    if (auto user = Username::parse(word)) {
      const auto size = static_cast<std::uint32_t>(word.size() + 1);
      return Mention{static_cast<std::uint32_t>(at), size, *std::move(user)};
    }
  }
  return std::nullopt;
}

Mentions find_mentions(std::string_view text, const std::function<bool(const Username&)>& is_here) {
  Mentions found;
  for (auto next = next_mention(text, 0); next && found.size() < max_mentions;) {
    const std::size_t end = next->offset + next->size;
    if (is_here(next->user)) found.push_back(*std::move(next));
    next = next_mention(text, end);
  }
  return found;
}

Status check_mentions(std::string_view text, std::span<const Mention> mentions) {
  if (mentions.size() > max_mentions) return Error{ErrorCode::too_large, "mentions"};
  std::size_t from = 0;
  for (const auto& mention : mentions) {
    // Where it begins nothing but this mention may stand: so it is within the text, whole, and behind the one
    // before.
    if (mention.offset < from || mention.offset >= text.size()) return malformed();
    const auto found = next_mention(text, mention.offset);
    if (!found || !(*found == mention)) return malformed();
    from = mention.offset + mention.size;
  }
  return {};
}

Bytes serialise_mentions(std::span<const Mention> mentions) {
  BinaryWriter out;
  for (const auto& mention : mentions) out.u32(mention.offset);
  return copy_of(out.view());
}

Result<Mentions> parse_mentions(std::string_view text, ByteView record) {
  BinaryReader in{record};
  if (record.size() / sizeof(std::uint32_t) > max_mentions) return Error{ErrorCode::too_large, "mentions"};
  Mentions mentions;
  std::size_t from = 0;
  while (!in.is_complete()) {
    const auto offset = in.u32();
    if (in.failed() || offset < from || offset >= text.size()) return malformed();
    auto mention = next_mention(text, offset);
    if (!mention || mention->offset != offset) return malformed();
    from = offset + mention->size;
    mentions.push_back(*std::move(mention));
  }
  return mentions;
}

}  // namespace sotto
