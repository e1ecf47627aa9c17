// SPDX-License-Identifier: GPL-3.0-or-later
#include "records.hpp"

namespace sotto::store::sqlcipher {
namespace {

std::int64_t number_of(Table table) { return static_cast<std::int64_t>(table); }

/// The first key that is greater than every key with this prefix; nullopt if there is none.
std::optional<Bytes> end_of(ByteView prefix) {
  Bytes end = copy_of(prefix);
  while (!end.empty() && end.back() == 0xFF) end.pop_back();
  if (end.empty()) return std::nullopt;
  ++end.back();
  return end;
}

Result<std::vector<Record>> read_all(Query& query) {
  std::vector<Record> records;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return records;
    records.push_back({copy_of(query.bytes(0)), copy_of(query.bytes(1))});
  }
}

}  // namespace

Result<std::optional<Bytes>> Records::find(Table table, ByteView key) {
  Query query{database_, find_, "records find"};
  SOTTO_ASSIGN(const bool row, query.bind(number_of(table)).bind(key).next());
  if (!row) return std::optional<Bytes>{};
  return std::optional{copy_of(query.bytes(0))};
}

Status Records::put(Table table, ByteView key, ByteView value) {
  return Query{database_, put_, "records put"}.bind(number_of(table)).bind(key).bind(value).run();
}

Status Records::erase(Table table, ByteView key) {
  return Query{database_, erase_, "records erase"}.bind(number_of(table)).bind(key).run();
}

Result<std::vector<Record>> Records::scan(Table table, ByteView prefix, std::size_t limit) {
  const std::optional<Bytes> end = end_of(prefix);
  Query query{database_, end ? scan_range_ : scan_to_end_, "records scan"};
  query.bind(number_of(table)).bind(prefix);
  if (end) query.bind(ByteView{*end});
  query.bind(row_limit(limit));
  return read_all(query);
}

Result<std::uint64_t> Records::count(Table table) {
  Query query{database_, count_, "records count"};
  SOTTO_ASSIGN(const bool row, query.bind(number_of(table)).next());
  return row ? query.unsigned_number(0) : 0;
}

Status Records::erase_all() { return Query{database_, erase_all_, "records erase all"}.run(); }

}  // namespace sotto::store::sqlcipher
