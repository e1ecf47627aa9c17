// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "slices.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::store::sqlcipher {

/// Checks messages, in slices, when they are first looked at since the file was opened: there may be a
/// million. A slice is read on the way on which its rows are then looked up, so that an older page of an
/// index is noticed as well as one of the table. Errors: store_corrupt, store_unavailable, crypto_failed.
class MessageChecks {
 public:
  /// `total`: of all rows; counts what is in the index of mentions, and the slices once they are written.
  MessageChecks(sqlite3* database, const RowMac& mac, MultisetHash& total)
      : database_{database}, mac_{mac}, total_{total}, slices_{database, mac} {}

  [[nodiscard]] Slices& slices() noexcept { return slices_; }
  /// What is in the index of mentions, added to `total`.
  [[nodiscard]] Status add_mentions(MultisetHash& total);
  [[nodiscard]] Status check_all();
  /// Counts the messages of a file that had no slices yet.
  [[nodiscard]] Status adopt();

  /// A row was inserted, or changed: behind that, and before it.
  [[nodiscard]] Status entered(std::int64_t position);
  [[nodiscard]] Status leaves(std::int64_t position);

  /// Before anything is looked up by this id: that it is not there is an answer as well.
  [[nodiscard]] Status check_id(const MessageId& id);
  /// The slice of a message that is there.
  [[nodiscard]] Status check(std::int64_t conversation, std::int64_t position);
  /// Those of the `limit` messages in front of the place, or behind it.
  [[nodiscard]] Status check_before(std::int64_t conversation, std::int64_t place, std::size_t limit);
  [[nodiscard]] Status check_after(std::int64_t conversation, std::int64_t place, std::size_t limit);
  /// No message lies in front of it; nullopt: there is none.
  [[nodiscard]] std::optional<std::int64_t> first_position() const;
  /// Something older was found since the file was opened.
  [[nodiscard]] bool has_damage() const noexcept { return has_damage_; }

 private:
  struct Tags {
    std::int64_t conversation;
    std::int64_t id_slice;
    RowTag row;
    RowTag entry;                   ///< in the index by id
    std::optional<RowTag> mention;  ///< in the index of mentions
  };

  Result<Tags> tags_of(std::int64_t position);
  [[nodiscard]] Result<RowTag> tag_of_row(const Query& row) const;
  [[nodiscard]] Result<RowTag> tag_of_entry(std::int64_t conversation, ByteView id,
                                            std::int64_t position) const;
  [[nodiscard]] Result<RowTag> tag_of_mention(std::int64_t conversation, std::int64_t position) const;
  [[nodiscard]] Result<SliceKey> slice_for(std::int64_t conversation, std::int64_t position);

  [[nodiscard]] bool is_empty(std::int64_t conversation) const;
  Status check_empty(std::int64_t conversation);
  Status check(const SliceKey& key, const Slice& expected);
  Status found_damage() noexcept;
  Result<Slice> read(const SliceKey& key);
  Result<Slice> read_history(const SliceKey& key);
  Result<Slice> read_ids(const SliceKey& key);

  sqlite3* database_;
  const RowMac& mac_;
  MultisetHash& total_;
  Slices slices_;
  bool has_damage_ = false;

#define SOTTO_MESSAGE_ROW                                                                                \
  "SELECT position, conversation, id, sender, kind, state, sent_at, stored_at, body, quoted, revision, " \
  "lasting, mentions, names_reader FROM messages "
  Prepared row_{SOTTO_MESSAGE_ROW "WHERE position=?"};
  Prepared history_{SOTTO_MESSAGE_ROW
                    "INDEXED BY message_order WHERE conversation=? AND position>? AND position<?"
                    " ORDER BY position"};
  Prepared behind_{
      "SELECT 1 FROM messages INDEXED BY message_order WHERE conversation=? AND position>? AND position<?"
      " LIMIT 1"};
#undef SOTTO_MESSAGE_ROW
  Prepared ids_{
      "SELECT id, conversation, position FROM messages INDEXED BY message_ids WHERE id>=? AND id<?"
      " ORDER BY id, conversation"};
  Prepared last_ids_{
      "SELECT id, conversation, position FROM messages INDEXED BY message_ids WHERE id>=?"
      " ORDER BY id, conversation"};
  Prepared mentions_{
      "SELECT conversation, position FROM messages INDEXED BY unread_mentions WHERE names_reader=1"
      " ORDER BY conversation, position"};
  Prepared positions_{"SELECT position FROM messages NOT INDEXED ORDER BY position"};
};

}  // namespace sotto::store::sqlcipher
