// SPDX-License-Identifier: GPL-3.0-or-later
#include "received_numbers.hpp"

#include <algorithm>
#include <iterator>

namespace sotto::client {

ReceivedNumbers ReceivedNumbers::read(RecordReader& in) {
  ReceivedNumbers numbers;
  auto count = in.u32();
  if (count > max_ranges) in.fail();
  for (; count > 0 && !in.failed(); --count) {
    const auto first = in.u64();
    const auto last = in.u64();
    const bool ascends = numbers.ranges_.empty() || first > numbers.ranges_.back().last;
    if (first > last || !ascends) in.fail();
    numbers.ranges_.push_back({first, last});
  }
  return numbers;
}

void ReceivedNumbers::write(RecordWriter& out) const {
  out.u32(static_cast<std::uint32_t>(ranges_.size()));
  for (const auto& range : ranges_) out.u64(range.first).u64(range.last);
}

bool ReceivedNumbers::insert(std::uint64_t number) {
  const auto next = std::find_if(ranges_.begin(), ranges_.end(),
                                 [number](const Range& range) { return number <= range.last; });
  if (next != ranges_.end() && next->first <= number) return false;
  const bool touches_next = next != ranges_.end() && next->first - number == 1;
  const bool touches_before = next != ranges_.begin() && number - std::prev(next)->last == 1;
  if (touches_before && touches_next) {
    std::prev(next)->last = next->last;
    ranges_.erase(next);
  } else if (touches_before) {
    std::prev(next)->last = number;
  } else if (touches_next) {
    next->first = number;
  } else {
    ranges_.insert(next, {number, number});
  }
  if (ranges_.size() > max_ranges) ranges_.erase(ranges_.begin());
  return true;
}

}  // namespace sotto::client
