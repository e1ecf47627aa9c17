// SPDX-License-Identifier: GPL-3.0-or-later
#include "key_record.hpp"

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_key_records {
namespace {

constexpr std::uint8_t record_version = 3;
constexpr std::uint8_t former_version = 1;

Result<std::vector<DeviceId>> read_devices(RecordReader& in) {
  std::vector<DeviceId> devices;
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) devices.push_back(DeviceId{in.u32()});
  return devices;
}

Result<std::set<Address>> read_addresses(RecordReader& in) {
  std::set<Address> addresses;
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    SOTTO_ASSIGN(auto user, in.username());
    addresses.insert(Address{std::move(user), DeviceId{in.u32()}});
  }
  return addresses;
}

Result<FormerKey> read_former(RecordReader& in) {
  FormerKey key;
  key.generation = in.message_id();
  key.epoch = in.u64();
  key.made_at = in.instant();
  key.distribution = copy_of(in.bytes());
  SOTTO_ASSIGN(key.given_again, read_addresses(in));
  return key;
}

void write(const FormerKey& key, RecordWriter& out) {
  out.raw(key.generation.view()).u64(key.epoch).instant(key.made_at).bytes(key.distribution);
  out.u32(static_cast<std::uint32_t>(key.given_again.size()));
  for (const auto& device : key.given_again) out.text(device.user.text()).u32(device.device.value);
}

}  // namespace

Result<std::optional<GroupKeyRecord>> find(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(auto bytes, step.find(store::Table::group_key, key_of(group)));
  if (!bytes) return std::optional<GroupKeyRecord>{};
  RecordReader in{*bytes};
  in.expect_version(record_version);
  GroupKeyRecord record;
  record.generation = in.message_id();
  record.age.epoch = in.u64();
  record.age.made_at = in.instant();
  record.age.messages = in.u32();
  record.worn_out = in.u8() != 0;
  record.distribution = copy_of(in.bytes());
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    SOTTO_ASSIGN(auto user, in.username());
    SOTTO_ASSIGN(auto devices, read_devices(in));
    record.given_to.emplace(std::move(user), std::move(devices));
  }
  SOTTO_TRY(in.finish());
  wipe(*bytes);
  return std::optional{std::move(record)};
}

Status save(Step& step, const GroupId& group, const GroupKeyRecord& record) {
  RecordWriter out;
  out.u8(record_version).raw(record.generation.view()).u64(record.age.epoch).instant(record.age.made_at);
  out.u32(record.age.messages).u8(record.worn_out ? 1 : 0).bytes(record.distribution);
  out.u32(static_cast<std::uint32_t>(record.given_to.size()));
  for (const auto& [user, devices] : record.given_to) {
    out.text(user.text()).u32(static_cast<std::uint32_t>(devices.size()));
    for (const auto device : devices) out.u32(device.value);
  }
  return step.put(store::Table::group_key, key_of(group), out.view());
}

Result<std::vector<FormerKey>> former(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(auto bytes, step.find(store::Table::former_key, key_of(group)));
  std::vector<FormerKey> keys;
  if (!bytes) return keys;
  RecordReader in{*bytes};
  in.expect_version(former_version);
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    SOTTO_ASSIGN(auto key, read_former(in));
    keys.push_back(std::move(key));
  }
  SOTTO_TRY(in.finish());
  wipe(*bytes);
  return keys;
}

Status save_former(Step& step, const GroupId& group, const std::vector<FormerKey>& keys) {
  RecordWriter out;
  out.u8(former_version).u32(static_cast<std::uint32_t>(keys.size()));
  for (const auto& key : keys) write(key, out);
  return step.put(store::Table::former_key, key_of(group), out.view());
}

}  // namespace sotto::client::group_key_records
