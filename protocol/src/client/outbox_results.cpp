// SPDX-License-Identifier: GPL-3.0-or-later
#include "outbox_results.hpp"

#include <optional>

#include "archiving/archiving.hpp"
#include "groups/keys.hpp"
#include "step.hpp"

namespace sotto::client::outbox {
namespace {

using store::MessageKind;
using store::MessageState;

/// A copy to one's own devices says nothing of the text itself, except in the conversation with oneself.
bool carries_the_text(const OutboxRow& row) {
  return row.kind == OutboxKind::text ||
         (row.kind == OutboxKind::sent_copy && row.conversation == row.recipient);
}

/// Nobody has got it, and its author has taken it back: nothing is left to be shown.
Status erase_refused(Step& step, const store::Message& message) {
  SOTTO_TRY(step.erase_message(message.conversation, message.id));
  step.notify(ConversationChanged{message.conversation});
  return {};
}

Status set_state(Step& step, const store::Message& message, MessageState state) {
  SOTTO_TRY(step.set_message_state(message.conversation, message.id, state));
  if (state != MessageState::accepted) return {};
  SOTTO_TRY(timers::start(step, message));
  return archiving::on_text(step, message, archiving::Written::here);
}

/// A text that was delivered already, or is sent once more, keeps its state.
Status settle_waiting(Step& step, const OutboxRow& row, MessageState state) {
  if (!carries_the_text(row)) return {};
  SOTTO_ASSIGN(const auto message, step.find_message(row.conversation, row.message));
  if (!message || message->state != MessageState::waiting) return {};
  const bool taken_back = state == MessageState::failed && message->kind == MessageKind::deleted;
  SOTTO_TRY(taken_back ? erase_refused(step, *message) : set_state(step, *message, state));
  step.notify(MessageChanged{row.conversation, row.message});
  return {};
}

std::optional<ChangeKind> change_of(OutboxKind kind) {
  switch (kind) {
    case OutboxKind::edit:
      return ChangeKind::edit;
    case OutboxKind::deletion:
    case OutboxKind::post_removal:
      return ChangeKind::deletion;
    case OutboxKind::reaction:
      return ChangeKind::reaction;
    case OutboxKind::duration_setting:
      return ChangeKind::duration;
    default:
      return std::nullopt;
  }
}

/// A message that is gone, failed itself or was deleted since says enough.
Result<bool> still_matters(Step& step, const ConversationId& conversation, OutboxKind kind,
                           const std::optional<MessageId>& target) {
  if (!target) return true;
  SOTTO_ASSIGN(const auto found, step.find_message(conversation, *target));
  if (!found || found->state == MessageState::failed) return false;
  return kind == OutboxKind::deletion || kind == OutboxKind::post_removal || found->kind == MessageKind::text;
}

}  // namespace

Status on_accepted(Step& step, const OutboxRow& row) {
  if (row.kind == OutboxKind::sender_key) return group_keys::on_settled(step, row);
  return settle_waiting(step, row, MessageState::accepted);
}

Status on_withdrawn(Step& step, const OutboxRow& row) {
  return settle_waiting(step, row, MessageState::failed);
}

Status on_failed(Step& step, const OutboxRow& row, ErrorCode code) {
  if (row.kind == OutboxKind::sender_key) return group_keys::on_settled(step, row);
  SOTTO_TRY(settle_waiting(step, row, MessageState::failed));
  // One's own other devices come after them.
  if (!(row.conversation == row.recipient)) return {};
  const auto target = row.named.empty() ? std::nullopt : std::optional{row.named.front()};
  return tell_failed_change(step, row.conversation, row.kind, target, code);
}

/// Otherwise whoever changed it would think that the others see it so.
Status tell_failed_change(Step& step, const ConversationId& conversation, OutboxKind kind,
                          const std::optional<MessageId>& target, ErrorCode code) {
  const auto change = change_of(kind);
  if (!change) return {};
  SOTTO_ASSIGN(const bool matters, still_matters(step, conversation, kind, target));
  if (matters) step.notify(ChangeFailed{conversation, *change, code});
  return {};
}

}  // namespace sotto::client::outbox
