// SPDX-License-Identifier: GPL-3.0-or-later
#include "text_numbers.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "attempt.hpp"
#include "counters.hpp"
#include "defences.hpp"
#include "gaps.hpp"
#include "record_codec.hpp"
#include "store_keys.hpp"

namespace sotto::client::text_numbers {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 1;
constexpr auto all = std::numeric_limits<std::size_t>::max();
/// Of one device, that are told of and not read yet.
constexpr std::size_t most_unreadable = 256;
/// No device counts as far.
constexpr std::uint64_t no_number = std::uint64_t{1} << 63;

struct Sent {
  std::uint64_t last = 0;  ///< 0: none yet
  std::uint64_t voided = 0;
};

/// Of the texts of one device. Only those behind `before` count.
struct Received {
  std::uint64_t before = 0;         ///< the number in front of the first that came; `highest` says if one did
  std::uint64_t highest = 0;        ///< 0: none came yet
  std::uint64_t voided_before = 0;  ///< as the first that came said
  std::uint64_t voided = 0;         ///< the most that one has said
  std::uint64_t here = 0;           ///< that came
  std::uint64_t told = 0;           ///< as missing, or passed over in silence
  std::vector<MessageId> unreadable;  ///< told of one by one
  gaps::Open gaps;
};

struct Numbers {
  Sent sent;
  Received received;
};

Result<Numbers> parse(ByteView record) {
  RecordReader in{record};
  in.expect_version(record_version);
  Numbers numbers;
  numbers.sent = {in.u64(), in.u64()};
  auto& received = numbers.received;
  for (auto* value : {&received.before, &received.highest, &received.voided_before, &received.voided,
                      &received.here, &received.told})
    *value = in.u64();
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) received.unreadable.push_back(in.message_id());
  received.gaps = gaps::Open::read(in);
  SOTTO_TRY(in.finish());
  return numbers;
}

Bytes serialise(const Numbers& numbers) {
  const auto& received = numbers.received;
  RecordWriter out;
  out.u8(record_version).u64(numbers.sent.last).u64(numbers.sent.voided);
  for (const auto value : {received.before, received.highest, received.voided_before, received.voided,
                           received.here, received.told})
    out.u64(value);
  out.u32(static_cast<std::uint32_t>(received.unreadable.size()));
  for (const auto& id : received.unreadable) out.raw(id.view());
  received.gaps.write(out);
  return copy_of(out.view());
}

Result<Numbers> load(Step& step, const Address& peer) {
  SOTTO_ASSIGN(const auto record, step.find(Table::text_number, key_of(peer)));
  return record ? parse(*record) : Numbers{};
}

Status save(Step& step, const Address& peer, const Numbers& numbers) {
  return step.put(Table::text_number, key_of(peer), serialise(numbers));
}

/// The first text that comes of a count: what was in front of it nobody can tell. Gaps of the count before it
/// stay open: what the relay kept back can still come.
void begin(Received& received, const wire::TextNumber& number) {
  auto gaps = std::move(received.gaps);
  received = {};
  received.gaps = std::move(gaps);
  received.before = number.value - 1;
  received.voided_before = number.voided;
}

/// It closes a gap that was told of before the count began anew, or before what was missing was forgotten.
bool is_late_of_older_count(const Received& received, std::uint64_t number) {
  return received.gaps.holds(number) &&
         (number <= received.before || gaps::begins_anew(received.highest, number));
}

void count(Received& received, const wire::TextNumber& number) {
  if (received.highest == 0 || gaps::begins_anew(received.highest, number.value)) begin(received, number);
  if (number.value <= received.before) return;
  ++received.here;
  received.highest = std::max(received.highest, number.value);
  received.voided = std::max(received.voided, number.voided);
}

/// What nobody accounts for. A message that can't be read may be no text, and a number be void that came all
/// the same: both make it less, so nothing is called missing that is not. What could not be read and accounts
/// for nothing was no text: it doesn't hide what is dropped later.
std::uint64_t take_missing(Received& received) {
  const auto voided = received.voided - std::min(received.voided, received.voided_before);
  auto left = received.highest - received.before;
  for (const auto known : {received.here, voided}) left -= std::min(left, known);
  if (left == 0) received.unreadable.clear();
  return left - std::min<std::uint64_t>(left, received.unreadable.size());
}

