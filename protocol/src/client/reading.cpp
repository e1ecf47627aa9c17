// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading.hpp"

#include "contacts.hpp"
#include "receipts.hpp"
#include "resends.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

using store::MessageKind;
using store::MessageState;

/// Shows a message unless one with its id stands in the conversation already.
Result<bool> show(Step& step, const store::Message& message) {
  const auto appended = step.append_message(message);
  if (!appended && appended.error().code == ErrorCode::already_exists) return false;
  if (!appended) return appended.error();
  step.notify(MessageArrived{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
  return true;
}

struct Reader {
  Step& step;
  const wire::Content& content;

  Status operator()(const wire::Text& text) const {
    const auto& from = content.sender.user;
    SOTTO_ASSIGN(const bool shown, show(step, {{},
                                               content.message,
                                               from,
                                               from,
                                               MessageKind::text,
                                               MessageState::received,
                                               content.sent_at,
                                               step.now(),
                                               text.body}));
    if (!shown) return {};
    SOTTO_TRY(contacts::want_profile(step, from));
    return receipts::note(step, from, content.message);
  }

  Status operator()(const wire::SentCopy& copy) const {
    SOTTO_TRY(show(step, {{},
                          copy.message,
                          copy.conversation,
                          step.self().user,
                          MessageKind::text,
                          MessageState::accepted,
                          copy.sent_at,
                          step.now(),
                          copy.text.body}));
    SOTTO_TRY(contacts::want_profile(step, copy.conversation));
    return contacts::mark_written_to(step, copy.conversation);
  }

  Status operator()(const wire::DeliveryReceipt& receipt) const {
    for (const auto& id : receipt.messages) SOTTO_TRY(mark_delivered(id));
    return {};
  }

  Status operator()(const wire::ResendRequest& request) const {
    return resends::on_request(step, content.sender, request.messages);
  }

  Status mark_delivered(const MessageId& id) const {
    const auto& conversation = content.sender.user;
    SOTTO_ASSIGN(const auto message, step.find_message(conversation, id));
    if (!message || !(message->sender == step.self().user)) return {};
    if (message->state == MessageState::delivered || message->kind != MessageKind::text) return {};
    SOTTO_TRY(step.set_message_state(conversation, id, MessageState::delivered));
    step.notify(MessageChanged{conversation, id});
    return {};
  }
};

}  // namespace

Status read_content(Step& step, const wire::Content& content) {
  return std::visit(Reader{step, content}, content.body);
}

}  // namespace sotto::client
