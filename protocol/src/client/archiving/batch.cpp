// SPDX-License-Identifier: GPL-3.0-or-later
#include "batch.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "../attachments.hpp"
#include "../durations.hpp"
#include "../reactions.hpp"
#include "../step.hpp"
#include "archiving.hpp"
#include "changed.hpp"
#include "content.hpp"
#include "progress.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::client::archiving {
namespace {

using store::MessageKind;
using MaybeRecord = std::optional<archive::Record>;

/// So many times as much as goes into a batch is put in order.
constexpr std::size_t looked_ahead = 4;

archive::Record record_of(const Wish& wish, const Username& author, const MessageId& id,
                          const Content& content) {
  return {wish.conversation, author, id, serialise(content)};
}

Result<MaybeRecord> record_of_change(Step& step, const Wish& wish, const Username& author,
                                     const Content& change) {
  auto record = record_of(wish, author, id_of_change(change, author), change);
  SOTTO_TRY(remember_change(step, record, wish.message));
  return MaybeRecord{std::move(record)};
}

/// What stands in the history now decides.
struct Teller {
  Step& step;
  const Wish& wish;
  const store::Message& message;

  Result<MaybeRecord> text() const {
    if (!is_archived(message)) return MaybeRecord{};
    SOTTO_ASSIGN(auto attachment, attachments::content_of(step, {message.conversation, message.id}));
    return MaybeRecord{record_of(wish, message.sender, message.id,
                                 Said{message.sent_at, message.body, message.quoted, message.revision,
                                      std::move(attachment), message.mentions})};
  }
  Result<MaybeRecord> edit() const {
    if (!is_archived(message) || message.revision == Revision{}) return MaybeRecord{};
    return record_of_change(step, wish, message.sender,
                            Edited{message.id, message.revision, message.body, message.mentions});
  }
  Result<MaybeRecord> deletion() const {
    if (message.kind != MessageKind::deleted) return MaybeRecord{};
    return MaybeRecord{record_of(wish, message.sender,
                                 id_of_change(Deleted{message.id, message.sent_at}, message.sender),
                                 Deleted{message.id, message.sent_at})};
  }
  Result<MaybeRecord> reaction() const {
    if (!is_archived(message)) return MaybeRecord{};
    SOTTO_ASSIGN(auto reaction, reactions::find(step, wish.conversation, wish.message, wish.author));
    if (!reaction) return MaybeRecord{};
    return record_of_change(step, wish, wish.author,
                            Reacted{message.id, reaction->revision, std::move(reaction->emoji)});
  }
  Result<MaybeRecord> duration() const {
    SOTTO_ASSIGN(const auto lasting, durations::lasting_in(message));
    return MaybeRecord{
        record_of(wish, message.sender, message.id, LastsFrom{message.sent_at, wish.revision, lasting})};
  }
};

Result<MaybeRecord> record_for(Step& step, const Wish& wish) {
  SOTTO_ASSIGN(const auto message, step.find_message(wish.conversation, wish.message));
  if (!message) return MaybeRecord{};
  const Teller tell{step, wish, *message};
  switch (wish.what) {
    case What::text:
      return tell.text();
    case What::edit:
      return tell.edit();
    case What::deletion:
      return tell.deletion();
    case What::reaction:
      return tell.reaction();
    case What::duration:
      return tell.duration();
  }
  return MaybeRecord{};
}

/// What has a place of its own in the history, unlike a change.
bool has_place(What what) { return what == What::text || what == What::duration; }

/// What is queued of a conversation: where in the queue, and where it stands in the history.
struct Spoken {
  std::vector<std::size_t> places;
  std::vector<std::pair<store::Position, Queued>> queued;
};

/// An archive has no order but that of its entries, so they have to stand in the one that is shown here. They
/// are queued in another: what one writes when the relay has taken it, what others write when it comes.
/// Changes keep their place in the queue.
Status put_in_shown_order(Step& step, std::vector<Queued>& queued) {
  std::map<ConversationId, Spoken> conversations;
  for (std::size_t place = 0; place < queued.size(); ++place) {
    const auto& wish = queued[place].wish;
    if (!has_place(wish.what)) continue;
    SOTTO_ASSIGN(const auto message, step.find_message(wish.conversation, wish.message));
    if (!message) continue;
    auto& said = conversations[wish.conversation];
    said.places.push_back(place);
    said.queued.emplace_back(message->position, queued[place]);
  }
  for (auto& [conversation, said] : conversations) {
    std::sort(said.queued.begin(), said.queued.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t at = 0; at < said.places.size(); ++at)
      queued[said.places[at]] = std::move(said.queued[at].second);
  }
  return {};
}

/// nullopt: nothing is left to be said, or nothing that an entry can hold, or the archive has it.
Result<std::optional<archive::Entry>> seal(Step& step, const archive::Head& head, const Wish& wish) {
  using MaybeEntry = std::optional<archive::Entry>;
  SOTTO_ASSIGN(const auto record, record_for(step, wish));
  if (!record) return MaybeEntry{};
  const auto id = keys_of(step).id_of(record->conversation, record->sender, record->message);
  SOTTO_ASSIGN(const bool there, is_there(step, id));
  if (there) return MaybeEntry{};
  auto entry = archive::seal_entry(keys_of(step), head, *record, step.random());
  if (!entry && entry.error().code == ErrorCode::too_large) return MaybeEntry{};
  if (!entry) return entry.error();
  return MaybeEntry{*std::move(entry)};
}

}  // namespace

Result<Batch> seal_batch(Step& step, const archive::Head& head, std::size_t most) {
  Batch batch{{}, {}, head};
  std::size_t size = 0;
  while (batch.entries.empty()) {
    SOTTO_ASSIGN(auto queued, first_queued(step, most * looked_ahead));
    if (queued.empty()) return batch;
    SOTTO_TRY(put_in_shown_order(step, queued));
    for (auto& one : queued) {
      if (batch.entries.size() == most) return batch;
      SOTTO_ASSIGN(auto entry, seal(step, batch.after, one.wish));
      if (!entry) {
        SOTTO_TRY(settle(step, one));
        continue;
      }
      size += entry->bytes().size();
      if (size > wire::max_archive_page) return batch;
      batch.after = archive::head_at(*entry);
      batch.entries.push_back(*std::move(entry));
      batch.queued.push_back(std::move(one));
    }
  }
  return batch;
}

}  // namespace sotto::client::archiving
