// SPDX-License-Identifier: GPL-3.0-or-later
#include "batch.hpp"

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
    SOTTO_ASSIGN(auto queued, first_queued(step, most));
    if (queued.empty()) return batch;
    for (auto& one : queued) {
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
