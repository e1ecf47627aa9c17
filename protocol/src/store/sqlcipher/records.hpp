// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "rollback_guard.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::store::sqlcipher {

/// The small records of ClientStore.
class Records {
 public:
  Records(sqlite3* database, RollbackGuard& guard) : database_{database}, guard_{guard} {}
  [[nodiscard]] Result<std::optional<Bytes>> find(Table table, ByteView key);
  [[nodiscard]] Status put(Table table, ByteView key, ByteView value);
  [[nodiscard]] Status erase(Table table, ByteView key);
  [[nodiscard]] Result<std::vector<Record>> scan(Table table, ByteView prefix, std::size_t limit);
  [[nodiscard]] Result<std::uint64_t> count(Table table);
  [[nodiscard]] Status erase_all();

 private:
  Result<std::vector<Record>> read_all(Table table, Query& query);
  Status leave(Table table, ByteView key);

  sqlite3* database_;
  RollbackGuard& guard_;
  Prepared find_{"SELECT value, tag FROM records WHERE kind=? AND key=?"};
  Prepared find_tag_{"SELECT tag FROM records WHERE kind=? AND key=?"};
  Prepared put_{
      "INSERT INTO records(kind, key, tag, value) VALUES(?,?,?,?)"
      " ON CONFLICT DO UPDATE SET tag=excluded.tag, value=excluded.value"};
  Prepared erase_{"DELETE FROM records WHERE kind=? AND key=?"};
  Prepared scan_range_{
      "SELECT key, value, tag FROM records WHERE kind=? AND key>=? AND key<? ORDER BY key LIMIT ?"};
  Prepared scan_to_end_{"SELECT key, value, tag FROM records WHERE kind=? AND key>=? ORDER BY key LIMIT ?"};
  Prepared count_{"SELECT count(*) FROM records WHERE kind=?"};
  Prepared erase_all_{"DELETE FROM records"};
};

}  // namespace sotto::store::sqlcipher
