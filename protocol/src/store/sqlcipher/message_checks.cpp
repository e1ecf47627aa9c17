// SPDX-License-Identifier: GPL-3.0-or-later
#include "message_checks.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "defences.hpp"
#include "older_page.hpp"

namespace sotto::store::sqlcipher {
namespace {

/// A screenful: what is read to show a list of conversations is one slice of each.
constexpr std::uint64_t rows_in_slice = 64;
/// Ids are random: of a million messages, some 250 are in each of 4,096 slices.
constexpr unsigned id_slice_bits = 12;
constexpr std::int64_t id_slices = std::int64_t{1} << id_slice_bits;

// No message's position is as low or as high.
constexpr std::int64_t front_of_places = -1;
constexpr std::int64_t end_of_places = std::numeric_limits<std::int64_t>::max();

/// The first bits of an id, as many as number its slice.
std::int64_t id_slice_of(ByteView id) { return (std::int64_t{id[0]} << 4) | std::int64_t{id[1] >> 4}; }

/// Nothing in the slice is less than this.
std::array<std::uint8_t, 2> least_id_of(std::int64_t slice) {
  return {static_cast<std::uint8_t>(slice >> 4), static_cast<std::uint8_t>((slice & 0xF) << 4)};
}

std::uint64_t unsigned_of(std::int64_t number) { return static_cast<std::uint64_t>(number); }

}  // namespace

Status MessageChecks::add_mentions(MultisetHash& total) {
  Query query{database_, mentions_, "check mentions"};
  std::optional<std::pair<std::int64_t, std::int64_t>> last;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return {};
    const std::pair place{query.number(0), query.number(1)};
    if (last && !(*last < place)) return older_page();
    SOTTO_ASSIGN(const RowTag tag, tag_of_mention(place.first, place.second));
    total.add(tag);
    last = place;
  }
}

Status MessageChecks::check_all() {
  for (const auto& slice : slices_.all()) SOTTO_TRY(check(slice.first, slice.second));
  // What is in no slice at all.
  for (std::int64_t slice = 0; slice < id_slices; ++slice) {
    const auto least = least_id_of(slice);
    MessageId id;
    std::copy(least.begin(), least.end(), id.bytes.begin());
    SOTTO_TRY(check_id(id));
  }
  return {};
}

Status MessageChecks::adopt() {
  SOTTO_TRY(slices_.erase_all());
  std::vector<std::int64_t> positions;
  Query query{database_, positions_, "adopt messages"};
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) break;
    positions.push_back(query.number(0));
  }
  for (const std::int64_t position : positions) SOTTO_TRY(entered(position));
  return {};
}

Status MessageChecks::entered(std::int64_t position) {
  SOTTO_ASSIGN(const Tags tags, tags_of(position));
  SOTTO_ASSIGN(const SliceKey slice, slice_for(tags.conversation, position));
  slices_.add(slice, tags.row);
  slices_.add({SliceOf::ids, 0, tags.id_slice}, tags.entry);
  if (tags.mention) total_.add(*tags.mention);
  return {};
}

Status MessageChecks::leaves(std::int64_t position) {
  SOTTO_ASSIGN(const Tags tags, tags_of(position));
  const auto* const slice = slices_.covering(SliceOf::history, tags.conversation, position);
  if (slice == nullptr) return older_page();
  SOTTO_TRY(slices_.remove(SliceKey{slice->first}, tags.row));
  if (tags.mention) total_.remove(*tags.mention);
  return slices_.remove({SliceOf::ids, 0, tags.id_slice}, tags.entry);
}

/// A full slice is never cut in two: what comes between its rows makes it longer.
Result<SliceKey> MessageChecks::slice_for(std::int64_t conversation, std::int64_t position) {
  const SliceKey own{SliceOf::history, conversation, position};
  const auto* const slice = slices_.covering(SliceOf::history, conversation, position);
  if (slice == nullptr) return own;
  const bool full = slice->second.rows >= rows_in_slice;
  Query behind{database_, behind_, "check messages"};
  behind.bind(conversation).bind(position).bind(slices_.end_of(slice->first));
  SOTTO_ASSIGN(const bool cuts, full ? behind.next() : Result<bool>{false});
  return full && !cuts ? own : slice->first;
}

Status MessageChecks::check_id(const MessageId& id) {
  const SliceKey key{SliceOf::ids, 0, id_slice_of(id.view())};
  const auto found = slices_.all().find(key);
  // None at all is expected where there is no slice: one look.
  return check(key, found == slices_.all().end() ? Slice{} : found->second);
}

Status MessageChecks::check(std::int64_t conversation, std::int64_t position) {
  const auto* const slice = slices_.covering(SliceOf::history, conversation, position);
  if (slice == nullptr) return defences().older_pages ? found_damage() : Status{};
  return check(SliceKey{slice->first}, Slice{slice->second});
}

Status MessageChecks::check_before(std::int64_t conversation, std::int64_t place, std::size_t limit) {
  if (is_empty(conversation)) return check_empty(conversation);
  std::uint64_t rows = 0;
  while (rows < limit) {
    const auto* const slice = slices_.covering(SliceOf::history, conversation, place - 1);
    if (slice == nullptr) break;
    const SliceKey key = slice->first;
    // How many of its rows lie in front of the place isn't known: its first ones are not counted.
    if (place >= slices_.end_of(key)) rows += slice->second.rows;
    SOTTO_TRY(check(key, Slice{slice->second}));
    place = key.first;
  }
  return {};
}

