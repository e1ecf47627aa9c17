// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database.hpp"
#include "multiset_hash.hpp"

namespace sotto::store::sqlcipher {

/// What each commit writes down beside its changes.
struct Epoch {
  /// What must still be so, although it is not in a row: it lies in the file's first page and in SQLite's
  /// own tables.
  struct Surroundings {
    std::int64_t newest_position = 0;  ///< of a message, that was ever given out
    std::int64_t pages = 0;
    std::int64_t free_pages = 0;
    friend bool operator==(const Surroundings&, const Surroundings&) = default;
  };

  std::uint64_t number = 0;  ///< one more with each commit
  MultisetHash total;        ///< of all rows
  Surroundings surroundings;
  RowTag previous{};  ///< of the epoch before
  RowTag tag{};       ///< of all of this
};

/// The one row that holds the newest epoch.
class EpochRow {
 public:
  EpochRow(sqlite3* database, const RowMac& mac) : database_{database}, mac_{mac} {}

  /// store_corrupt: it is not there, not ours, or not of this file as it is.
  [[nodiscard]] Result<Epoch> read();
  /// The epoch behind `last`. Inside the transaction whose changes it counts.
  [[nodiscard]] Result<Epoch> write(const Epoch& last, const MultisetHash& total);

 private:
  Result<Epoch::Surroundings> look_around();
  Result<std::int64_t> number(Prepared& query);

  sqlite3* database_;
  const RowMac& mac_;
  // The index would otherwise write its pages out during the commit itself.
  Prepared flush_index_{"INSERT INTO message_texts(message_texts) VALUES('flush')"};
  Prepared newest_position_{"SELECT seq FROM sqlite_sequence WHERE name='messages'"};
  Prepared pages_{"PRAGMA page_count"};
  Prepared free_pages_{"PRAGMA freelist_count"};
  Prepared read_{"SELECT content, tag FROM row_epoch WHERE one=1"};
  Prepared write_{
      "INSERT INTO row_epoch(one, content, tag) VALUES(1,?,?)"
      " ON CONFLICT DO UPDATE SET content=excluded.content, tag=excluded.tag"};
};

}  // namespace sotto::store::sqlcipher
