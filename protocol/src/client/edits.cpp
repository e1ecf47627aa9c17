// SPDX-License-Identifier: GPL-3.0-or-later
#include "edits.hpp"

#include <limits>

#include "archiving/archiving.hpp"
#include "attachments.hpp"
#include "changes.hpp"
#include "groups/post_record.hpp"
#include "groups/posting.hpp"
#include "mentions.hpp"
#include "outbox.hpp"
#include "sotto/base/text.hpp"
#include "step.hpp"

namespace sotto::client::edits {
namespace {

using store::MessageKind;
using store::MessageState;

Result<store::Message> own_text(Step& step, const ConversationId& conversation, const MessageId& id) {
  SOTTO_ASSIGN(auto message, step.find_message(conversation, id));
  if (!message) return Error{ErrorCode::not_found, "own message"};
  const bool own = message->sender == step.self().user;
  if (!own || message->kind != MessageKind::text) return Error{ErrorCode::invalid_state, "own message"};
  return *std::move(message);
}

}  // namespace

Status edit(Step& step, const EditMessage& intent) {
  SOTTO_TRY(check_text(intent.text, 1, wire::max_text, "edit"));
  SOTTO_TRY(post_records::check_encrypted(step, intent.conversation));
  SOTTO_ASSIGN(auto message, own_text(step, intent.conversation, intent.message));
  const bool worn_out = message.revision.value == std::numeric_limits<std::uint32_t>::max();
  if (message.state == MessageState::failed || worn_out) return Error{ErrorCode::invalid_state, "edit"};
  if (message.body == intent.text) return {};
  SOTTO_ASSIGN(auto named, mentions::in(step, message.conversation, intent.text));
  mentions::set_text(step, message, intent.text, std::move(named));
  ++message.revision.value;
  SOTTO_TRY(step.replace_message(message));
  step.notify(MessageChanged{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
  SOTTO_TRY(archiving::on_edit(step, message));
  // One that waits for its file goes out as it stands then.
  SOTTO_ASSIGN(const bool unsent, attachments::is_unsent(step, {message.conversation, message.id}));
  if (unsent) return {};
  return outbox::add_change(step, OutboxKind::edit, message.conversation, message.id);
}

Status remove(Step& step, const DeleteMessage& intent) {
  SOTTO_ASSIGN(const bool open, post_records::is_open(step, intent.conversation));
  if (open) return posting::remove(step, intent);
  SOTTO_ASSIGN(auto message, own_text(step, intent.conversation, intent.message));
  SOTTO_ASSIGN(const bool unsent, attachments::is_unsent(step, {message.conversation, message.id}));
  if (message.state == MessageState::failed || unsent) {
    SOTTO_TRY(attachments::forget(step, message, attachments::RelayCopy::removed));
    SOTTO_TRY(step.erase_message(message.conversation, message.id));
    step.notify(MessageChanged{message.conversation, message.id});
    step.notify(ConversationChanged{message.conversation});
    return {};
  }
  SOTTO_TRY(changes::bury(step, message));
  return outbox::add_change(step, OutboxKind::deletion, message.conversation, message.id);
}

}  // namespace sotto::client::edits
