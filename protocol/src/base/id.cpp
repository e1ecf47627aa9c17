// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/base/id.hpp"

#include <algorithm>

#include "sotto/base/random.hpp"

namespace sotto {
namespace {

constexpr char group_mark = '#';

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_mark(char c) { return c == '_' || c == '-' || c == '.'; }

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_username(std::string_view text) {
  if (text.size() < Username::min_length || text.size() > Username::max_length) return false;
  if (!is_letter(text.front()) || is_mark(text.back())) return false;
  char before = 'a';
  for (const char c : text) {
    if (!is_letter(c) && !is_digit(c) && !is_mark(c)) return false;
    if (is_mark(c) && is_mark(before)) return false;
    before = c;
  }
  return true;
}

}  // namespace

Result<Username> Username::parse(std::string_view text) {
  if (text.size() > max_length) return Error{ErrorCode::malformed, "username"};
  std::string name{text};
  std::transform(name.begin(), name.end(), name.begin(), folded);
  if (!is_username(name)) return Error{ErrorCode::malformed, "username"};
  return Username{std::move(name)};
}

Result<MessageId> MessageId::parse(ByteView raw) {
  if (raw.size() != size)
    return Error{ErrorCode::malformed, "message id", static_cast<std::int64_t>(raw.size())};
  MessageId id;
  std::copy(raw.begin(), raw.end(), id.bytes.begin());
  return id;
}

Result<MessageId> MessageId::fresh(RandomSource& random) {
  MessageId id;
  SOTTO_TRY(random.fill(id.bytes));
  return id;
}

Result<GroupId> GroupId::parse(ByteView raw) {
  if (raw.size() != size)
    return Error{ErrorCode::malformed, "group id", static_cast<std::int64_t>(raw.size())};
  GroupId id;
  std::copy(raw.begin(), raw.end(), id.bytes.begin());
  return id;
}

Result<GroupId> GroupId::parse_text(std::string_view text) {
  const auto raw = parse_base64url(text);
  if (!raw) return Error{ErrorCode::malformed, "group id"};
  return parse(*raw);
}

Result<ConversationId> ConversationId::parse(std::string_view text) {
  if (!text.empty() && text.front() == group_mark) {
    SOTTO_ASSIGN(const auto group, GroupId::parse_text(text.substr(1)));
    return ConversationId{group};
  }
  SOTTO_ASSIGN(auto user, Username::parse(text));
  return ConversationId{std::move(user)};
}

std::string ConversationId::text() const {
  if (const auto* name = user()) return name->text();
  return group_mark + group()->text();
}

}  // namespace sotto
