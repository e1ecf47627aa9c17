// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/reachable_devices.hpp"

namespace sotto::relay {

Result<ReachableDevices::Devices> ReachableDevices::load(const Username& account) const {
  auto reachable = std::make_shared<std::vector<DeviceId>>();
  SOTTO_TRY(base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(const auto devices, snapshot.devices(account));
    for (const auto& device : devices) {
      if (device.keys) reachable->push_back(device.id);
    }
    return {};
  }));
  return Devices{std::move(reachable)};
}

Result<ReachableDevices::Devices> ReachableDevices::of(const Username& account) {
  std::uint64_t forgotten_before = 0;
  {
    const std::lock_guard lock{mutex_};
    const auto found = cache_.find(account);
    if (found != cache_.end()) return found->second;
    forgotten_before = forgotten_;
  }
  SOTTO_ASSIGN(auto devices, load(account));
  const std::lock_guard lock{mutex_};
  if (forgotten_ != forgotten_before || devices->empty()) return devices;
  // Any one may go: the next look-up reads it again.
  if (cache_.size() >= max_accounts) cache_.erase(cache_.begin());
  cache_.insert_or_assign(account, devices);
  return devices;
}

void ReachableDevices::forget(const Username& account) {
  const std::lock_guard lock{mutex_};
  forgotten_ += 1;
  cache_.erase(account);
}

}  // namespace sotto::relay
