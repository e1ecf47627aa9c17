// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices.hpp"

#include <algorithm>

#include "directory.hpp"
#include "known_lists.hpp"
#include "outbox.hpp"
#include "sotto/crypto/password.hpp"
#include "step.hpp"

namespace sotto::client::devices {
namespace {

DeviceView view_of(const wire::DeviceList::Device& device, const SecretBytes& archive_key,
                   const crypto::DeviceList& listed) {
  const auto name = crypto::open_device_name(device.sealed_name, archive_key);
  return {device.device,  name ? *name : std::string{},         device.created_day, device.last_seen_day,
          device.current, listed.find(device.device) != nullptr};
}

/// The account's own word on its devices: the list that came with the relay's, or a newer one.
Result<crypto::DeviceList> newest_list(Step& step, const wire::DeviceList& list) {
  const auto& user = step.self().user;
  const auto& identity = step.account().identity.public_key();
  SOTTO_ASSIGN(const auto admitted, known_lists::admit(step, user, identity, list.signed_list));
  if (admitted) SOTTO_TRY(known_lists::remember(step, user, identity, *admitted));
  SOTTO_ASSIGN(auto known, known_lists::find(step, user));
  return known.value_or(crypto::DeviceList{});
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

/// Those that have named a newer list and that the relay does not have any more: until they are taken out
/// nobody can sign the next list.
Status add_absent(Step& step, const wire::DeviceList& there, const crypto::DeviceList& listed,
                  std::vector<DeviceView>& views) {
  SOTTO_ASSIGN(const auto ahead, known_lists::ahead(step, step.self().user));
  for (const auto device : ahead) {
    if (!lists(there, device))
      views.push_back({device, std::string{}, 0, 0, false, listed.find(device) != nullptr});
  }
  return {};
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
  return own_list::revoke(step, intent.device);
}

Status on_list(Step& step, Answer answer) {
  const auto list = calls::expect<wire::DeviceList>(std::move(answer));
  if (!list) return directory::on_request_failed(step, list.error());
  SOTTO_TRY(compare(step, *list));
  SOTTO_ASSIGN(const auto listed, newest_list(step, *list));
  const bool one_is_absent = std::any_of(listed.devices.begin(), listed.devices.end(),
                                         [&](const auto& device) { return !lists(*list, device.device); });
  const bool is_listed = listed.find(step.self().device) != nullptr;
  if (one_is_absent || !is_listed) own_list::look_again(step);
  DevicesListed event;
  for (const auto& device : list->devices) {
    event.devices.push_back(view_of(device, step.account().archive_key, listed));
  }
  SOTTO_TRY(add_absent(step, *list, listed, event.devices));
  step.notify(std::move(event));
  return {};
}

Status on_not_revoked(Step& step, const Error& error) { return directory::on_request_failed(step, error); }

Status on_revoked(Step& step) {
  SOTTO_TRY(peers::forget_devices(step, step.self().user));
  return list(step);
}

}  // namespace sotto::client::devices
