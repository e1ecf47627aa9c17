// SPDX-License-Identifier: GPL-3.0-or-later
#include "counters.hpp"

#include <array>
#include <limits>

#include "attempt.hpp"
#include "received_numbers.hpp"
#include "record_codec.hpp"
#include "store_keys.hpp"

namespace sotto::client::counters {
namespace {

using store::Table;

constexpr std::uint8_t first_version = 1;  ///< what was sent, alone
constexpr std::uint8_t record_version = 2;
constexpr auto all = std::numeric_limits<std::size_t>::max();

/// That two beginnings lie within as many messages of each other as a device sends is less likely than 1 in a
/// million.
constexpr std::size_t bytes_of_beginning = 6;

struct Numbers {
  std::uint64_t sent = 0;  ///< the last one; 0: none yet
  ReceivedNumbers received;
  bool told = false;  ///< of a copy
};

Result<Numbers> parse(ByteView record) {
  RecordReader in{record};
  const auto version = in.u8();
  if (version != first_version && version != record_version)
    return Error{ErrorCode::store_corrupt, "counter"};
  Numbers numbers;
  numbers.sent = in.u64();
  if (version == record_version) {
    numbers.told = in.u8() != 0;
    numbers.received = ReceivedNumbers::read(in);
  }
  SOTTO_TRY(in.finish());
  return numbers;
}

Bytes serialise(const Numbers& numbers) {
  RecordWriter out;
  out.u8(record_version).u64(numbers.sent).u8(numbers.told ? 1 : 0);
  numbers.received.write(out);
  return sotto::copy_of(out.view());
}

Result<Numbers> load(Step& step, const Address& peer) {
  SOTTO_ASSIGN(const auto record, step.find(Table::counter, key_of(peer)));
  return record ? parse(*record) : Numbers{};
}

Status save(Step& step, const Address& peer, const Numbers& numbers) {
  return step.put(Table::counter, key_of(peer), serialise(numbers));
}

}  // namespace

Result<std::uint64_t> beginning(RandomSource& random) {
  std::array<std::uint8_t, bytes_of_beginning> bytes{};
  SOTTO_TRY(random.fill(bytes));
  std::uint64_t number = 0;
  for (const auto byte : bytes) number = number << 8 | byte;
  return number + 1;
}

Result<std::uint64_t> take_next(Step& step, Attempt& attempt, const Address& peer) {
  const auto key = key_of(peer);
  SOTTO_ASSIGN(const auto record, attempt.find(Table::counter, key));
  SOTTO_ASSIGN(auto numbers, record ? parse(*record) : Numbers{});
  SOTTO_ASSIGN(numbers.sent, numbers.sent == 0 ? beginning(step.random()) : numbers.sent + 1);
  attempt.put(Table::counter, key, serialise(numbers));
  return numbers.sent;
}

Status begin_anew(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::counter, {}, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto numbers, parse(record.value));
    numbers.sent = 0;
    SOTTO_TRY(step.put(Table::counter, record.key, serialise(numbers)));
  }
  return {};
}

Result<bool> note_received(Step& step, const Address& sender, std::uint64_t number) {
  SOTTO_ASSIGN(auto numbers, load(step, sender));
  if (!numbers.received.insert(number)) return false;
  SOTTO_TRY(save(step, sender, numbers));
  return true;
}

Status tell_of_copy(Step& step, const Address& device) {
  SOTTO_ASSIGN(auto numbers, load(step, device));
  if (numbers.told) return {};
  numbers.told = true;
  SOTTO_TRY(save(step, device, numbers));
  step.notify(DeviceCopied{device.user, device.device});
  return {};
}

}  // namespace sotto::client::counters
