// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading.hpp"

#include "archiving/archiving.hpp"
#include "archiving/roots.hpp"
#include "attachments.hpp"
#include "changes.hpp"
#include "contacts.hpp"
#include "defences.hpp"
#include "durations.hpp"
#include "groups/inbox.hpp"
#include "groups/keys.hpp"
#include "mentions.hpp"
#include "off_record.hpp"
#include "own_state.hpp"
#include "privacy.hpp"
#include "receipts.hpp"
#include "resends.hpp"
#include "step.hpp"

namespace sotto::client {
namespace {

using store::MessageKind;
using store::MessageState;

/// What oneself wrote elsewhere was sent a while ago; what somebody else wrote is yet to be read. What was
/// deleted before it came leaves its place no longer than if it had come first.
Status begin_timer(Step& step, const store::Message& message, store::Position at) {
  if (message.lasting.for_good()) return {};
  if (message.state == MessageState::received) return timers::await_reading(step, message, at);
  return timers::start(step, message, step.now() - message.sent_at);
}

/// The archive was faster: now a session vouches for it, so it counts as what it is.
Result<bool> vouch_for(Step& step, const store::Message& message) {
  SOTTO_ASSIGN(const auto standing, step.find_message(message.conversation, message.id));
  const bool restored = standing && standing->state == MessageState::restored &&
                        standing->kind == MessageKind::text && standing->sender == message.sender;
  if (!restored || message.state != MessageState::received) return false;
  SOTTO_TRY(step.set_message_state(message.conversation, message.id, MessageState::received));
  SOTTO_TRY(own_state::on_vouched(step, message, standing->position));
  step.notify(MessageArrived{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
  return true;
}

/// Where it belongs, if that is still free; otherwise at the end.
Result<store::Position> put(Step& step, const store::Message& message, std::optional<store::Position> place) {
  if (!place) return step.append_message(message);
  const auto inserted = step.insert_message(message, *place);
  if (inserted) {
    const bool unread = message.kind == MessageKind::text && message.state == MessageState::received;
    if (unread) SOTTO_TRY(own_state::on_late(step, message.conversation, *place));
    return *place;
  }
  return inserted.error().code == ErrorCode::already_exists ? step.append_message(message)
                                                            : Result<store::Position>{inserted.error()};
}

/// Shows a message unless one with its id stands in the conversation already.
Result<bool> show(Step& step, store::Message message, std::optional<store::Position> place) {
  SOTTO_TRY(changes::settle(step, message));
  const auto appended = put(step, message, place);
  if (!appended && appended.error().code == ErrorCode::already_exists) return vouch_for(step, message);
  if (!appended) return appended.error();
  message.position = *appended;
  SOTTO_TRY(begin_timer(step, message, *appended));
  SOTTO_TRY(archiving::on_text(step, message, archiving::Written::elsewhere));
  SOTTO_TRY(own_state::on_shown(step, message, *appended));
  if (message.kind == MessageKind::text) step.notify(MessageArrived{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
  return true;
}

struct SaidReader {
  Step& step;
  const Origin& origin;

  Status operator()(const wire::Text& text) const {
    const bool own = origin.author == step.self().user;
    const auto state = own ? MessageState::accepted : MessageState::received;
    store::Message message{{},
                           origin.message,
                           origin.conversation,
                           origin.author,
                           MessageKind::text,
                           state,
                           origin.sent_at,
                           step.now(),
                           {},
                           text.quoted,
                           {},
                           text.lasting};
    mentions::set_text(step, message, text.body, text.mentions);
    SOTTO_ASSIGN(const bool shown, show(step, std::move(message), origin.place));
    if (shown && text.attachment) {
      SOTTO_TRY(attachments::offer(step, {origin.conversation, origin.message}, *text.attachment));
    }
    const auto* other = origin.conversation.user();
    if (own && other == nullptr) return {};
    if (own) {
      SOTTO_TRY(contacts::want_profile(step, *other));
      return contacts::accept(step, *other);
    }
    if (!shown) return {};
    SOTTO_TRY(contacts::want_profile(step, origin.author));
    return other != nullptr ? receipts::note(step, origin.author, origin.message) : Status{};
  }
  Status operator()(const wire::Edit& edit) const {
    return changes::take_in(step, origin.conversation,
                            {changes::Kind::edit, edit.target, origin.author, edit.revision, edit.body,
                             edit.mentions, edit.lasting});
  }
  Status operator()(const wire::Deletion& deletion) const {
    return take_in(changes::Kind::deletion, deletion.target, {}, {});
  }
  Status operator()(const wire::Reaction& reaction) const {
    return take_in(changes::Kind::reaction, reaction.target, reaction.revision, reaction.emoji);
  }

  Status operator()(const wire::DurationSetting& setting) const {
    return durations::take_in(step, {origin.conversation, origin.author, origin.message, origin.sent_at},
                              {setting.revision, setting.lasting});
  }

  Status take_in(changes::Kind kind, const MessageId& target, Revision revision, std::string text) const {
    return changes::take_in(step, origin.conversation,
                            {kind, target, origin.author, revision, std::move(text)});
  }
};

struct Reader {
  Step& step;
  const wire::Content& content;
  std::optional<store::Position> place;

  template <class Said>
  Status operator()(const Said& said) const {
    const auto& from = content.sender.user;
    const Origin origin{from, from, content.message, content.sent_at, place};
    return SaidReader{step, origin}(said);
  }

  Status operator()(const wire::SentCopy& copy) const {
    const Origin origin{copy.conversation, step.self().user, copy.message, copy.sent_at};
    return read_said(step, origin, copy.said);
  }

  Status operator()(const wire::DeliveryReceipt& receipt) const {
    for (const auto& id : receipt.messages) SOTTO_TRY(advance(id, MessageState::delivered));
    return {};
  }

  /// Whoever doesn't tell what they have read isn't shown it of others.
  Status operator()(const wire::ReadReceipt& receipt) const {
    SOTTO_ASSIGN(const auto chosen, privacy::load(step));
    if (!chosen.read_receipts) return {};
    for (const auto& id : receipt.messages) SOTTO_TRY(advance(id, MessageState::read));
    return {};
  }

  Status operator()(const wire::Typing&) const { return typing::on_sign(step, content.sender.user); }

  Status operator()(const wire::OffRecordText& text) const {
    return off_record::on_text(step, content, text);
  }
  Status operator()(const wire::OffRecordReceipt& receipt) const {
    return off_record::on_receipt(step, content.sender.user, receipt.message);
  }

  Status operator()(const wire::SenderKeyDistribution& distribution) const {
    return group_inbox::on_key(step, content.sender, distribution);
  }
  Status operator()(const wire::SenderKeyRequest& request) const {
    return group_keys::on_request(step, content.sender, request.group);
  }

  Status operator()(const wire::ResendRequest& request) const {
    return resends::on_request(step, content.sender, request.messages);
  }

  Status operator()(const wire::OwnState& own) const { return own_state::take_in(step, own); }

  /// Nobody else's business.
  Status operator()(const wire::ArchiveRoot& root) const {
    return content.sender.user == step.self().user ? archiving::on_root(step, content.sender.device, root)
                                                   : Status{};
  }

  /// Receipts may come in another order than what they tell of.
  Status advance(const MessageId& id, MessageState state) const {
    const auto& conversation = content.sender.user;
    SOTTO_ASSIGN(const auto message, step.find_message(conversation, id));
    if (!message || !(message->sender == step.self().user)) return {};
    const bool known = message->state == state || message->state == MessageState::read;
    if (known || message->kind != MessageKind::text) return {};
    SOTTO_TRY(step.set_message_state(conversation, id, state));
    // The receipt may overtake the relay's answer.
    if (message->state == MessageState::waiting) {
      SOTTO_TRY(timers::start(step, *message));
      SOTTO_TRY(archiving::on_text(step, *message, archiving::Written::here));
    }
    step.notify(MessageChanged{conversation, id});
    return {};
  }
};

/// A block is between two: the members of a group were let in by others.
bool is_for_groups(const wire::ContentBody& body) {
  return std::holds_alternative<wire::SenderKeyDistribution>(body) ||
         std::holds_alternative<wire::SenderKeyRequest>(body);
}

}  // namespace

Status read_said(Step& step, const Origin& origin, const wire::Said& said) {
  return std::visit(SaidReader{step, origin}, said);
}

Status read_content(Step& step, const wire::Content& content, Hearing hearing,
                    std::optional<store::Position> place) {
  typing::on_heard(step.memory(), content.sender.user);
  if (content.sender.user == step.self().user) archiving::on_own_device(step);
  // Decrypted nevertheless: the ratchet goes on, for the day when the block is lifted.
  const bool unheard = hearing == Hearing::keys_of_groups;
  if (unheard && !is_for_groups(content.body) && defences().block_holds) return {};
  return std::visit(Reader{step, content, place}, content.body);
}

}  // namespace sotto::client
