// SPDX-License-Identifier: GPL-3.0-or-later
#include "import.hpp"

#include <algorithm>

#include "../attachments.hpp"
#include "../changes.hpp"
#include "../contacts.hpp"
#include "../durations.hpp"
#include "../groups/past_notices.hpp"
#include "../mentions.hpp"
#include "../own_state.hpp"
#include "../reactions.hpp"
#include "../step.hpp"
#include "archiving.hpp"
#include "changed.hpp"
#include "logs_wanted.hpp"
#include "passed_over.hpp"
#include "queue.hpp"
#include "sotto/archive/seal_entry.hpp"
#include "waiting.hpp"

namespace sotto::client::archiving {
namespace {

using changes::Change;
using store::Message;
using store::MessageKind;
using store::MessageState;

}  // namespace

Message Import::message_of(const Origin& origin, MessageKind kind, Instant sent_at) const {
  const bool own = origin.author == step_.self().user;
  return {{},
          origin.id,
          origin.conversation,
          origin.author,
          kind,
          own ? MessageState::accepted : MessageState::restored,
          sent_at,
          step_.now(),
          {}};
}

Message Import::message_of(const Origin& origin, const Said& said) const {
  auto message = message_of(origin, MessageKind::text, said.sent_at);
  mentions::set_text(step_, message, said.body, said.mentions);
  message.quoted = said.quoted;
  message.revision = said.revision;
  return message;
}

Status Import::take_in(const archive::Entry& entry) {
  SOTTO_TRY(keep_hash(step_, entry));
  const auto opened = archive::open_entry(keys_of(step_), entry);
  if (!opened && is_local_failure(opened.error().code)) return opened.error();
  if (!opened) {
    ++refused_;
    return {};
  }
  if (const auto* record = std::get_if<archive::Record>(&*opened)) return read(entry, *record);
  return on_gone(entry.header().id);
}

Status Import::read(const archive::Entry& entry, const archive::Record& record) {
  auto content = parse_content(record.content.expose());
  // Of a newer program: it stays where it is, for the day when this one is newer.
  if (!content && content.error().code == ErrorCode::unsupported_version)
    return note_passed_over(step_, entry.header().sequence);
  if (!content) {
    ++refused_;
    return {};
  }
  const auto* other = record.conversation.user();
  const bool is_theirs = other == nullptr || record.sender == *other || record.sender == step_.self().user;
  if (!is_theirs) {
    ++refused_;
    return {};
  }
  SOTTO_ASSIGN(const bool unheard, is_unheard(record));
  if (unheard) return {};
  const Origin origin{record.conversation, record.sender, record.message, entry.header().id};
  return std::visit([&](const auto& one) { return make(origin, one); }, *content);
}

/// Another of the account's devices hears somebody whom this one has blocked. What comes at the end is new;
/// what was said before the block stays.
Result<bool> Import::is_unheard(const archive::Record& record) const {
  const auto* other = record.conversation.user();
  if (place_ != Place::end || other == nullptr || !(record.sender == *other)) return false;
  return contacts::is_blocked(step_, *other);
}

/// Shredded: its place is shown if a device has said whose it was.
Status Import::on_gone(const archive::EntryId& entry) {
  SOTTO_ASSIGN(auto place, take_deleted(step_, entry));
  if (!place) return {};
  SOTTO_ASSIGN(const auto known, step_.find_message(place->conversation, place->id));
  return known ? Status{} : show_deleted(*std::move(place));
}

/// It is offered as if the message had come with it now.
Status Import::keep_attachment(const Origin& origin, const Said& said) {
  if (!said.attachment) return {};
  return attachments::keep(step_, {origin.conversation, origin.id}, *said.attachment);
}

/// Nor may what has waited for it stay.
Status Import::show_deleted(Message place) {
  SOTTO_ASSIGN([[maybe_unused]] const auto edits, take_edits(step_, place.conversation, place.id));
  SOTTO_TRY(reactions::forget(step_, place.conversation, place.id));
  return show(std::move(place));
}

/// Two people may have chosen the same id: the first one stands.
Status Import::show(Message message) {
  if (find_in_front(message.conversation, message.id) != nullptr) return {};
  changed_.insert(message.conversation);
  if (place_ == Place::front) {
    SOTTO_TRY(show_what_happened_after(message));
    in_front_.push_back(std::move(message));
    return {};
  }
  SOTTO_ASSIGN(const auto position, step_.append_message(message));
  return own_state::on_archived(step_, message, position);
}

/// In a group: it stands between this message and the one behind it.
Status Import::show_what_happened_after(const Message& message) {
  const auto* group = message.conversation.group();
  if (group == nullptr) return {};
  SOTTO_ASSIGN(auto notices, group_past_notices::take_after(step_, *group, message.sent_at));
  for (auto& notice : notices) in_front_.push_back(std::move(notice));
  return {};
}

Message* Import::find_in_front(const ConversationId& conversation, const MessageId& id) {
  const auto found = std::find_if(in_front_.begin(), in_front_.end(), [&](const Message& message) {
    return message.id == id && message.conversation == conversation;
  });
  return found == in_front_.end() ? nullptr : &*found;
}

/// It is here already. Where a message could not be decrypted, its text now takes the place of the notice.
Status Import::complete(const Origin& origin, const Message& known, const Said& said) {
  SOTTO_TRY(dequeue(step_, {What::text, origin.conversation, origin.id, origin.author, {}}));
  // Somebody else's under the same id.
  if (!(known.sender == origin.author)) return {};
  // Deleted here, and put into the archive by a device that did not know yet.
  if (known.kind == MessageKind::deleted)
    return shred_all(step_, origin.conversation, origin.author, origin.id);
  if (known.kind != MessageKind::message_missing) {
    SOTTO_TRY(changes::take_in(
        step_, origin.conversation,
        {changes::Kind::edit, origin.id, origin.author, said.revision, said.body, said.mentions}));
    return forget_edit(origin, said.revision, said.body);
  }
  changed_.insert(origin.conversation);
  SOTTO_TRY(step_.replace_message(message_of(origin, said)));
  return keep_attachment(origin, said);
}

Status Import::make(const Origin& origin, const Said& said) {
  SOTTO_ASSIGN(const auto known, step_.find_message(origin.conversation, origin.id));
  if (known) return complete(origin, *known, said);
  SOTTO_ASSIGN(auto deleted, take_deleted(step_, origin.entry));
  if (deleted) {
    // A device has deleted it, and the relay still has it.
    SOTTO_TRY(shred_all(step_, origin.conversation, origin.author, origin.id));
    return show_deleted(*std::move(deleted));
  }
  auto message = message_of(origin, said);
  SOTTO_ASSIGN(auto edits, take_edits(step_, origin.conversation, origin.id));
  for (auto& edit : edits) changes::apply_edit(step_, message, std::move(edit));
  // Of somebody who was not accepted nothing is archived; a new login has no other way to know.
  const bool accepted = origin.author == step_.self().user || place_ == Place::front;
  if (accepted) SOTTO_TRY(contacts::accept(step_, origin.conversation));
  if (find_in_front(origin.conversation, origin.id) != nullptr) return {};
  SOTTO_TRY(keep_attachment(origin, said));
  return show(std::move(message));
}

Status Import::make(const Origin& origin, const Edited& edited) {
  SOTTO_TRY(
      remember_change(step_, {origin.conversation, origin.author, origin.id, SecretBytes{}}, edited.target));
  const Change change{changes::Kind::edit, edited.target, origin.author,
                      edited.revision,     edited.body,   edited.mentions};
  if (auto* message = find_in_front(origin.conversation, edited.target)) {
    changes::apply_edit(step_, *message, change);
    return {};
  }
  SOTTO_ASSIGN(const auto known, step_.find_message(origin.conversation, edited.target));
  if (!known) return keep_edit(step_, origin.conversation, change);
  if (known->kind == MessageKind::deleted)
    return shred_all(step_, origin.conversation, known->sender, edited.target);
  SOTTO_TRY(changes::take_in(step_, origin.conversation, change));
  return forget_edit({origin.conversation, origin.author, edited.target, origin.entry}, edited.revision,
                     edited.body);
}

/// The archive has this text: unless the message has another one by now, nothing is left to be said.
Status Import::forget_edit(const Origin& message, Revision revision, const std::string& text) {
  SOTTO_ASSIGN(const auto now, step_.find_message(message.conversation, message.id));
  const bool same = now && now->revision == revision && now->body == text;
  return same ? dequeue(step_, {What::edit, message.conversation, message.id, now->sender, {}}) : Status{};
}

Status Import::make(const Origin& origin, const Deleted& deleted) {
  const Change change{changes::Kind::deletion, deleted.target, origin.author, {}, {}};
  if (auto* message = find_in_front(origin.conversation, deleted.target)) {
    const bool theirs = message->sender == origin.author && message->kind != MessageKind::group_changed;
    if (!theirs) return {};
    SOTTO_TRY(attachments::forget(step_, *message, attachments::RelayCopy::removed));
    *message = place_of(origin, deleted);
    return {};
  }
  SOTTO_ASSIGN(const auto known, step_.find_message(origin.conversation, deleted.target));
  if (known) {
    SOTTO_TRY(changes::take_in(step_, origin.conversation, change));
    return dequeue(step_, {What::deletion, origin.conversation, deleted.target, origin.author, {}});
  }
  const auto entry = keys_of(step_).id_of(origin.conversation, origin.author, deleted.target);
  return keep_deleted(step_, entry, place_of(origin, deleted));
}

Message Import::place_of(const Origin& origin, const Deleted& deleted) const {
  auto place = message_of(origin, MessageKind::deleted, deleted.sent_at);
  place.id = deleted.target;
  return place;
}

Status Import::make(const Origin& origin, const Reacted& reacted) {
  SOTTO_TRY(
      remember_change(step_, {origin.conversation, origin.author, origin.id, SecretBytes{}}, reacted.target));
  SOTTO_ASSIGN(const auto known, step_.find_message(origin.conversation, reacted.target));
  if (known && known->kind == MessageKind::deleted)
    return shred_all(step_, origin.conversation, known->sender, reacted.target);
  const Change change{changes::Kind::reaction, reacted.target, origin.author, reacted.revision,
                      reacted.emoji};
  SOTTO_ASSIGN(const bool counts, reactions::keep(step_, origin.conversation, change));
  if (counts && known) step_.notify(MessageChanged{origin.conversation, reacted.target});
  SOTTO_ASSIGN(const auto now, reactions::find(step_, origin.conversation, reacted.target, origin.author));
  const bool same = now && now->revision == reacted.revision && now->emoji == reacted.emoji;
  return same ? dequeue(step_, {What::reaction, origin.conversation, reacted.target, origin.author, {}})
              : Status{};
}

Status Import::make(const Origin& origin, const LastsFrom& lasts) {
  if (!durations::check(lasts.lasting)) {
    ++refused_;
    return {};
  }
  SOTTO_TRY(dequeue(step_, {What::duration, origin.conversation, origin.id, origin.author, {}}));
  SOTTO_ASSIGN(const auto known, step_.find_message(origin.conversation, origin.id));
  if (known) return {};
  SOTTO_TRY(durations::restore(step_, origin.conversation, {lasts.revision, lasts.lasting}));
  auto notice = message_of(origin, MessageKind::duration_set, lasts.sent_at);
  notice.body = std::to_string(lasts.lasting.seconds);
  return show(std::move(notice));
}

Status Import::finish() {
  if (!in_front_.empty()) SOTTO_TRY(step_.prepend_messages(in_front_));
  in_front_.clear();
  for (const auto& conversation : changed_) {
    if (const auto* other = conversation.user()) SOTTO_TRY(contacts::want_profile(step_, *other));
    if (const auto* group = conversation.group()) SOTTO_TRY(look_for_log(step_, *group));
    step_.notify(ConversationChanged{conversation});
  }
  changed_.clear();
  return {};
}

}  // namespace sotto::client::archiving
