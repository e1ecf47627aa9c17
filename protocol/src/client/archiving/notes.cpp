// SPDX-License-Identifier: GPL-3.0-or-later
#include "../backoff.hpp"
#include "../contacts.hpp"
#include "../groups/post_record.hpp"
#include "../reactions.hpp"
#include "../step.hpp"
#include "archiving.hpp"
#include "changed.hpp"
#include "queue.hpp"

namespace sotto::client::archiving {
namespace {

using store::Message;
using store::MessageKind;
using store::MessageState;

/// What is said at the same time goes into one batch; and of two devices that were told the same, one is
/// ahead: mostly the one on which something of it was written. It alone shows that where it was written.
struct Wait {
  Duration shortest;
  Duration jitter;
};
constexpr Wait for_the_writer{Duration{1'000}, Duration{500}};
constexpr Wait for_others{Duration{2'000}, Duration{1'000}};
constexpr std::size_t page_size = 200;

Status plan(Step& step, Written where) {
  auto& mine = step.memory().archiving;
  mine.pending = true;
  if (mine.collect_until && where == Written::elsewhere) return {};
  const auto& wait = where == Written::here ? for_the_writer : for_others;
  SOTTO_ASSIGN(const auto delay, random_delay(step.random(), wait.jitter));
  mine.collect_until = sooner(mine.collect_until, step.steady() + wait.shortest + delay);
  return {};
}

/// Of what is only on its way nothing stands in the archive yet.
bool is_settled(const Message& message) {
  return message.state != MessageState::waiting && message.state != MessageState::failed;
}

Status note(Step& step, const Wish& wish, Written where = Written::elsewhere) {
  SOTTO_ASSIGN(const bool wanted, is_wanted(step, wish.conversation));
  if (!wanted) return {};
  SOTTO_ASSIGN(const bool full, is_full(step));
  if (full) return catch_up_again(step);
  SOTTO_TRY(enqueue(step, wish));
  return plan(step, where);
}

Status note_reactions(Step& step, const ConversationId& conversation, const MessageId& message) {
  SOTTO_ASSIGN(const auto reactions, reactions::of(step, conversation, message));
  for (const auto& [by, reaction] : reactions)
    SOTTO_TRY(note(step, {What::reaction, conversation, message, by, {}}));
  return {};
}

struct Reference {
  MessageId id;
  Username sender;
};

/// What of a conversation belongs into the archive and did not come out of it, newest first. Without the
/// texts: a stranger decides how many there are.
Result<std::vector<Reference>> said_with(Step& step, const ConversationId& with) {
  std::vector<Reference> said;
  std::optional<store::Position> before;
  for (;;) {
    SOTTO_ASSIGN(const auto page, step.page(with, before, page_size));
    if (page.empty()) return said;
    before = page.back().position;
    for (const auto& message : page) {
      const bool restored = message.state == MessageState::restored;
      if (!restored && is_archived(message)) said.push_back({message.id, message.sender});
    }
  }
}

}  // namespace

Result<bool> is_wanted(Step& step, const ConversationId& conversation) {
  const auto* other = conversation.user();
  // Every device can fetch an open group's posts, and one that was taken back must not come out of an
  // archive.
  if (other == nullptr) {
    SOTTO_ASSIGN(const bool open, post_records::is_open(step, conversation));
    return !open;
  }
  if (*other == step.self().user) return true;
  return contacts::is_accepted(step, *other);
}

bool is_archived(const Message& message) {
  return message.kind == MessageKind::text && message.lasting.for_good() && is_settled(message);
}

Status on_text(Step& step, const Message& message, Written where) {
  if (message.kind != MessageKind::text || !message.lasting.for_good()) return {};
  if (is_ahead(step.memory().archiving.catching_up, message)) return {};
  SOTTO_TRY(note(step, {What::text, message.conversation, message.id, message.sender, {}}, where));
  // What one reacted to before the relay had taken it.
  return where == Written::here ? note_reactions(step, message.conversation, message.id) : Status{};
}

Status on_accepted(Step& step, const Username& user) {
  const ConversationId with{user};
  SOTTO_ASSIGN(const auto newest_first, said_with(step, with));
  for (auto said = newest_first.rbegin(); said != newest_first.rend(); ++said) {
    SOTTO_TRY(note(step, {What::text, with, said->id, said->sender, {}}));
    SOTTO_TRY(note_reactions(step, with, said->id));
  }
  return {};
}

Status on_edit(Step& step, const Message& message) {
  if (!is_archived(message)) return {};
  return note(step, {What::edit, message.conversation, message.id, message.sender, {}});
}

Status on_reaction(Step& step, const Message& message, const Username& by) {
  if (!message.lasting.for_good()) return {};
  return note(step, {What::reaction, message.conversation, message.id, by, {}});
}

Status on_deletion(Step& step, const Message& message) {
  if (!message.lasting.for_good() || !is_settled(message)) return {};
  SOTTO_TRY(shred_all(step, message.conversation, message.sender, message.id));
  return note(step, {What::deletion, message.conversation, message.id, message.sender, {}});
}

Status on_duration(Step& step, const Message& notice, Revision revision) {
  return note(step, {What::duration, notice.conversation, notice.id, notice.sender, revision});
}

}  // namespace sotto::client::archiving
