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

}  // namespace

Result<std::optional<Bytes>> Records::find(Table table, ByteView key) {
  Query query{database_, find_, "records find"};
  SOTTO_ASSIGN(const bool row, query.bind(number_of(table)).bind(key).next());
  if (!row) return std::optional<Bytes>{};
  Record record{copy_of(key), copy_of(query.bytes(0))};
  SOTTO_TRY(guard_.check(table, record, query.bytes(1)));
  return std::optional{std::move(record.value)};
}

Status Records::put(Table table, ByteView key, ByteView value) {
  SOTTO_TRY(leave(table, key));
  SOTTO_ASSIGN(const RowTag tag, guard_.tag_of(table, key, value));
  guard_.record_entered(tag);
  return Query{database_, put_, "records put"}
      .bind(number_of(table))
      .bind(key)
      .bind(ByteView{tag})
      .bind(value)
      .run();
}

Status Records::erase(Table table, ByteView key) {
  SOTTO_TRY(leave(table, key));
  return Query{database_, erase_, "records erase"}.bind(number_of(table)).bind(key).run();
}

Result<std::vector<Record>> Records::scan(Table table, ByteView prefix, std::size_t limit) {
  const std::optional<Bytes> end = end_of(prefix);
  Query query{database_, end ? scan_range_ : scan_to_end_, "records scan"};
  query.bind(number_of(table)).bind(prefix);
  if (end) query.bind(ByteView{*end});
  query.bind(row_limit(limit));
  return read_all(table, query);
}

Result<std::uint64_t> Records::count(Table table) {
  Query query{database_, count_, "records count"};
  SOTTO_ASSIGN(const bool row, query.bind(number_of(table)).next());
  return row ? query.unsigned_number(0) : 0;
}

Result<std::vector<Record>> Records::read_all(Table table, Query& query) {
  std::vector<Record> records;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return records;
    Record record{copy_of(query.bytes(0)), copy_of(query.bytes(1))};
    SOTTO_TRY(guard_.check(table, record, query.bytes(2)));
    records.push_back(std::move(record));
  }
}

/// The row that is to be replaced or erased, if there is one.
Status Records::leave(Table table, ByteView key) {
  Query query{database_, find_tag_, "records tag"};
  SOTTO_ASSIGN(const bool row, query.bind(number_of(table)).bind(key).next());
  return row ? guard_.record_left(query.bytes(0)) : Status{};
}

Status Records::erase_all() { return Query{database_, erase_all_, "records erase all"}.run(); }

}  // namespace sotto::store::sqlcipher