Status MessageChecks::check_after(std::int64_t conversation, std::int64_t place, std::size_t limit) {
  if (is_empty(conversation)) return check_empty(conversation);
  std::uint64_t rows = 0;
  const auto& all = slices_.all();
  auto next = all.upper_bound({SliceOf::history, conversation, place});
  if (const auto* const slice = slices_.covering(SliceOf::history, conversation, place))
    SOTTO_TRY(check(SliceKey{slice->first}, Slice{slice->second}));
  for (; rows < limit && next != all.end() && next->first.of == SliceOf::history &&
         next->first.conversation == conversation;
       ++next) {
    SOTTO_TRY(check(next->first, next->second));
    rows += next->second.rows;
  }
  return {};
}

bool MessageChecks::is_empty(std::int64_t conversation) const {
  return slices_.covering(SliceOf::history, conversation, end_of_places) == nullptr;
}

Status MessageChecks::check_empty(std::int64_t conversation) {
  return check({SliceOf::history, conversation, front_of_places}, {});
}

std::optional<std::int64_t> MessageChecks::first_position() const {
  std::optional<std::int64_t> first;
  for (const auto& slice : slices_.all()) {
    if (slice.first.of != SliceOf::history) break;
    if (!first || slice.first.first < *first) first = slice.first.first;
  }
  return first;
}

Status MessageChecks::check(const SliceKey& key, const Slice& expected) {
  if (expected.checked || !defences().older_pages) return {};
  SOTTO_ASSIGN(const Slice found, read(key));
  if (found.rows != expected.rows || !(found.sum == expected.sum)) return found_damage();
  slices_.note_checked(key);
  return {};
}

Status MessageChecks::found_damage() noexcept {
  has_damage_ = true;
  return older_page();
}

Result<Slice> MessageChecks::read(const SliceKey& key) {
  return key.of == SliceOf::history ? read_history(key) : read_ids(key);
}

Result<Slice> MessageChecks::read_history(const SliceKey& key) {
  // The first one's piece of the index begins with the index: nothing may have come back in front of it.
  const bool first = slices_.covering(SliceOf::history, key.conversation, key.first - 1) == nullptr;
  std::int64_t last = first ? front_of_places : key.first - 1;
  Query query{database_, history_, "check messages"};
  query.bind(key.conversation).bind(last).bind(slices_.end_of(key));
  Slice slice;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return slice;
    // In another order a look-up would not find what reading through did.
    if (query.number(0) <= last) return older_page();
    last = query.number(0);
    SOTTO_ASSIGN(const RowTag tag, tag_of_row(query));
    slice.sum.add(tag);
    ++slice.rows;
  }
}

Result<Slice> MessageChecks::read_ids(const SliceKey& key) {
  const bool to_end = key.first + 1 == id_slices;
  const auto from = least_id_of(key.first);
  const auto to = least_id_of(key.first + 1);
  Query query{database_, to_end ? last_ids_ : ids_, "check ids"};
  query.bind(ByteView{from});
  if (!to_end) query.bind(ByteView{to});
  Slice slice;
  std::optional<std::pair<Bytes, std::int64_t>> last;
  for (;;) {
    SOTTO_ASSIGN(const bool row, query.next());
    if (!row) return slice;
    std::pair entry{copy_of(query.bytes(0)), query.number(1)};
    if (last && !(*last < entry)) return older_page();
    SOTTO_ASSIGN(const RowTag tag, tag_of_entry(entry.second, entry.first, query.number(2)));
    slice.sum.add(tag);
    ++slice.rows;
    last = std::move(entry);
  }
}

Result<MessageChecks::Tags> MessageChecks::tags_of(std::int64_t position) {
  Query query{database_, row_, "tag message"};
  SOTTO_ASSIGN(const bool row, query.bind(position).next());
  if (!row || query.bytes(2).size() < 2) return older_page();
  Tags tags{query.number(1), id_slice_of(query.bytes(2)), {}, {}, {}};
  SOTTO_ASSIGN(tags.row, tag_of_row(query));
  SOTTO_ASSIGN(tags.entry, tag_of_entry(tags.conversation, query.bytes(2), position));
  if (query.number(13) != 0) {
    SOTTO_ASSIGN(tags.mention, tag_of_mention(tags.conversation, position));
  }
  return tags;
}

/// NULL and nothing are the same to whoever reads a message.
Result<RowTag> MessageChecks::tag_of_row(const Query& row) const {
  BinaryWriter out;
  out.u8(static_cast<std::uint8_t>(RowKind::message));
  for (const int column : {0, 1, 4, 5, 6, 7, 10, 11, 13}) out.u64(row.unsigned_number(column));
  for (const int column : {2, 9, 12}) out.bytes(row.bytes(column));
  for (const int column : {3, 8}) out.text(row.text(column));
  return mac_.tag(out);
}

Result<RowTag> MessageChecks::tag_of_entry(std::int64_t conversation, ByteView id,
                                           std::int64_t position) const {
  BinaryWriter out;
  out.u8(static_cast<std::uint8_t>(RowKind::message_id))
      .u64(unsigned_of(conversation))
      .u64(unsigned_of(position));
  out.bytes(id);
  return mac_.tag(out);
}

Result<RowTag> MessageChecks::tag_of_mention(std::int64_t conversation, std::int64_t position) const {
  BinaryWriter out;
  out.u8(static_cast<std::uint8_t>(RowKind::unread_mention));
  out.u64(unsigned_of(conversation)).u64(unsigned_of(position));
  return mac_.tag(out);
}

}  // namespace sotto::store::sqlcipher
