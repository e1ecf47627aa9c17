// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices.hpp"

#include <algorithm>

#include "directory.hpp"
#include "outbox.hpp"
#include "sotto/crypto/password.hpp"
#include "step.hpp"

namespace sotto::client::devices {
namespace {

DeviceView view_of(const wire::DeviceList::Device& device, const SecretBytes& archive_key) {
  const auto name = crypto::open_device_name(device.sealed_name, archive_key);
  return {device.device, name ? *name : std::string{}, device.created_day, device.last_seen_day,
          device.current};
}

bool lists(const wire::DeviceList& list, DeviceId device) {
  return std::any_of(list.devices.begin(), list.devices.end(),
                     [&](const auto& listed) { return listed.device == device; });
}

/// The relay's list differs from the devices that get copies of what is sent: they are asked for anew, with
/// signatures, before the next copy.
Status compare(Step& step, const wire::DeviceList& list) {
  const auto& self = step.self();
  SOTTO_ASSIGN(const auto known, peers::devices_of(step, self.user));
  if (!known) return {};
  const bool all_listed =
      std::all_of(known->begin(), known->end(), [&](DeviceId id) { return lists(list, id); });
  const auto others = list.devices.size() - (lists(list, self.device) ? 1 : 0);
  if (all_listed && others == known->size()) return {};
  return peers::forget_devices(step, self.user);
}

}  // namespace

Status list(Step& step) {
  if (!link::is_online(step.memory()))
    return directory::on_request_failed(step, {ErrorCode::offline, "devices", 0});
  calls::begin(step, wire::DeviceListRequest{}, DeviceListCall{});
  return {};
}

Status revoke(Step& step, const RevokeDevice& intent) {
  if (intent.device == step.self().device) return Error{ErrorCode::invalid_state, "revoke this device"};
  if (!link::is_online(step.memory()))
    return directory::on_request_failed(step, {ErrorCode::offline, "devices", 0});
  calls::begin(step, wire::RevokeDeviceRequest{intent.device}, RevokeCall{});
  return {};
}

Status on_list(Step& step, Answer answer) {
  const auto list = calls::expect<wire::DeviceList>(std::move(answer));
  if (!list) return directory::on_request_failed(step, list.error());
  SOTTO_TRY(compare(step, *list));
  DevicesListed event;
  for (const auto& device : list->devices) {
    event.devices.push_back(view_of(device, step.account().archive_key));
  }
  step.notify(std::move(event));
  return {};
}

Status on_revoked(Step& step, Answer answer) {
  const auto done = calls::expect<wire::Done>(std::move(answer));
  if (!done) return directory::on_request_failed(step, done.error());
  SOTTO_TRY(peers::forget_devices(step, step.self().user));
  return list(step);
}

}  // namespace sotto::client::devices
