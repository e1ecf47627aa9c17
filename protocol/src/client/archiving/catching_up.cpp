// SPDX-License-Identifier: GPL-3.0-or-later
#include "catching_up.hpp"

#include <algorithm>
#include <vector>

#include "../reactions.hpp"
#include "../record_codec.hpp"
#include "../step.hpp"
#include "archiving.hpp"
#include "content.hpp"
#include "queue.hpp"

namespace sotto::client::archiving {
namespace {

using store::Message;
using store::MessageKind;
using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr std::string_view record_key = "catching up";
/// Messages that are looked at in one step, and what may be queued of them; one has many reactions perhaps.
constexpr std::size_t most_at_once = 200;
constexpr std::size_t most_queued = 1'000;

Status save(Step& step, const CatchingUp& state) {
  RecordWriter out;
  out.u8(record_version).u8(state.done ? 1 : 0);
  out.text(state.conversation ? state.conversation->text() : std::string{}).u64(state.up_to.value);
  SOTTO_TRY(step.put(Table::archive, bytes_of(record_key), out.view()));
  step.memory().archiving.catching_up = state;
  return {};
}

/// What the archive lacks of one message.
class Gaps {
 public:
  Gaps(Step& step, const Message& message) : step_{step}, message_{message} {}

  [[nodiscard]] Status queue() {
    if (message_.kind == MessageKind::deleted) return queue_deletion();
    if (!is_archived(message_)) return {};
    SOTTO_ASSIGN(const bool text, has(message_.sender, message_.id));
    SOTTO_TRY(text ? queue_edit()
                   : note({What::text, message_.conversation, message_.id, message_.sender, {}}));
    return queue_reactions();
  }
  [[nodiscard]] std::size_t queued() const noexcept { return queued_; }

 private:
  /// Without its text in the archive there is no place to keep.
  Status queue_deletion() {
    SOTTO_ASSIGN(const bool text, has(message_.sender, message_.id));
    if (!text) return {};
    const Deleted deleted{message_.id, message_.sent_at};
    return unless_there(deleted, message_.sender, What::deletion);
  }
  Status queue_edit() {
    if (message_.revision == Revision{}) return {};
    const Edited edited{message_.id, message_.revision, message_.body, message_.mentions};
    return unless_there(edited, message_.sender, What::edit);
  }
  Status queue_reactions() {
    SOTTO_ASSIGN(const auto reactions, reactions::of(step_, message_.conversation, message_.id));
    for (const auto& [by, reaction] : reactions)
      SOTTO_TRY(unless_there(Reacted{message_.id, reaction.revision, reaction.emoji}, by, What::reaction));
    return {};
  }
  Status unless_there(const Content& change, const Username& author, What what) {
    SOTTO_ASSIGN(const bool there, has(author, id_of_change(change, author)));
    return there ? Status{} : note({what, message_.conversation, message_.id, author, {}});
  }
  Result<bool> has(const Username& author, const MessageId& id) {
    return is_there(step_, keys_of(step_).id_of(message_.conversation, author, id));
  }
  Status note(const Wish& wish) {
    ++queued_;
    return enqueue(step_, wish);
  }

  Step& step_;
  const Message& message_;
  std::size_t queued_ = 0;
};

/// In their order.
Result<std::vector<ConversationId>> conversations(Step& step) {
  SOTTO_ASSIGN(const auto all, step.conversations());
  std::vector<ConversationId> ids;
  for (const auto& one : all) ids.push_back(one.with);
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// The first one, or the next.
void turn_over(CatchingUp& state, const std::vector<ConversationId>& all) {
  const auto next =
      state.conversation ? std::upper_bound(all.begin(), all.end(), *state.conversation) : all.begin();
  state.done = next == all.end();
  state.conversation = state.done ? std::nullopt : std::optional{*next};
  state.up_to = {};
}

/// A step's share of the work.
struct Share {
  std::size_t messages = most_at_once;
  std::size_t queued = 0;
  [[nodiscard]] bool is_used_up() const noexcept { return messages == 0 || queued >= most_queued; }
};

/// Goes on in the conversation where it is.
Status look_through(Step& step, CatchingUp& state, Share& share, const std::vector<ConversationId>& all) {
  SOTTO_ASSIGN(const bool wanted, is_wanted(step, *state.conversation));
  const auto most = wanted ? share.messages : 0;
  SOTTO_ASSIGN(const auto page, step.page_after(*state.conversation, state.up_to, most));
  for (const auto& message : page) {
    Gaps gaps{step, message};
    SOTTO_TRY(gaps.queue());
    state.up_to = message.position;
    --share.messages;
    share.queued += gaps.queued();
    if (share.is_used_up()) return {};
  }
  turn_over(state, all);
  return {};
}

}  // namespace

Result<CatchingUp> load_catching_up(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::archive, bytes_of(record_key)));
  if (!record) return CatchingUp{};
  RecordReader in{*record};
  in.expect_version(record_version);
  CatchingUp state;
  state.done = in.u8() != 0;
  const auto conversation = in.text();
  state.up_to = store::Position{in.u64()};
  SOTTO_TRY(in.finish());
  if (conversation.empty()) return state;
  auto parsed = ConversationId::parse(conversation);
  if (!parsed) return Error{ErrorCode::store_corrupt, "catching up"};
  state.conversation = *std::move(parsed);
  return state;
}

Status catch_up_again(Step& step) { return save(step, {}); }

Status nothing_to_catch_up(Step& step) { return save(step, {true, std::nullopt, {}}); }

bool is_ahead(const CatchingUp& done, const Message& message) {
  if (done.done) return false;
  if (!done.conversation || *done.conversation < message.conversation) return true;
  return *done.conversation == message.conversation && done.up_to < message.position;
}

Result<bool> catch_up_some(Step& step) {
  auto state = step.memory().archiving.catching_up;
  SOTTO_ASSIGN(const auto all, conversations(step));
  if (!state.conversation) turn_over(state, all);
  Share share;
  while (!state.done && !share.is_used_up()) SOTTO_TRY(look_through(step, state, share, all));
  SOTTO_TRY(save(step, state));
  return share.queued > 0;
}

}  // namespace sotto::client::archiving
