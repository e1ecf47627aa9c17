// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "content.hpp"
#include "sotto/archive/entry.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {
class Step;
}

namespace sotto::client::archiving {

/// Where what an entry holds goes, if it is not here yet.
enum class Place : std::uint8_t {
  front,  ///< older than everything: a new login restores, from new to old
  end,    ///< newer: another device has archived it, and this one has not got it any other way
};

/// Takes entries in whose place in the chain was checked. They were made by a device of the account, or they
/// are refused: nothing that others sent, and no relay, has the key (attack E7). What is here already stays
/// as it is; keys, members and trust never come out of an archive.
class Import {
 public:
  Import(Step& step, Place place) : step_{step}, place_{place} {}

  [[nodiscard]] Status take_in(const archive::Entry& entry);
  /// The messages of all entries go to their place, and the screens are told.
  [[nodiscard]] Status finish();
  /// Entries that no device of the account has made.
  [[nodiscard]] std::uint64_t refused() const noexcept { return refused_; }

 private:
  struct Origin {
    ConversationId conversation;
    Username author;
    MessageId id;
    archive::EntryId entry;
  };
  Status read(const archive::Entry& entry, const archive::Record& record);
  [[nodiscard]] Result<bool> is_unheard(const archive::Record& record) const;
  /// One that an entry of the same page has brought; nullptr when none has.
  store::Message* find_in_front(const ConversationId& conversation, const MessageId& id);
  Status on_gone(const archive::EntryId& entry);
  Status keep_attachment(const Origin& origin, const Said& said);
  Status show(store::Message message);
  Status show_what_happened_after(const store::Message& message);
  Status show_deleted(store::Message place);
  Status complete(const Origin& origin, const store::Message& known, const Said& said);
  Status forget_edit(const Origin& message, Revision revision, const std::string& text);
  Status make(const Origin& origin, const Said& said);
  Status make(const Origin& origin, const Edited& edited);
  Status make(const Origin& origin, const Deleted& deleted);
  Status make(const Origin& origin, const Reacted& reacted);
  Status make(const Origin& origin, const LastsFrom& lasts);
  [[nodiscard]] store::Message message_of(const Origin& origin, store::MessageKind kind,
                                          Instant sent_at) const;
  [[nodiscard]] store::Message message_of(const Origin& origin, const Said& said) const;
  [[nodiscard]] store::Message place_of(const Origin& origin, const Deleted& deleted) const;

  Step& step_;
  Place place_;
  std::vector<store::Message> in_front_;
  std::set<ConversationId> changed_;
  std::uint64_t refused_ = 0;
};

}  // namespace sotto::client::archiving
