// SPDX-License-Identifier: GPL-3.0-or-later
#include "bundles.hpp"

#include "attempt.hpp"
#include "defences.hpp"
#include "step.hpp"

namespace sotto::client::bundles {
namespace {

using crypto::SignaturePurpose;

bool was_asked_for(const Wish& asked, DeviceId device) {
  return asked.all || asked.devices.count(device) > 0 || asked.renew.count(device) > 0;
}

crypto::HybridBundle bundle_of(const wire::Bundles& answer, const wire::DeviceBundle& device) {
  const bool once = device.kem_prekey_kind == wire::KemPrekeyKind::one_time;
  crypto::HybridBundle bundle{device.suite,
                              {device.registration,
                               answer.identity_key,
                               device.signed_prekey.id,
                               device.signed_prekey.key,
                               device.signed_prekey.signature,
                               std::nullopt,
                               {}},
                              once ? crypto::KemPrekeyKind::one_time : crypto::KemPrekeyKind::last_resort,
                              device.kem_prekey.id,
                              device.kem_prekey.key,
                              device.kem_prekey.signature};
  if (device.one_time_prekey) {
    bundle.classical.prekey_id = device.one_time_prekey->id;
    bundle.classical.prekey = device.one_time_prekey->key;
  }
  return bundle;
}

/// Everything that the account's identity has signed of a device. The signed prekey's own signature is looked
/// at again by X3DH itself.
Status verify_device(const crypto::IdentityKey& identity, const wire::Bundles& answer,
                     const wire::DeviceBundle& device) {
  if (!defences().device_signatures) return {};
  const Address address{answer.username, device.device};
  SOTTO_TRY(
      crypto::verify(identity, SignaturePurpose::device,
                     crypto::device_message(address.user, address.device, device.registration, device.suite),
                     device.device_signature));
  SOTTO_TRY(crypto::verify_bare(identity, device.signed_prekey.key, device.signed_prekey.signature));
  SOTTO_TRY(crypto::verify_kem_prekey(address, bundle_of(answer, device)));
  if (!device.one_time_prekey) return {};
  const auto& prekey = *device.one_time_prekey;
  return crypto::verify(identity, SignaturePurpose::one_time_prekey,
                        crypto::one_time_prekey_message(address.user, address.device, prekey.id, prekey.key),
                        prekey.signature);
}

Status verify_listed(const crypto::DeviceList& list, const wire::DeviceBundle& device) {
  if (list.version == 0 || !defences().listed_devices) return {};
  const auto* listed = list.find(device.device);
  const bool same = listed != nullptr && listed->registration == device.registration;
  return same ? Status{} : Status{Error{ErrorCode::invalid_signature, "device list", 0}};
}

/// The session layer's word on a bundle that a hostile relay has made; anything else is this device's own
/// trouble.
bool is_refusal(ErrorCode code) {
  switch (code) {
    case ErrorCode::low_order_key:
    case ErrorCode::invalid_key:
    case ErrorCode::invalid_signature:
    case ErrorCode::untrusted_identity:
    case ErrorCode::malformed:
    case ErrorCode::unsupported_suite:
      return true;
    default:
      return false;
  }
}

Status start_session(Step& step, const Address& peer, const crypto::HybridBundle& bundle, bool renew) {
  Attempt attempt{step};
  SOTTO_ASSIGN(const bool session, step.session().has_session(attempt, peer, step.now()));
  if (session && !renew) return {};
  SOTTO_TRY(step.session().process_bundle(attempt, peer, bundle, step.now()));
  return attempt.merge();
}

}  // namespace

std::vector<wire::DeviceBundle> verified(Step& step, const wire::Bundles& answer,
                                         const crypto::IdentityKey& identity, const crypto::DeviceList& list,
                                         const Wish& asked) {
  std::vector<wire::DeviceBundle> devices;
  for (const auto& device : answer.devices) {
    if (!was_asked_for(asked, device.device)) continue;
    if (Address{answer.username, device.device} == step.self()) continue;
    auto checked = verify_listed(list, device);
    if (checked) checked = verify_device(identity, answer, device);
    if (checked) {
      devices.push_back(device);
    } else {
      step.notify(DeviceRefused{answer.username, device.device, checked.error().code});
    }
  }
  return devices;
}

Result<std::vector<DeviceId>> start_sessions(Step& step, const wire::Bundles& answer,
                                             const std::vector<wire::DeviceBundle>& devices,
                                             const Wish& asked) {
  std::vector<DeviceId> reachable;
  for (const auto& device : devices) {
    const Address peer{answer.username, device.device};
    const bool renew = asked.renew.count(device.device) > 0;
    const auto started = start_session(step, peer, bundle_of(answer, device), renew);
    if (started) {
      reachable.push_back(device.device);
    } else if (is_refusal(started.error().code)) {
      step.notify(DeviceRefused{answer.username, device.device, started.error().code});
    } else {
      return started.error();
    }
  }
  return reachable;
}

}  // namespace sotto::client::bundles
