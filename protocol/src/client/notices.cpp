// SPDX-License-Identifier: GPL-3.0-or-later
#include "notices.hpp"

#include <limits>

#include "step.hpp"

namespace sotto::client::notices {
namespace {

using store::MessageKind;

store::Message notice(Step& step, const Username& user, const MessageId& id, MessageKind kind) {
  return {{}, id, user, user, kind, store::MessageState::received, step.now(), step.now(), ""};
}

}  // namespace

Status identity_changed(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  SOTTO_TRY(step.append_message(notice(step, user, id, MessageKind::identity_changed)));
  return {};
}

Status identity_changed_again(Step& step, const Username& user) {
  constexpr store::Position end{std::numeric_limits<std::int64_t>::max()};
  SOTTO_ASSIGN(const auto newest, step.page(user, end, 1));
  const bool told = !newest.empty() && newest.front().kind == MessageKind::identity_changed;
  return told ? Status{} : identity_changed(step, user);
}

Status message_missing(Step& step, const Username& user, const MessageId& message) {
  SOTTO_ASSIGN(const auto standing, step.find_message(user, message));
  if (standing) return {};
  SOTTO_TRY(step.append_message(notice(step, user, message, MessageKind::message_missing)));
  step.notify(ConversationChanged{user});
  return {};
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
