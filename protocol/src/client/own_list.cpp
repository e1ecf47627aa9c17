// SPDX-License-Identifier: GPL-3.0-or-later
#include "own_list.hpp"

#include <algorithm>

#include "backoff.hpp"
#include "bundles.hpp"
#include "devices.hpp"
#include "known_lists.hpp"
#include "logout.hpp"
#include "outbox.hpp"
#include "sotto/crypto/digest.hpp"
#include "step.hpp"

namespace sotto::client::own_list {
namespace {

using crypto::DeviceList;

constexpr Backoff retry{Duration{2'000}, Duration{5 * 60'000}};
/// Another device cannot be faster so often by chance.
constexpr unsigned patient_refusals = 5;

OwnListMemory& own(Step& step) { return step.memory().own_list; }

crypto::ListedDevice this_device(Step& step) { return {step.self().device, step.account().registration}; }

bool names(const DeviceList& list, const crypto::ListedDevice& device) {
  const auto* listed = list.find(device.device);
  return listed != nullptr && *listed == device;
}

Result<wire::SignedDeviceList> signed_list(Step& step, const DeviceList& list) {
  auto bytes = crypto::serialise_device_list(step.self().user, list);
  SOTTO_ASSIGN(auto signature, crypto::sign(step.account().identity, crypto::SignaturePurpose::device_list,
                                            bytes, step.random()));
  return wire::SignedDeviceList{std::move(bytes), std::move(signature)};
}

void ask(Step& step) {
  auto& memory = own(step);
  memory.again.reset();
  // Without a link the next welcome sees to it.
  if (memory.at_work || !link::is_online(step.memory())) return;
  memory.at_work = true;
  calls::begin(step, wire::DeviceListRequest{}, OwnListCall{});
}

/// Nothing is on its way any more.
void rest(Step& step) {
  own(step).at_work = false;
  own(step).proposed.reset();
}

/// The relay has this list, and this device is in it.
Status settle(Step& step) {
  rest(step);
  own(step).failures = 0;
  if (!own(step).revoking.empty()) ask(step);
  SOTTO_TRY(prekey_stock::on_listed(step));
  return outbox::on_peer_changed(step, step.self().user);
}

Status give_up_revoking(Step& step, const Error& error) {
  if (std::exchange(own(step).revoking, {}).empty()) return {};
  return devices::on_not_revoked(step, error);
}

Status back_off(Step& step, const Error& error) {
  auto& memory = own(step);
  rest(step);
  SOTTO_ASSIGN(const auto delay,
               delay_before_retry(step.random(), retry, memory.failures, calls::retry_after(error)));
  ++memory.failures;
  memory.again = step.steady() + delay;
  SOTTO_TRY(give_up_revoking(step, error));
  return entry::on_published(step);  // the account is there; its place in the list follows
}

/// Another device was ahead, or the relay keeps saying so.
Status on_refused(Step& step, const Error& error) {
  auto& memory = own(step);
  if (error.code != ErrorCode::stale_state || memory.failures >= patient_refusals)
    return back_off(step, error);
  ++memory.failures;
  rest(step);
  ask(step);
  return {};
}

/// What the next list begins from.
struct Base {
  DeviceList list;
  bool at_relay = false;  ///< the relay has it
};

/// What one list says of removed devices holds, though another one is gone on from.
void take_over_removals(DeviceList& list, const DeviceList& other) {
  list.devices.erase(std::remove_if(list.devices.begin(), list.devices.end(),
                                    [&](const auto& listed) { return other.is_gone(listed.device); }),
                     list.devices.end());
  list.gone_up_to.value = std::max(list.gone_up_to.value, other.gone_up_to.value);
  list.version = std::max(list.version, other.version);
}

/// The relay's list if it is as new as the known one, which it replaces; otherwise the known one, with a
/// version above both, so that a relay that has lost the newest gets it back. stale_state: another device
/// knows a newer one than both, and what that says of removed devices must not be undone.
Result<Base> base_of(Step& step, const std::optional<wire::SignedDeviceList>& shown) {
  const auto& self = step.self();
  const auto& identity = step.account().identity.public_key();
  SOTTO_ASSIGN(const auto admitted, known_lists::admit(step, self.user, identity, shown));
  if (admitted) {
    SOTTO_TRY(known_lists::remember(step, self.user, identity, *admitted));
    return Base{*admitted, admitted->version != 0};
  }
  SOTTO_ASSIGN(auto known, known_lists::find(step, self.user));
  SOTTO_ASSIGN(const auto ahead, known_lists::ahead(step, self.user));
  const auto& revoking = own(step).revoking;
  // Nobody asks a device that is being taken out: it could hold that up for ever.
  if (!std::includes(revoking.begin(), revoking.end(), ahead.begin(), ahead.end()))
    return Error{ErrorCode::stale_state, "own device list"};
  Base base{known.value_or(DeviceList{}), false};
  if (!shown) return base;
  const auto other = crypto::open_device_list(identity, self.user, shown->list, shown->signature);
  if (!other) return base;
  base.at_relay = *other == base.list;
  take_over_removals(base.list, *other);
  return base;
}

bool has(const wire::DeviceList& there, DeviceId device) {
  return std::any_of(there.devices.begin(), there.devices.end(),
                     [&](const auto& one) { return one.device == device; });
}

/// Devices that the relay does not have any more cannot be reached. They are not gone for good: it is only
/// the relay that says so.
bool drop_absent(DeviceList& list, const wire::DeviceList& there) {
  const auto is_absent = [&](const crypto::ListedDevice& listed) { return !has(there, listed.device); };
  const auto before = list.devices.size();
  list.devices.erase(std::remove_if(list.devices.begin(), list.devices.end(), is_absent), list.devices.end());
  return list.devices.size() != before;
}

/// A device that is to be taken out, and that the relay does not have, is gone all the same. Of one that is
/// in no list the number is believed only if it has spoken, and named a list that is newer than this one.
Result<bool> drop_revoked(Step& step, DeviceList& list, const wire::DeviceList& there) {
  SOTTO_ASSIGN(const auto ahead, known_lists::ahead(step, step.self().user));
  bool dropped = false;
  for (const auto device : own(step).revoking) {
    const bool known = list.find(device) != nullptr || ahead.count(device) > 0;
    if (!known || has(there, device)) continue;
    list = crypto::without_device(std::move(list), device);
    dropped = true;
  }
  return dropped;
}

Status send_revocation(Step& step, DeviceId device, const DeviceList& list) {
  wire::RevokeDeviceRequest request{device};
  // One that is not in the list needs no new one. And its number is the relay's invention: "gone up to" there
  // would shut out all devices to come.
  if (list.find(device) != nullptr) {
    own(step).proposed = crypto::without_device(list, device);
    SOTTO_ASSIGN(request.device_list, signed_list(step, *own(step).proposed));
  }
  calls::begin(step, std::move(request), RevokeCall{device});
  return {};
}

Status publish(Step& step, DeviceList list) {
  SOTTO_ASSIGN(auto next, signed_list(step, list));
  own(step).proposed = std::move(list);
  calls::begin(step, wire::PublishDeviceListRequest{std::move(next)}, OwnListPublishedCall{});
  return {};
}

/// Those of one's other devices that got copies before there were lists.
Result<std::set<DeviceId>> trusted_before_lists(Step& step, const wire::DeviceList& there) {
  SOTTO_ASSIGN(const auto known, peers::devices_of(step, step.self().user));
  std::set<DeviceId> devices;
  for (const auto device : known.value_or(std::vector<DeviceId>{})) {
    if (has(there, device)) devices.insert(device);
  }
  return devices;
}

/// Of an account from before there were lists: all its devices are in the first one, or nobody could write to
/// it before the last of them has been online.
Status ask_for_registrations(Step& step, std::set<DeviceId> devices) {
  wire::FetchBundlesRequest request{step.self().user, {devices.begin(), devices.end()}};
  calls::begin(step, std::move(request), OwnDevicesCall{std::move(devices)});
  return {};
}

Status go_on_from(Step& step, Base base, const wire::DeviceList& there) {
  const auto self = this_device(step);
  if (base.list.version == 0) {
    SOTTO_ASSIGN(auto devices, trusted_before_lists(step, there));
    if (!devices.empty()) return ask_for_registrations(step, std::move(devices));
  }
  if (base.list.is_gone(self.device)) return log_out_revoked(step);
  SOTTO_ASSIGN(bool dropped, drop_revoked(step, base.list, there));
  dropped = drop_absent(base.list, there) || dropped;
  if (!names(base.list, self) || dropped || !base.at_relay)
    return publish(step, crypto::with_device(std::move(base.list), self));
  if (own(step).revoking.empty()) return settle(step);
  return send_revocation(step, *own(step).revoking.begin(), base.list);
}

Status remember_proposed(Step& step) {
  const auto list = std::exchange(own(step).proposed, std::nullopt);
  if (!list) return {};
  return known_lists::remember(step, step.self().user, step.account().identity.public_key(), *list);
}

/// The relay has not had it any more, and the list calls it gone by now.
Result<bool> is_out_already(Step& step, DeviceId device, const Error& error) {
  if (error.code != ErrorCode::not_found) return false;
  SOTTO_ASSIGN(const auto known, known_lists::find(step, step.self().user));
  return known && known->is_gone(device);
}

/// The relay has no such device, or will not let it go: the others that are to be taken out may still be.
Status on_not_revoked(Step& step, const Error& error) {
  SOTTO_TRY(devices::on_not_revoked(step, error));
  return settle(step);
}

}  // namespace

Result<bool> names_this_device(Step& step) {
  SOTTO_ASSIGN(const auto known, known_lists::find(step, step.self().user));
  return known && names(*known, this_device(step));
}

Status on_welcome(Step& step, const wire::Welcome& welcome) {
  own(step) = {};
  SOTTO_ASSIGN(const auto known, known_lists::find(step, step.self().user));
  if (known && names(*known, this_device(step))) {
    const auto hash = crypto::sha256(crypto::serialise_device_list(step.self().user, *known));
    if (equal(hash, welcome.device_list_hash)) return {};
  }
  ask(step);
  return {};
}

void look_again(Step& step) { ask(step); }

Status revoke(Step& step, DeviceId device) {
  own(step).revoking.insert(device);
  own(step).failures = 0;
  ask(step);
  return {};
}

Result<std::optional<wire::SignedDeviceList>> without_this_device(Step& step) {
  using List = std::optional<wire::SignedDeviceList>;
  SOTTO_ASSIGN(auto known, known_lists::find(step, step.self().user));
  if (!known || !names(*known, this_device(step))) return List{};
  SOTTO_ASSIGN(auto next, signed_list(step, crypto::without_device(*std::move(known), step.self().device)));
  return List{std::move(next)};
}

Status on_list(Step& step, Answer answer) {
  const auto there = calls::expect<wire::DeviceList>(std::move(answer));
  if (!there) return back_off(step, there.error());
  auto base = base_of(step, there->signed_list);
  if (!base && base.error().code == ErrorCode::stale_state) return back_off(step, base.error());
  if (!base) return base.error();
  return go_on_from(step, *std::move(base), *there);
}

Status on_own_devices(Step& step, const std::set<DeviceId>& asked, Answer answer) {
  const auto& self = step.self();
  const auto bundles = calls::expect<wire::Bundles>(std::move(answer));
  const bool none_reachable = !bundles && bundles.error().code == ErrorCode::unknown_user;
  if (!bundles && !none_reachable) return back_off(step, bundles.error());
  DeviceList list;
  if (bundles && bundles->username == self.user) {
    const auto& identity = step.account().identity.public_key();
    for (const auto& device : bundles::verified(step, *bundles, identity, {}, Wish{false, asked, {}})) {
      if (list.devices.size() + 1 < crypto::max_listed_devices)
        list = crypto::with_device(std::move(list), {device.device, device.registration});
    }
  }
  list.version = 0;
  return publish(step, crypto::with_device(std::move(list), this_device(step)));
}

Status on_published(Step& step, Answer answer) {
  const auto done = calls::expect<wire::Done>(std::move(answer));
  if (!done) return on_refused(step, done.error());
  SOTTO_TRY(remember_proposed(step));
  return settle(step);
}

Status on_revoked(Step& step, DeviceId device, Answer answer) {
  const auto done = calls::expect<wire::Done>(std::move(answer));
  if (!done && done.error().code == ErrorCode::stale_state) return on_refused(step, done.error());
  own(step).revoking.erase(device);
  if (!done) {
    SOTTO_ASSIGN(const bool out, is_out_already(step, device, done.error()));
    if (!out) return on_not_revoked(step, done.error());
  }
  SOTTO_TRY(remember_proposed(step));
  SOTTO_TRY(settle(step));
  return devices::on_revoked(step);
}

Status on_time(Step& step) {
  if (link::is_online(step.memory()) && is_due(own(step).again, step.steady())) ask(step);
  return {};
}

Deadline due(const Memory& memory) { return link::is_online(memory) ? memory.own_list.again : std::nullopt; }

}  // namespace sotto::client::own_list
