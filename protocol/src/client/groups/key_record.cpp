// SPDX-License-Identifier: GPL-3.0-or-later
#include "key_record.hpp"

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_key_records {
namespace {

constexpr std::uint8_t record_version = 2;
constexpr std::uint8_t version_without_former = 1;

Result<std::vector<DeviceId>> read_devices(RecordReader& in) {
  std::vector<DeviceId> devices;
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) devices.push_back(DeviceId{in.u32()});
  return devices;
}

std::vector<FormerKey> read_former(RecordReader& in) {
  std::vector<FormerKey> former;
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) {
    FormerKey key;
    key.generation = in.message_id();
    key.epoch = in.u64();
    key.made_at = in.instant();
    key.distribution = copy_of(in.bytes());
    former.push_back(std::move(key));
  }
  return former;
}

void write(const std::vector<FormerKey>& former, RecordWriter& out) {
  out.u32(static_cast<std::uint32_t>(former.size()));
  for (const auto& key : former)
    out.raw(key.generation.view()).u64(key.epoch).instant(key.made_at).bytes(key.distribution);
}

}  // namespace

Result<std::optional<GroupKeyRecord>> find(Step& step, const GroupId& group) {
  SOTTO_ASSIGN(auto bytes, step.find(store::Table::group_key, key_of(group)));
  if (!bytes) return std::optional<GroupKeyRecord>{};
  RecordReader in{*bytes};
  const auto version = in.u8();
  if (version != record_version && version != version_without_former) in.fail();
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
  if (version == record_version) record.former = read_former(in);
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
  write(record.former, out);
  return step.put(store::Table::group_key, key_of(group), out.view());
}

}  // namespace sotto::client::group_key_records
