// SPDX-License-Identifier: GPL-3.0-or-later
#include "held.hpp"

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_held {
namespace {

using store::Table;

constexpr std::uint8_t record_version = 2;
constexpr std::uint8_t first_version = 1;  ///< did not know since when
/// Of one device; a key that comes late opens this many.
constexpr std::size_t room = 64;
/// Of all: whom the relay names as senders is its word until a message is opened.
constexpr std::size_t room_of_all = 1'024;

Bytes key_for(const Held& held, std::uint64_t sequence) {
  auto key = key_of(held.group, held.sender);
  append(key, key_of(sequence));
  return key;
}

Result<Held> parse(const store::Record& record) {
  SOTTO_ASSIGN(const auto key, group_in(record.key));
  if (key.rest.size() < sizeof(std::uint64_t)) return Error{ErrorCode::store_corrupt, "held group message"};
  SOTTO_ASSIGN(auto sender, address_in(key.rest.first(key.rest.size() - sizeof(std::uint64_t))));
  RecordReader in{record.value};
  const auto version = in.expect_version(record_version, first_version);
  const auto message = in.message_id();
  auto ciphertext = copy_of(in.bytes());
  const auto since = version == record_version ? in.instant() : Instant{};
  SOTTO_TRY(in.finish());
  return Held{key.group, std::move(sender), message, std::move(ciphertext), since};
}

std::uint64_t sequence_of(const store::Record& record) {
  return sequence_in(ByteView{record.key}.last(sizeof(std::uint64_t)));
}

Result<std::vector<Held>> take_with(Step& step, const Bytes& prefix) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::group_held, prefix, room_of_all));
  std::vector<Held> all;
  for (const auto& record : records) {
    SOTTO_ASSIGN(auto held, parse(record));
    all.push_back(std::move(held));
    SOTTO_TRY(step.erase(Table::group_held, record.key));
  }
  return all;
}

}  // namespace

Status add(Step& step, const Held& held) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::group_held, key_of(held.group, held.sender), room));
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto other, parse(record));
    if (other.message == held.message) return {};
  }
  if (records.size() == room) SOTTO_TRY(step.erase(Table::group_held, records.front().key));
  SOTTO_ASSIGN(const auto all, step.count(Table::group_held));
  if (all >= room_of_all) return {};
  RecordWriter out;
  const auto since = held.since == Instant{} ? step.now() : held.since;
  out.u8(record_version).raw(held.message.view()).bytes(held.ciphertext).instant(since);
  const auto sequence = records.empty() ? 1 : sequence_of(records.back()) + 1;
  return step.put(Table::group_held, key_for(held, sequence), out.view());
}

Result<std::vector<Held>> take(Step& step, const GroupId& group, const Address& sender) {
  return take_with(step, key_of(group, sender));
}

Result<std::set<Wanted>> younger_than(Step& step, Duration age) {
  SOTTO_ASSIGN(const auto records, step.scan(Table::group_held, {}, room_of_all));
  std::set<Wanted> wanted;
  for (const auto& record : records) {
    SOTTO_ASSIGN(const auto held, parse(record));
    const bool old = held.since != Instant{} && step.now() - held.since >= age;
    if (!old) wanted.insert({held.group, held.sender});
  }
  return wanted;
}

Result<std::vector<Held>> take_all(Step& step, const GroupId& group) {
  return take_with(step, key_of(group));
}

}  // namespace sotto::client::group_held
