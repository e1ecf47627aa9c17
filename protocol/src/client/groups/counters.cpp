// SPDX-License-Identifier: GPL-3.0-or-later
#include "counters.hpp"

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_counters {
namespace {

constexpr std::uint8_t record_version = 1;

/// 0: none yet.
Result<std::uint64_t> find(Step& step, const GroupId& group, const Address& address) {
  SOTTO_ASSIGN(const auto record, step.find(store::Table::group_counter, key_of(group, address)));
  if (!record) return std::uint64_t{0};
  RecordReader in{*record};
  in.expect_version(record_version);
  const auto number = in.u64();
  SOTTO_TRY(in.finish());
  return number;
}

Status save(Step& step, const GroupId& group, const Address& address, std::uint64_t number) {
  RecordWriter out;
  out.u8(record_version).u64(number);
  return step.put(store::Table::group_counter, key_of(group, address), out.view());
}

}  // namespace

Result<std::uint64_t> take_next(Step& step, const GroupId& group, const Address& self) {
  SOTTO_ASSIGN(const auto last, find(step, group, self));
  SOTTO_TRY(save(step, group, self, last + 1));
  return last + 1;
}

Status give_back(Step& step, const GroupId& group, const Address& self, std::uint64_t number) {
  SOTTO_ASSIGN(const auto last, find(step, group, self));
  return number > 0 && number == last ? save(step, group, self, number - 1) : Status{};
}

Result<std::uint64_t> note(Step& step, const GroupId& group, const Address& sender, std::uint64_t number) {
  SOTTO_ASSIGN(const auto last, find(step, group, sender));
  if (number <= last) return std::uint64_t{0};
  SOTTO_TRY(save(step, group, sender, number));
  return last == 0 ? 0 : number - last - 1;
}

}  // namespace sotto::client::group_counters
