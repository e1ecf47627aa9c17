// SPDX-License-Identifier: GPL-3.0-or-later
#include "group_tables.hpp"

#include <algorithm>

#include "sotto/base/binary.hpp"

namespace sotto::conformance {
namespace {

Error corrupt(const char* what) { return {ErrorCode::store_corrupt, what, 0}; }

Bytes key_of(const GroupId& group, const Address& address) {
  BinaryWriter out;
  out.raw(group.view()).text(address.user.text()).u32(address.device.value);
  return copy_of(out.view());
}

void write(BinaryWriter& out, const std::optional<group::Witness>& witness) {
  out.u8(witness ? 1 : 0);
  if (witness) out.text(witness->member.text()).u64(witness->head.sequence).raw(witness->head.hash.bytes);
}

Result<std::optional<group::Witness>> read_witness(BinaryReader& in) {
  if (in.u8() == 0) return std::optional<group::Witness>{};
  SOTTO_ASSIGN(auto member, Username::parse(in.text()));
  const auto sequence = in.u64();
  SOTTO_ASSIGN(const auto hash, group::EntryHash::parse(in.raw(group::EntryHash::size)));
  return std::optional{group::Witness{std::move(member), {sequence, hash}}};
}

}  // namespace

Result<std::optional<KnownGroup>> GroupTables::find_group(const GroupId& group) {
  SOTTO_ASSIGN(const auto row, rows().find(Table::group, group.view()));
  if (!row) return std::optional<KnownGroup>{};
  BinaryReader in{*row};
  std::vector<Bytes> entries;
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) entries.push_back(copy_of(in.bytes()));
  group::Doubts doubts;
  SOTTO_ASSIGN(doubts.ahead, read_witness(in));
  SOTTO_ASSIGN(doubts.forked, read_witness(in));
  if (!in.is_complete()) return corrupt("group");
  SOTTO_ASSIGN(auto log, group::MembershipLog::replay(group, entries, group::Checked::signatures));
  return std::optional{KnownGroup{std::move(log), std::move(entries), std::move(doubts)}};
}

Status GroupTables::save_group(const KnownGroup& group) {
  BinaryWriter out;
  out.u32(static_cast<std::uint32_t>(group.entries.size()));
  for (const auto& entry : group.entries) out.bytes(entry);
  write(out, group.doubts.ahead);
  write(out, group.doubts.forked);
  return rows().put(Table::group, group.log.state().group.view(), out.view());
}

Result<std::optional<OwnSenderKey>> GroupTables::find_own_key(const GroupId& group) {
  SOTTO_ASSIGN(const auto row, rows().find(Table::own_sender_key, group.view()));
  if (!row) return std::optional<OwnSenderKey>{};
  BinaryReader in{*row};
  OwnSenderKey key;
  key.age.epoch = in.u64();
  key.age.made_at = in.instant();
  key.age.messages = in.u32();
  key.distribution = copy_of(in.bytes());
  if (!in.is_complete()) return corrupt("own sender key");
  return std::optional{std::move(key)};
}

Status GroupTables::save_own_key(const GroupId& group, const OwnSenderKey& key) {
  BinaryWriter out;
  out.u64(key.age.epoch).instant(key.age.made_at).u32(key.age.messages).bytes(key.distribution);
  return rows().put(Table::own_sender_key, group.view(), out.view());
}

crypto::SenderKeyName GroupTables::sender_key_of(const GroupId& group, const Address& sender) {
  return {group.text(), sender};
}

Result<std::uint64_t> GroupTables::take_number(const GroupId& group, const Address& self) {
  const Bytes key = key_of(group, self);
  SOTTO_ASSIGN(const auto last, find_number(key));
  SOTTO_TRY(save_number(key, last + 1));
  return last + 1;
}

Result<std::uint64_t> GroupTables::note_number(const GroupId& group, const Address& sender,
                                               std::uint64_t number) {
  const Bytes key = key_of(group, sender);
  SOTTO_ASSIGN(const auto last, find_number(key));
  if (number <= last) return std::uint64_t{0};
  SOTTO_TRY(save_number(key, number));
  return last == 0 ? 0 : number - last - 1;
}

Result<std::uint64_t> GroupTables::find_number(ByteView key) {
  SOTTO_ASSIGN(const auto row, rows().find(Table::group_counter, key));
  if (!row) return std::uint64_t{0};
  BinaryReader in{*row};
  const auto number = in.u64();
  if (!in.is_complete()) return corrupt("group counter");
  return number;
}

Status GroupTables::save_number(ByteView key, std::uint64_t number) {
  BinaryWriter out;
  out.u64(number);
  return rows().put(Table::group_counter, key, out.view());
}

}  // namespace sotto::conformance
