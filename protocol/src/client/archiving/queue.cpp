// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue.hpp"

#include <limits>

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::archiving {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr std::uint8_t marker = 1;
// Three kinds of keys share the table.
constexpr char by_order = 'q';  ///< order -> wish
constexpr char by_wish = 'w';   ///< wish -> order
constexpr char shredding = 's';
constexpr std::string_view last_order_key = "last order";
/// An archive may take nothing for months.
constexpr std::uint64_t most_queued = 50'000;

Bytes key_of_wish(const Wish& wish) {
  auto key = with_prefix(by_wish, key_of(wish.conversation, wish.message));
  key.push_back(static_cast<std::uint8_t>(wish.what));
  append(key, bytes_of(wish.author.text()));
  return key;
}

Bytes key_of_order(std::uint64_t order) { return with_prefix(by_order, key_of(order)); }

Bytes serialise(const Wish& wish) {
  RecordWriter out;
  out.u8(record_version).u8(static_cast<std::uint8_t>(wish.what)).text(wish.conversation.text());
  out.raw(wish.message.view()).text(wish.author.text()).u32(wish.revision.value);
  return sotto::copy_of(out.view());
}

Result<Wish> parse(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  const auto what = static_cast<What>(in.u8());
  SOTTO_ASSIGN(auto conversation, in.conversation());
  const auto message = in.message_id();
  SOTTO_ASSIGN(auto author, in.username());
  const Revision revision{in.u32()};
  SOTTO_TRY(in.finish());
  return Wish{what, std::move(conversation), message, std::move(author), revision};
}

/// 0: there was none yet.
Result<std::uint64_t> last_order(Step& step) {
  SOTTO_ASSIGN(const auto last, step.find(Table::archive_queue, bytes_of(last_order_key)));
  return last ? sequence_in(*last) : 0;
}

Result<std::uint64_t> next_order(Step& step) {
  SOTTO_ASSIGN(const auto last, last_order(step));
  const auto order = last + 1;
  SOTTO_TRY(step.put(Table::archive_queue, bytes_of(last_order_key), key_of(order)));
  return order;
}

Result<std::vector<store::Record>> scan(Step& step, char kind, std::size_t limit) {
  const auto prefix = static_cast<std::uint8_t>(kind);
  return step.scan(Table::archive_queue, ByteView{&prefix, 1}, limit);
}

}  // namespace

Status enqueue(Step& step, const Wish& wish) {
  const auto key = key_of_wish(wish);
  SOTTO_TRY(dequeue(step, wish));
  SOTTO_ASSIGN(const auto order, next_order(step));
  SOTTO_TRY(step.put(Table::archive_queue, key, key_of(order)));
  return step.put(Table::archive_queue, key_of_order(order), serialise(wish));
}

/// By the places that were given out: counting is slow.
Result<bool> is_full(Step& step) {
  SOTTO_ASSIGN(const auto first, scan(step, by_order, 1));
  if (first.empty()) return false;
  SOTTO_ASSIGN(const auto last, last_order(step));
  return last - sequence_in(ByteView{first.front().key}.subspan(1)) >= most_queued;
}

Status dequeue(Step& step, const Wish& wish) {
  const auto key = key_of_wish(wish);
  SOTTO_ASSIGN(const auto order, step.find(Table::archive_queue, key));
  if (!order) return {};
  SOTTO_TRY(step.erase(Table::archive_queue, key));
  return step.erase(Table::archive_queue, key_of_order(sequence_in(*order)));
}

Status forget_texts(Step& step) {
  SOTTO_ASSIGN(const auto queued, first_queued(step, std::numeric_limits<std::size_t>::max()));
  for (const auto& one : queued) {
    if (one.wish.what == What::text) SOTTO_TRY(dequeue(step, one.wish));
  }
  return {};
}

Status settle(Step& step, const Queued& queued) {
  SOTTO_ASSIGN(const auto order, step.find(Table::archive_queue, key_of_wish(queued.wish)));
  if (!order || sequence_in(*order) != queued.order) return {};
  return dequeue(step, queued.wish);
}

Result<std::vector<Queued>> first_queued(Step& step, std::size_t limit) {
  SOTTO_ASSIGN(const auto records, scan(step, by_order, limit));
  std::vector<Queued> queued;
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto wish, parse(record.value));
    queued.push_back({sequence_in(ByteView{record.key}.subspan(1)), std::move(wish)});
  }
  return queued;
}

Status enqueue_shredding(Step& step, const archive::EntryId& entry) {
  return step.put(Table::archive_queue, with_prefix(shredding, entry.view()), ByteView{&marker, 1});
}

Status dequeue_shredding(Step& step, const archive::EntryId& entry) {
  return step.erase(Table::archive_queue, with_prefix(shredding, entry.view()));
}

Result<std::vector<archive::EntryId>> first_shreddings(Step& step, std::size_t limit) {
  SOTTO_ASSIGN(const auto records, scan(step, shredding, limit));
  std::vector<archive::EntryId> entries;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto entry, archive::EntryId::parse(ByteView{record.key}.subspan(1)));
    entries.push_back(entry);
  }
  return entries;
}

}  // namespace sotto::client::archiving
