// SPDX-License-Identifier: GPL-3.0-or-later
#include "conversations.hpp"

#include "attachments.hpp"
#include "contacts.hpp"
#include "defences.hpp"
#include "durations.hpp"
#include "groups/outbox.hpp"
#include "groups/posting.hpp"
#include "groups/record.hpp"
#include "held.hpp"
#include "identities.hpp"
#include "mentions.hpp"
#include "off_record.hpp"
#include "outbox.hpp"
#include "own_state.hpp"
#include "privacy.hpp"
#include "receipts.hpp"
#include "sotto/base/text.hpp"
#include "step.hpp"
#include "store_keys.hpp"
#include "verification.hpp"

namespace sotto::client::conversations {
namespace {

using store::MessageKind;
using store::MessageState;
using store::Table;

/// The draft has become a message; one that was changed meanwhile stays.
Status erase_sent_draft(Step& step, const OwnMessage& own) {
  SOTTO_ASSIGN(const auto draft, step.find(Table::draft, key_of(own.to)));
  if (!draft || text_of(*draft) != own.text) return {};
  SOTTO_TRY(step.erase(Table::draft, key_of(own.to)));
  return own_state::note_draft(step, own.to);
}

/// For the receipts of what is being read now.
Status note_read(Step& step, const MarkRead& intent) {
  // More at once is only scrolled over.
  constexpr std::size_t most = 256;
  if (intent.conversation.user() == nullptr) return {};
  SOTTO_ASSIGN(const auto chosen, privacy::load(step));
  if (!chosen.read_receipts && defences().reading_untold) return {};
  SOTTO_ASSIGN(const auto before, read_mark(step, intent.conversation));
  SOTTO_ASSIGN(const auto messages,
               step.page(intent.conversation, store::Position{intent.up_to.value + 1}, most));
  for (const auto& message : messages) {
    if (!(before < message.position)) break;
    const bool received = message.state == MessageState::received && message.kind == MessageKind::text;
    if (received) SOTTO_TRY(receipts::note_read(step, message.sender, message.id));
  }
  return {};
}

/// Sessions with the devices under the old identity are of no use under the new one.
Status erase_sessions(Step& step, const Username& user) {
  return step.erase_all(Table::session, key_of(user));
}

}  // namespace

Result<store::Position> read_mark(Step& step, const ConversationId& with) {
  SOTTO_ASSIGN(const auto all, step.conversations());
  for (const auto& one : all) {
    if (one.with == with) return one.read_up_to;
  }
  return store::Position{};
}

Result<MessageId> append_own(Step& step, const OwnMessage& own) {
  SOTTO_TRY(contacts::check_unblocked(step, own.to));
  SOTTO_TRY(off_record::check_on_record(step.memory(), own.to));
  SOTTO_ASSIGN(const auto set, durations::load(step, own.to));
  const auto lasting = own.lasting.value_or(set.lasting);
  SOTTO_TRY(durations::check(lasting));
  SOTTO_ASSIGN(auto named, mentions::in(step, own.to, own.text));
  SOTTO_ASSIGN(const auto id, MessageId::fresh(step.random()));
  SOTTO_TRY(step.append_message({{},
                                 id,
                                 own.to,
                                 step.self().user,
                                 MessageKind::text,
                                 MessageState::waiting,
                                 step.now(),
                                 step.now(),
                                 own.text,
                                 own.quoted,
                                 {},
                                 lasting,
                                 std::move(named)}));
  SOTTO_TRY(erase_sent_draft(step, own));
  step.notify(MessageChanged{own.to, id});
  step.notify(ConversationChanged{own.to});
  if (const auto* user = own.to.user()) {
    typing::on_said(step.memory(), *user);
    SOTTO_TRY(contacts::accept(step, *user));
    SOTTO_TRY(contacts::want_profile(step, *user));
  }
  return id;
}

Status hand_over(Step& step, const ConversationId& to, const MessageId& message, Instant sent_at) {
  if (const auto* group = to.group()) return group_outbox::add_text(step, *group, message, sent_at);
  return outbox::add_text(step, *to.user(), message, sent_at);
}

Status send_text(Step& step, const SendText& intent) {
  SOTTO_TRY(check_text(intent.text, 1, wire::max_text, "text"));
  SOTTO_TRY(posting::check(step, intent));
  SOTTO_ASSIGN(const auto id, append_own(step, {intent.to, intent.text, intent.quoted, intent.lasting}));
  return hand_over(step, intent.to, id, step.now());
}

Status retry(Step& step, const RetryMessage& intent) {
  SOTTO_TRY(contacts::check_unblocked(step, intent.to));
  const auto* user = intent.to.user();
  if (user != nullptr && off_record::find(step.memory(), *user, intent.message) != nullptr)
    return off_record::retry(step, *user, intent.message);
  SOTTO_ASSIGN(const auto message, step.find_message(intent.to, intent.message));
  if (!message) return Error{ErrorCode::not_found, "retry"};
  SOTTO_ASSIGN(const bool uploads, attachments::retry(step, {intent.to, intent.message}));
  if (uploads) return {};
  if (message->state == MessageState::waiting)
    return user != nullptr ? outbox::nudge(step, *user, intent.message) : group_outbox::pump(step);
  if (message->state != MessageState::failed) return Error{ErrorCode::invalid_state, "retry"};
  SOTTO_TRY(step.set_message_state(intent.to, intent.message, MessageState::waiting));
  step.notify(MessageChanged{intent.to, intent.message});
  return hand_over(step, intent.to, intent.message, message->sent_at);
}

Status open(Step& step, const OpenConversation& intent) {
  SOTTO_TRY(step.open_conversation(intent.with));
  step.notify(ConversationChanged{intent.with});
  return contacts::want_profile(step, intent.with);
}

Status mark_read(Step& step, const MarkRead& intent) {
  SOTTO_TRY(note_read(step, intent));
  SOTTO_TRY(step.mark_read(intent.conversation, intent.up_to));
  SOTTO_TRY(timers::on_read(step, intent.conversation, intent.up_to));
  SOTTO_TRY(off_record::on_read(step, intent.conversation));
  SOTTO_TRY(own_state::note_read(step, intent.conversation, intent.up_to));
  step.notify(ConversationChanged{intent.conversation});
  return {};
}

Status save_draft(Step& step, const SaveDraft& intent) {
  SOTTO_TRY(check_text(intent.text, 0, wire::max_text, "draft"));
  // A screen that is slow to notice may not write down what is meant to be off the record.
  const bool unkept = off_record::is_off(step.memory(), intent.conversation) && defences().off_record_unkept;
  if (unkept && !intent.text.empty()) return {};
  const auto key = key_of(intent.conversation);
  SOTTO_ASSIGN(const auto before, step.find(Table::draft, key));
  // A screen saves when it is left, too: the other devices need not hear of that.
  if ((before ? text_of(*before) : std::string_view{}) == intent.text) return {};
  SOTTO_TRY(intent.text.empty() ? step.erase(Table::draft, key)
                                : step.put(Table::draft, key, bytes_of(intent.text)));
  SOTTO_TRY(own_state::note_draft(step, intent.conversation));
  step.notify(ConversationChanged{intent.conversation});
  return {};
}

Status accept_identity(Step& step, const AcceptIdentity& intent) {
  SOTTO_ASSIGN(const auto standing, identities::standing(step, intent.user));
  if (standing != identities::Standing::blocked) return Error{ErrorCode::invalid_state, "accept identity"};
  if (defences().accepted_as_shown) {
    SOTTO_TRY(verification::check(step, intent.user, intent.safety_number));
  }
  SOTTO_TRY(identities::accept(step, intent.user));
  SOTTO_TRY(erase_sessions(step, intent.user));
  SOTTO_TRY(peers::forget_devices(step, intent.user));
  SOTTO_TRY(held::reconsider(step, intent.user));
  return outbox::reseal(step, intent.user);
}

}  // namespace sotto::client::conversations
