// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <tuple>

#include "database.hpp"
#include "multiset_hash.hpp"

namespace sotto::store::sqlcipher {

/// Which way to the messages a slice is a piece of. Numbers are stored.
enum class SliceOf : std::uint8_t {
  history = 1,  ///< a conversation's messages in their order
  ids = 2,      ///< the index by id; its conversation is 0
};

struct SliceKey {
  SliceOf of;
  std::int64_t conversation;
  std::int64_t first;  ///< from this place on, up to the next slice's
  friend bool operator<(const SliceKey& a, const SliceKey& b) {
    return std::tie(a.of, a.conversation, a.first) < std::tie(b.of, b.conversation, b.first);
  }
};

struct Slice {
  std::uint64_t rows = 0;
  MultisetHash sum;
  bool checked = false;  ///< read through once since the file was opened
};

/// The pieces in which messages are checked when they are first looked at: how many there are in each, and
/// their multiset hash. Held in memory, written to the table row_sums with the transaction.
class Slices {
 public:
  using Map = std::map<SliceKey, Slice>;

  Slices(sqlite3* database, const RowMac& mac) : database_{database}, mac_{mac} {}

  /// Reads the table into memory and adds its rows to `total`.
  [[nodiscard]] Status load(MultisetHash& total);
  /// Writes what has changed since the last commit, and replaces it in `total`.
  [[nodiscard]] Status write(MultisetHash& total);
  void committed() noexcept;
  void roll_back();
  /// Also in the table; `total` then counts none.
  [[nodiscard]] Status erase_all();

  [[nodiscard]] const Map& all() const noexcept { return slices_; }
  /// The slice in which the place lies; nullptr: there is none.
  [[nodiscard]] const Map::value_type* covering(SliceOf of, std::int64_t conversation,
                                                std::int64_t place) const;
  /// Where the next slice of the same conversation or index begins.
  [[nodiscard]] std::int64_t end_of(const SliceKey& slice) const;
  void note_checked(const SliceKey& slice);

  /// REQUIRES: the slice exists, or `slice.first` lies behind every row of the slice in front of it.
  void add(const SliceKey& slice, const RowTag& row);
  /// store_corrupt: it held no such row.
  [[nodiscard]] Status remove(const SliceKey& slice, const RowTag& row);

 private:
  void remember(const SliceKey& key);
  Result<RowTag> tag_of(const SliceKey& key, const Slice& slice) const;
  Status write_row(const SliceKey& key, const Slice& slice);

  sqlite3* database_;
  const RowMac& mac_;
  Map slices_;
  std::map<SliceKey, std::optional<Slice>> before_;  ///< what the open transaction has changed, as it was
  std::optional<Map> erased_;                        ///< by the open transaction
  Prepared load_{
      "SELECT kind, conversation, first, rows, sum FROM row_sums ORDER BY kind, conversation, first"};
  Prepared put_{
      "INSERT INTO row_sums(kind, conversation, first, rows, sum) VALUES(?,?,?,?,?)"
      " ON CONFLICT DO UPDATE SET rows=excluded.rows, sum=excluded.sum"};
  Prepared erase_{"DELETE FROM row_sums WHERE kind=? AND conversation=? AND first=?"};
};

}  // namespace sotto::store::sqlcipher
