// SPDX-License-Identifier: GPL-3.0-or-later
#include "sotto/crypto/device_list.hpp"

#include <algorithm>

#include "sotto/base/binary.hpp"

namespace sotto::crypto {
namespace {

constexpr std::uint8_t form = 1;
constexpr std::uint32_t max_registration = 16'380;

Error malformed(const char* where) { return {ErrorCode::malformed, where, 0}; }

bool is_before(const ListedDevice& a, const ListedDevice& b) { return a.device < b.device; }

bool is_ascending(const std::vector<ListedDevice>& devices) {
  const auto disorder = [](const auto& a, const auto& b) { return !is_before(a, b); };
  return std::adjacent_find(devices.begin(), devices.end(), disorder) == devices.end();
}

bool is_valid(const ListedDevice& listed) {
  const auto registration = listed.registration.value;
  return listed.device.value != 0 && registration != 0 && registration <= max_registration;
}

Status check_values(const DeviceList& list) {
  if (list.version == 0) return malformed("version of a device list");
  if (!is_ascending(list.devices)) return malformed("order of a device list");
  if (!std::all_of(list.devices.begin(), list.devices.end(), is_valid)) return malformed("listed device");
  return {};
}

void erase(std::vector<ListedDevice>& devices, DeviceId device) {
  devices.erase(std::remove_if(devices.begin(), devices.end(),
                               [&](const auto& listed) { return listed.device == device; }),
                devices.end());
}

}  // namespace

const ListedDevice* DeviceList::find(DeviceId device) const {
  const auto found = std::find_if(devices.begin(), devices.end(),
                                  [&](const auto& listed) { return listed.device == device; });
  return found == devices.end() ? nullptr : &*found;
}

bool DeviceList::is_gone(DeviceId device) const {
  return device.value <= gone_up_to.value && find(device) == nullptr;
}

Bytes serialise_device_list(const Username& owner, const DeviceList& list) {
  BinaryWriter out;
  out.u8(form).text(owner.text()).u64(list.version).u32(list.gone_up_to.value);
  out.u32(static_cast<std::uint32_t>(list.devices.size()));
  for (const auto& listed : list.devices) out.u32(listed.device.value).u32(listed.registration.value);
  return copy_of(out.view());
}

Result<DeviceList> parse_device_list(const Username& owner, ByteView bytes) {
  BinaryReader in{bytes};
  if (in.u8() != form) return malformed("form of a device list");
  const auto user = in.text();
  DeviceList list;
  list.version = in.u64();
  list.gone_up_to = DeviceId{in.u32()};
  const auto count = in.u32();
  if (count > max_listed_devices) return malformed("length of a device list");
  for (std::uint32_t at = 0; at < count; ++at) {
    const DeviceId device{in.u32()};
    list.devices.push_back({device, RegistrationId{in.u32()}});
  }
  if (!in.is_complete()) return malformed("device list");
  SOTTO_TRY(check_values(list));
  if (user != owner.text()) return Error{ErrorCode::context_mismatch, "device list", 0};
  return list;
}

Result<DeviceList> open_device_list(const PublicKey& identity, const Username& owner, ByteView bytes,
                                    ByteView signature) {
  SOTTO_TRY(verify(identity, SignaturePurpose::device_list, bytes, signature));
  return parse_device_list(owner, bytes);
}

Status check_follows(const DeviceList& known, const DeviceList& next) {
  if (next.version < known.version) return Error{ErrorCode::stale_state, "device list", 0};
  if (next.version == known.version) {
    return next == known ? Status{} : Status{Error{ErrorCode::forked_log, "device list", 0}};
  }
  const bool brings_back = std::any_of(next.devices.begin(), next.devices.end(),
                                       [&](const auto& listed) { return known.is_gone(listed.device); });
  if (brings_back) return Error{ErrorCode::stale_state, "device that was gone", 0};
  return {};
}

DeviceList with_device(DeviceList list, const ListedDevice& device) {
  ++list.version;
  erase(list.devices, device.device);
  list.devices.insert(std::upper_bound(list.devices.begin(), list.devices.end(), device, is_before), device);
  return list;
}

DeviceList without_device(DeviceList list, DeviceId device) {
  ++list.version;
  erase(list.devices, device);
  list.gone_up_to.value = std::max(list.gone_up_to.value, device.value);
  return list;
}

}  // namespace sotto::crypto
