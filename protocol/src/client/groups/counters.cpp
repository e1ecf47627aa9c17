// SPDX-License-Identifier: GPL-3.0-or-later
#include "counters.hpp"

#include "../counters.hpp"
#include "../defences.hpp"
#include "../gaps.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_counters {
namespace {

constexpr std::uint8_t first_version = 1;  ///< the last number, alone
constexpr std::uint8_t record_version = 2;

struct Count {
  std::uint64_t last = 0;  ///< 0: none yet
  gaps::Open gaps;
};

Result<Count> parse(ByteView record) {
  RecordReader in{record};
  const auto version = in.expect_version(record_version, first_version);
  Count count{in.u64(), {}};
  if (version == record_version) count.gaps = gaps::Open::read(in);
  SOTTO_TRY(in.finish());
  return count;
}

Result<Count> load(Step& step, const GroupId& group, const Address& address) {
  SOTTO_ASSIGN(const auto record, step.find(store::Table::group_counter, key_of(group, address)));
  return record ? parse(*record) : Count{};
}

Status save(Step& step, const GroupId& group, const Address& address, const Count& count) {
  RecordWriter out;
  out.u8(record_version).u64(count.last);
  count.gaps.write(out);
  return step.put(store::Table::group_counter, key_of(group, address), out.view());
}

/// What came of the others since the copy is not known, and not missed. What the copy tells of may have come
/// too, and is in the archive then: nothing would close it.
Status begin_others_anew(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(const auto records, step.scan(store::Table::group_counter, key_of(group),
                                             std::numeric_limits<std::size_t>::max()));
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto count, parse(record.value));
    SOTTO_TRY(count.gaps.take_back(step, group, count.gaps.total()));
    SOTTO_TRY(step.erase(store::Table::group_counter, record.key));
  }
  return {};
}

}  // namespace

Status begin_anew(Step& step) {
  SOTTO_ASSIGN(const auto groups,
               step.scan(store::Table::group, {}, std::numeric_limits<std::size_t>::max()));
  for (const auto& record : groups) {
    SOTTO_ASSIGN(const auto group, GroupId::parse(record.key));
    SOTTO_TRY(begin_others_anew(step, group));
    Count count;
    SOTTO_ASSIGN(count.last, counters::beginning(step.random()));
    SOTTO_TRY(save(step, group, step.self(), count));
  }
  return {};
}

Result<std::uint64_t> take_next(Step& step, const GroupId& group, const Address& self) {
  SOTTO_ASSIGN(auto count, load(step, group, self));
  ++count.last;
  SOTTO_TRY(save(step, group, self, count));
  return count.last;
}

Status give_back(Step& step, const GroupId& group, const Address& self, std::uint64_t number) {
  SOTTO_ASSIGN(auto count, load(step, group, self));
  if (number == 0 || number != count.last) return {};
  --count.last;
  return save(step, group, self, count);
}

Result<std::optional<store::Position>> note(Step& step, const GroupId& group, const Address& sender,
                                            std::uint64_t number) {
  SOTTO_ASSIGN(auto count, load(step, group, sender));
  std::optional<store::Position> place;
  const bool anew = gaps::begins_anew(count.last, number);
  // What was told of before another count began can still come.
  const bool late = anew ? count.gaps.holds(number) : number <= count.last;
  if (anew && !late) count.last = 0;
  if (late) {
    SOTTO_ASSIGN(place, count.gaps.place_of(step, group, sender.user, number));
    SOTTO_TRY(count.gaps.come(step, group, number));
  } else {
    const auto missing = count.last == 0 ? 0 : number - count.last - 1;
    if (missing > 0 && defences().gaps_told)
      SOTTO_TRY(count.gaps.tell(step, group, sender.user, {count.last + 1, missing, missing}));
    count.last = number;
  }
  SOTTO_TRY(save(step, group, sender, count));
  return place;
}

}  // namespace sotto::client::group_counters
