// SPDX-License-Identifier: GPL-3.0-or-later
#include "key_record.hpp"

#include "../record_codec.hpp"
#include "../step.hpp"
#include "../store_keys.hpp"

namespace sotto::client::group_key_records {
namespace {

constexpr std::uint8_t record_version = 1;

Result<std::vector<DeviceId>> read_devices(RecordReader& in) {
  std::vector<DeviceId> devices;
  for (auto left = in.u32(); left > 0 && !in.failed(); --left) devices.push_back(DeviceId{in.u32()});
  return devices;
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

}  // namespace sotto::client::group_key_records
