// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

class Step;

/// What the user does in a conversation.
namespace conversations {

/// What oneself says: appended to the history, state waiting, not on its way yet.
struct OwnMessage {
  ConversationId to;
  std::string text;
  std::optional<MessageId> quoted;
  std::optional<Lasting> lasting;  ///< nullopt: as is set for the conversation
};
[[nodiscard]] Result<MessageId> append_own(Step& step, const OwnMessage& own);
/// It is ready to go: to the other's devices, or to the members.
[[nodiscard]] Status hand_over(Step& step, const ConversationId& to, const MessageId& message,
                               Instant sent_at);

[[nodiscard]] Status send_text(Step& step, const SendText& intent);
/// A failed text goes out again; one that backs off does so now. not_found, invalid_state (it is on its way
/// or there).
[[nodiscard]] Status retry(Step& step, const RetryMessage& intent);
[[nodiscard]] Status open(Step& step, const OpenConversation& intent);
/// Up to where it was read; 0: nowhere.
[[nodiscard]] Result<store::Position> read_mark(Step& step, const ConversationId& with);
[[nodiscard]] Status mark_read(Step& step, const MarkRead& intent);
[[nodiscard]] Status save_draft(Step& step, const SaveDraft& intent);
[[nodiscard]] Status accept_identity(Step& step, const AcceptIdentity& intent);

}  // namespace conversations
}  // namespace sotto::client
