// SPDX-License-Identifier: GPL-3.0-or-later
#include "counters.hpp"

#include "attempt.hpp"
#include "record_codec.hpp"
#include "store_keys.hpp"

namespace sotto::client::counters {
namespace {

constexpr std::uint8_t record_version = 1;

}  // namespace

Result<std::uint64_t> take_next(Attempt& attempt, const Address& peer) {
  const auto key = key_of(peer);
  SOTTO_ASSIGN(const auto record, attempt.find(store::Table::counter, key));
  std::uint64_t sent = 0;
  if (record) {
    RecordReader in{*record};
    in.expect_version(record_version);
    sent = in.u64();
    SOTTO_TRY(in.finish());
  }
  RecordWriter out;
  out.u8(record_version).u64(sent + 1);
  attempt.put(store::Table::counter, key, out.view());
  return sent + 1;
}

}  // namespace sotto::client::counters
