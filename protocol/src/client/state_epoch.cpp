// SPDX-License-Identifier: GPL-3.0-or-later
#include "state_epoch.hpp"

#include <algorithm>

#include "counters.hpp"
#include "defences.hpp"
#include "groups/counters.hpp"
#include "record_codec.hpp"
#include "step.hpp"
#include "text_numbers.hpp"

namespace sotto::client::state_epoch {
namespace {

using store::Table;

constexpr std::string_view record_key = "state_epoch";
constexpr std::uint8_t record_version = 1;
/// Of an account that is new here, and has no session yet. The host has kept it long before the first one.
constexpr std::uint64_t first_epoch = 1;

Result<std::uint64_t> read(Step& step) {
  SOTTO_ASSIGN(const auto record, step.find(Table::setting, bytes_of(record_key)));
  if (!record) return std::uint64_t{0};
  RecordReader in{*record};
  in.expect_version(record_version);
  const auto epoch = in.u64();
  SOTTO_TRY(in.finish());
  return epoch;
}

Status enter(Step& step, std::uint64_t epoch) {
  RecordWriter out;
  out.u8(record_version).u64(epoch);
  SOTTO_TRY(step.put(Table::setting, bytes_of(record_key), out.view()));
  step.memory().state_epoch = epoch;
  step.emit_first(KeepEpoch{epoch});
  return {};
}

}  // namespace

Status load(Step& step, std::optional<std::uint64_t> kept) {
  SOTTO_ASSIGN(const auto stored, read(step));
  const auto newest = std::max(stored, kept.value_or(0));
  step.memory().state_epoch = newest;
  // A copy that was taken to another place has no number beside it: it may be as old as any. A file that
  // was just made holds 0.
  const bool kept_none = kept.value_or(0) == 0;
  if (kept_none && stored == first_epoch) step.emit_first(KeepEpoch{stored});
  const bool lacks_number = kept_none && stored > first_epoch;
  const bool behind = newest > stored || lacks_number;
  if (!behind || !step.memory().account || !defences().state_epoch) return {};
  SOTTO_TRY(step.erase_all(Table::session, {}));
  SOTTO_TRY(step.erase_all(Table::kem_record, {}));
  SOTTO_TRY(counters::begin_anew(step));
  SOTTO_TRY(text_numbers::begin_anew(step));
  SOTTO_TRY(group_counters::begin_anew(step));
  SOTTO_TRY(step.erase_all(Table::former_key, {}));
  SOTTO_TRY(
      step.erase_all(Table::group_key, {}));  // each group gets another sender key before anything is said
  step.notify(StateRestored{});
  return enter(step, newest + 1);
}

Status advance(Step& step) {
  const bool begins = step.memory().account && step.memory().state_epoch == 0;
  if (!step.moved_a_ratchet() && !begins) return {};
  return enter(step, step.memory().state_epoch + 1);
}

}  // namespace sotto::client::state_epoch
