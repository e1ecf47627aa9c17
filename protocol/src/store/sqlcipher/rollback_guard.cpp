// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollback_guard.hpp"

#include <algorithm>
#include <vector>

#include "defences.hpp"
#include "older_page.hpp"

namespace sotto::store::sqlcipher {
namespace {

Result<RowTag> parse_tag(ByteView column) {
  RowTag tag{};
  if (column.size() != tag.size()) return older_page();
  std::copy(column.begin(), column.end(), tag.begin());
  return tag;
}

}  // namespace

Status RollbackGuard::check_file() {
  SOTTO_ASSIGN(total_, add_up());
  sealed_changes_ = sqlite3_total_changes(database_);
  if (!defences().older_pages) return {};
  SOTTO_ASSIGN(last_, epochs_.read());
  if (!(total_ == last_.total)) return older_page();
  return {};
}

Result<MultisetHash> RollbackGuard::add_up() {
  MultisetHash total;
  SOTTO_TRY(add_records(total));
  MultisetHash named = total;
  SOTTO_TRY(add_conversations(total, by_number_));
  SOTTO_TRY(add_conversations(named, by_name_));
  if (!(named == total) && defences().older_pages) return older_page();
  SOTTO_TRY(messages_.add_mentions(total));
  SOTTO_TRY(messages_.slices().load(total));
  return total;
}

/// In ascending order: otherwise a look-up would not find what reading through does.
Status RollbackGuard::add_records(MultisetHash& total) {
  Query query{database_, records_, "check records"};
  std::int64_t last_kind = 0;
  Bytes last_key;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return {};
    const std::int64_t kind = query.number(0);
    const ByteView key = query.bytes(1);
    const bool ascending = kind > last_kind || (kind == last_kind &&
                                                std::lexicographical_compare(last_key.begin(), last_key.end(),
                                                                             key.begin(), key.end()));
    if (!ascending && !(last_key.empty() && kind == last_kind)) return older_page();
    SOTTO_ASSIGN(const RowTag tag, parse_tag(query.bytes(2)));
    total.add(tag);
    last_kind = kind;
    last_key.assign(key.begin(), key.end());
  }
}

/// Two ways lead to a conversation: its number and its name.
Status RollbackGuard::add_conversations(MultisetHash& total, Prepared& way) {
  Query query{database_, way, "check conversations"};
  std::optional<std::pair<std::int64_t, std::string>> last;
  const bool by_number = &way == &by_number_;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return {};
    std::pair now{query.number(0), std::string{query.text(1)}};
    if (last && !(by_number ? last->first < now.first : last->second < now.second)) return older_page();
    SOTTO_ASSIGN(const RowTag tag, tag_of_conversation(query));
    total.add(tag);
    last = std::move(now);
  }
}

Status RollbackGuard::adopt() {
  total_ = {};
  changed_.clear();
  sealed_changes_ = -1;
  SOTTO_TRY(adopt_records());
  SOTTO_TRY(add_conversations(total_, by_number_));
  return messages_.adopt();
}

Status RollbackGuard::adopt_records() {
  std::vector<std::pair<Table, Record>> all;
  {
    Query query{database_, keys_, "adopt records"};
    for (;;) {
      SOTTO_ASSIGN(const bool row, query.next());
      if (!row) break;
      all.push_back({static_cast<Table>(query.number(0)), {copy_of(query.bytes(1)), {}}});
    }
  }
  Prepared value{"SELECT value FROM records WHERE kind=? AND key=?"};
  for (const auto& [table, record] : all) {
    const auto kind = static_cast<std::int64_t>(table);
    RowTag tag{};
    {
      Query query{database_, value, "adopt record"};
      SOTTO_ASSIGN(const bool row, query.bind(kind).bind(ByteView{record.key}).next());
      if (!row) return older_page();
      SOTTO_ASSIGN(tag, tag_of(table, record.key, query.bytes(0)));
    }
    SOTTO_TRY(Query(database_, set_tag_, "adopt record")
                  .bind(ByteView{tag})
                  .bind(kind)
                  .bind(ByteView{record.key})
                  .run());
    total_.add(tag);
  }
  return {};
}

Status RollbackGuard::seal() {
  if (has_damage()) return older_page();
  next_ = last_;
  // Most steps of the engine change nothing, and then nothing is written.
  if (sqlite3_total_changes(database_) == sealed_changes_) return {};
  for (const std::int64_t number : changed_) {
    SOTTO_ASSIGN(const std::optional<RowTag> tag, tag_of_conversation(number));
    if (tag) total_.add(*tag);
  }
  changed_.clear();
  SOTTO_TRY(messages_.slices().write(total_));
  SOTTO_ASSIGN(next_, epochs_.write(last_, total_));
  return {};
}

void RollbackGuard::committed() {
  messages_.slices().committed();
  last_ = next_;
  sealed_changes_ = sqlite3_total_changes(database_);
}

void RollbackGuard::roll_back() {
  messages_.slices().roll_back();
  changed_.clear();
  total_ = last_.total;
  sealed_changes_ = sqlite3_total_changes(database_);
}

/// An epoch without a tag is none.
void RollbackGuard::condemn() noexcept {
  if (!has_damage() || condemned_) return;
  condemned_ = execute(database_, "UPDATE row_epoch SET tag=x''", "condemn file").ok();
}

Status RollbackGuard::erased_all() {
  total_ = {};
  changed_.clear();
  return messages_.slices().erase_all();
}

Result<RowTag> RollbackGuard::tag_of(Table table, ByteView key, ByteView value) const {
  BinaryWriter row;
  row.u8(static_cast<std::uint8_t>(RowKind::record)).u8(static_cast<std::uint8_t>(table));
  row.bytes(key).raw(value);
  return mac_.tag(row);
}

Status RollbackGuard::check(Table table, const Record& record, ByteView tag) {
  if (!defences().older_pages) return {};
  SOTTO_ASSIGN(const RowTag right, tag_of(table, record.key, record.value));
  if (equal_in_constant_time(right, tag)) return {};
  has_damage_ = true;
  return older_page();
}

Status RollbackGuard::record_left(ByteView column) {
  SOTTO_ASSIGN(const RowTag tag, parse_tag(column));
  total_.remove(tag);
  return {};
}

Status RollbackGuard::conversation_changes(std::int64_t number) {
  if (!changed_.insert(number).second) return {};
  SOTTO_ASSIGN(const std::optional<RowTag> tag, tag_of_conversation(number));
  if (tag) total_.remove(*tag);
  return {};
}

Result<std::optional<RowTag>> RollbackGuard::tag_of_conversation(std::int64_t number) {
  Query query{database_, conversation_, "tag conversation"};
  SOTTO_ASSIGN(const bool row, query.bind(number).next());
  if (!row) return std::optional<RowTag>{};
  SOTTO_ASSIGN(const RowTag tag, tag_of_conversation(query));
  return std::optional{tag};
}

Result<RowTag> RollbackGuard::tag_of_conversation(const Query& row) const {
  BinaryWriter out;
  out.u8(static_cast<std::uint8_t>(RowKind::conversation));
  for (const int column : {0, 2, 3, 4}) out.u64(row.unsigned_number(column));
  out.text(row.text(1));
  return mac_.tag(out);
}

}  // namespace sotto::store::sqlcipher
