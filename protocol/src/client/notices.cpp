// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices.hpp"

#include <optional>

#include "step.hpp"

namespace sotto::client::notices {
namespace {

using store::MessageKind;

store::Message notice(Step& step, const Username& user, const MessageId& id, MessageKind kind) {
  return {{}, id, user, user, kind, store::MessageState::received, step.now(), step.now(), ""};
}

/// Whoever changes a key can send something unreadable before each change: what is missing since the newest
/// row of another kind doesn't make a change one to be told again (attack C2).
Result<std::optional<MessageKind>> newest_but_missing(Step& step, const Username& user) {
  constexpr std::size_t at_once = 100;
  std::optional<store::Position> before;
  for (;;) {
    SOTTO_ASSIGN(const auto rows, step.page(user, before, at_once));
    for (const auto& row : rows) {
      if (row.kind != MessageKind::message_missing) return std::optional{row.kind};
    }
    if (rows.size() < at_once) return std::optional<MessageKind>{};
    before = rows.back().position;
  }
}

}  // namespace

Status identity_changed(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  SOTTO_TRY(step.append_message(notice(step, user, id, MessageKind::identity_changed)));
  return {};
}

Status identity_changed_again(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto newest, newest_but_missing(step, user));
  return newest == MessageKind::identity_changed ? Status{} : identity_changed(step, user);
}

Result<bool> message_missing(Step& step, const Username& user, const MessageId& message) {
  SOTTO_ASSIGN(const auto standing, step.find_message(user, message));
  if (standing) return false;
  SOTTO_TRY(step.append_message(notice(step, user, message, MessageKind::message_missing)));
  step.notify(ConversationChanged{user});
  return true;
}

Status erase_missing(Step& step, const Username& user, const MessageId& message) {
  SOTTO_ASSIGN(const auto standing, step.find_message(user, message));
  if (!standing || standing->kind != MessageKind::message_missing) return {};
  SOTTO_TRY(step.erase_message(user, message));
  step.notify(MessageChanged{user, message});
  step.notify(ConversationChanged{user});
  return {};
}

}  // namespace sotto::client::notices
