// SPDX-License-Identifier: GPL-3.0-or-later
#include "changes.hpp"

#include <tuple>

#include "archiving/archiving.hpp"
#include "attachments.hpp"
#include "defences.hpp"
#include "early.hpp"
#include "mentions.hpp"
#include "reactions.hpp"
#include "seen.hpp"
#include "sent_log.hpp"
#include "step.hpp"

namespace sotto::client::changes {
namespace {

using store::Message;
using store::MessageKind;

void tell(Step& step, const Message& message) {
  step.notify(MessageChanged{message.conversation, message.id});
  step.notify(ConversationChanged{message.conversation});
}

void empty(Message& message) {
  message.kind = MessageKind::deleted;
  message.body.clear();
  message.quoted.reset();
  message.mentions.clear();
  message.names_reader = false;
}

bool may_rewrite(const Message& message, const Change& change) {
  return message.kind == MessageKind::text && (message.sender == change.author || !defences().author_only);
}

bool edits(const Message& message, const Change& change) {
  return may_rewrite(message, change) &&
         supersedes(change.revision, change.text, message.revision, message.body);
}

Status edit(Step& step, Message message, Change change) {
  if (!edits(message, change)) return {};
  apply_edit(step, message, std::move(change));
  SOTTO_TRY(step.replace_message(message));
  tell(step, message);
  return archiving::on_edit(step, message);
}

Status react(Step& step, const Message& message, const Change& change) {
  if (message.kind != MessageKind::text) return {};
  SOTTO_ASSIGN(const bool counts, reactions::keep(step, message.conversation, change));
  if (!counts) return {};
  step.notify(MessageChanged{message.conversation, message.id});
  return archiving::on_reaction(step, message, change.author);
}

Status make(Step& step, Message message, Change change) {
  switch (change.kind) {
    case Kind::edit:
      return edit(step, std::move(message), std::move(change));
    case Kind::deletion:
      return may_rewrite(message, change) ? bury(step, std::move(message)) : Status{};
    case Kind::reaction:
      return react(step, message, change);
  }
  return {};
}

/// To a message that is not in the history yet.
Status make_early(Step& step, Message& message, Change change) {
  // Kinds come in the order of their numbers: a deletion before the reactions.
  if (change.kind == Kind::reaction) {
    if (message.kind != MessageKind::text) return {};
    SOTTO_ASSIGN(const bool counts, reactions::keep(step, message.conversation, change));
    return counts ? archiving::on_reaction(step, message, change.author) : Status{};
  }
  if (change.kind == Kind::deletion && may_rewrite(message, change)) {
    empty(message);
  } else if (change.kind == Kind::edit) {
    apply_edit(step, message, std::move(change));
  }
  return {};
}

/// Of a reaction to somebody else's message nobody knows whose that is: it waits in its small place.
Result<bool> was_here(Step& step, const Change& change) {
  for (const auto* author : {&change.author, &step.self().user}) {
    SOTTO_ASSIGN(const auto fate, seen::find(step, *author, change.target));
    if (fate == seen::Fate::taken_in) return true;
  }
  SOTTO_ASSIGN(const auto sent, sent_log::find(step, change.target));
  return sent.has_value();
}

}  // namespace

bool supersedes(Revision revision, const std::string& text, Revision before, const std::string& text_before) {
  return std::tie(before.value, text_before) < std::tie(revision.value, text);
}

Status take_in(Step& step, const ConversationId& conversation, Change change) {
  SOTTO_ASSIGN(auto message, step.find_message(conversation, change.target));
  const bool is_there = message && message->kind != MessageKind::message_missing;
  if (!is_there) {
    // One that was here and ended its time must not come back as a change that waits for it.
    SOTTO_ASSIGN(const bool ended, was_here(step, change));
    return ended ? Status{} : early::keep(step, conversation, change);
  }
  return make(step, *std::move(message), std::move(change));
}

Status settle(Step& step, Message& message) {
  SOTTO_ASSIGN(auto waiting, early::take(step, message.conversation, message.id));
  for (auto& change : waiting) SOTTO_TRY(make_early(step, message, std::move(change)));
  return {};
}

void apply_edit(Step& step, Message& message, Change edit) {
  if (!edits(message, edit)) return;
  mentions::set_text(step, message, std::move(edit.text), std::move(edit.mentions));
  message.revision = edit.revision;
}

Status bury(Step& step, Message message) {
  SOTTO_TRY(attachments::forget(step, message, attachments::RelayCopy::removed));
  empty(message);
  SOTTO_TRY(step.replace_message(message));
  SOTTO_TRY(reactions::forget(step, message.conversation, message.id));
  tell(step, message);
  return archiving::on_deletion(step, message);
}

}  // namespace sotto::client::changes