/// What was not told, because the notice is gone or there was none, is taken back first when it comes.
Status close(Step& step, const Username& user, Received& received, std::uint64_t number) {
  SOTTO_ASSIGN(const bool closes, received.gaps.come(step, user, number));
  const bool late = number < received.highest;
  const bool untold = received.told > received.gaps.total();
  if (closes || (late && untold)) received.told -= std::min<std::uint64_t>(received.told, 1);
  return {};
}

/// Says what is missing now, behind the number that came last before, and no longer what is not.
Status settle(Step& step, const Username& user, Received& received, std::uint64_t last, Telling telling) {
  const auto now = take_missing(received);
  const auto before = std::exchange(received.told, now);
  const bool tells = telling == Telling::aloud && defences().texts_counted;
  if (now < before) return received.gaps.take_back(step, user, before - now);
  if (now == before || !tells) return {};
  const auto between = received.highest - std::min(received.highest, last + 1);
  return received.gaps.tell(step, user, user, {last + 1, between, now - before});
}

}  // namespace

Result<wire::TextNumber> take_next(Step& step, Attempt& attempt, const Address& peer, Said said) {
  const auto key = key_of(peer);
  SOTTO_ASSIGN(const auto record, attempt.find(Table::text_number, key));
  SOTTO_ASSIGN(auto numbers, record ? parse(*record) : Numbers{});
  auto& [last, voided] = numbers.sent;
  SOTTO_ASSIGN(last, last == 0 ? counters::beginning(step.random()) : last + 1);
  if (said == Said::again) ++voided;
  attempt.put(Table::text_number, key, serialise(numbers));
  return wire::TextNumber{last, voided};
}

Status make_void(Step& step, const Address& peer) {
  SOTTO_ASSIGN(auto numbers, load(step, peer));
  if (numbers.sent.last == 0) return {};  // the device is gone, and with it its numbers
  ++numbers.sent.voided;
  return save(step, peer, numbers);
}

Status begin_anew(Step& step) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::text_number, {}, all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto peer, address_in(record.key));
    SOTTO_ASSIGN(auto numbers, parse(record.value));
    auto& gaps = numbers.received.gaps;
    SOTTO_TRY(gaps.take_back(step, peer.user, gaps.total()));
    SOTTO_TRY(step.erase(Table::text_number, record.key));
  }
  return {};
}

Status forget_received(Step& step, const Username& user) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::text_number, key_of(user), all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto numbers, parse(record.value));
    auto received = std::exchange(numbers.received, {});
    numbers.received.before = numbers.received.highest = received.highest;
    numbers.received.voided_before = numbers.received.voided = received.voided;
    numbers.received.gaps = std::move(received.gaps);
    SOTTO_TRY(step.put(Table::text_number, record.key, serialise(numbers)));
  }
  return {};
}

Result<std::optional<store::Position>> note(Step& step, const Address& sender, const wire::TextNumber& number,
                                            Telling telling) {
  std::optional<store::Position> place;
  // Of a client that does not count, or of one that counts nonsense.
  if (number.value == 0 || number.value >= no_number) return place;
  SOTTO_ASSIGN(auto numbers, load(step, sender));
  auto& received = numbers.received;
  const auto last = received.highest;
  SOTTO_ASSIGN(place, received.gaps.place_of(step, sender.user, sender.user, number.value));
  if (is_late_of_older_count(received, number.value)) {
    SOTTO_TRY(received.gaps.come(step, sender.user, number.value));
    SOTTO_TRY(save(step, sender, numbers));
    return place;
  }
  count(received, number);
  if (number.value <= received.before) return place;
  SOTTO_TRY(close(step, sender.user, received, number.value));
  SOTTO_TRY(settle(step, sender.user, received, last, telling));
  SOTTO_TRY(save(step, sender, numbers));
  return place;
}

Status note_unreadable(Step& step, const Address& sender, const MessageId& message) {
  SOTTO_ASSIGN(auto numbers, load(step, sender));
  auto& unreadable = numbers.received.unreadable;
  if (unreadable.size() == most_unreadable) unreadable.erase(unreadable.begin());
  unreadable.push_back(message);
  return save(step, sender, numbers);
}

Status note_read_after_all(Step& step, const Username& user, const MessageId& message) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::text_number, key_of(user), all));
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto numbers, parse(record.value));
    auto& unreadable = numbers.received.unreadable;
    const auto found = std::find(unreadable.begin(), unreadable.end(), message);
    if (found == unreadable.end()) continue;
    unreadable.erase(found);
    SOTTO_TRY(step.put(Table::text_number, record.key, serialise(numbers)));
  }
  return {};
}

}  // namespace sotto::client::text_numbers
