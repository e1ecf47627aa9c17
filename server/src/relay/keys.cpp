// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/keys.hpp"

#include <algorithm>
#include <memory>

#include "sotto/crypto/identity.hpp"
#include "sotto/crypto/kem_public_key.hpp"
#include "sotto/wire/limits.hpp"

namespace sotto::relay {
namespace {

using Code = wire::CallFailureCode;
using crypto::SignaturePurpose;
constexpr std::int64_t ms_per_hour = 60 * 60 * 1000;

Status check_kem_prekey(const crypto::IdentityKey& identity, SignaturePurpose purpose, const Address& device,
                        const wire::KemPrekey& prekey) {
  SOTTO_TRY(crypto::KemPublicKey::parse(prekey.key));
  return crypto::verify(identity, purpose,
                        crypto::kem_prekey_message(device.user, device.device, prekey.id, prekey.key),
                        prekey.signature);
}

Status check_signatures(const crypto::IdentityKey& identity, const Address& device,
                        const wire::PublishKeysRequest& request) {
  SOTTO_TRY(
      crypto::verify(identity, crypto::SignaturePurpose::device,
                     crypto::device_message(device.user, device.device, request.registration, request.suite),
                     request.device_signature));
  if (request.signed_prekey) {
    SOTTO_TRY(crypto::PublicKey::parse(request.signed_prekey->key));
    SOTTO_TRY(crypto::verify_bare(identity, request.signed_prekey->key, request.signed_prekey->signature));
  }
  for (const auto& prekey : request.one_time_prekeys) {
    SOTTO_TRY(crypto::PublicKey::parse(prekey.key));
    SOTTO_TRY(
        crypto::verify(identity, crypto::SignaturePurpose::one_time_prekey,
                       crypto::one_time_prekey_message(device.user, device.device, prekey.id, prekey.key),
                       prekey.signature));
  }
  if (request.kem_last_resort) {
    SOTTO_TRY(
        check_kem_prekey(identity, SignaturePurpose::kem_last_resort, device, *request.kem_last_resort));
  }
  for (const auto& prekey : request.kem_prekeys) {
    SOTTO_TRY(check_kem_prekey(identity, SignaturePurpose::kem_prekey, device, prekey));
  }
  return {};
}

/// The keys as they will stand; refused when a device without keys does not publish all that it needs, or
/// speaks a suite that nobody else does.
Result<store::DeviceKeys> merged(const store::Device& before, const wire::PublishKeysRequest& request,
                                 Instant now) {
  const bool complete = request.signed_prekey && request.kem_last_resort;
  if (!complete && !before.keys) return Error{ErrorCode::refused, "prekeys"};
  if (request.suite < wire::suite_hybrid) return Error{ErrorCode::refused, "suite", request.suite};
  store::DeviceKeys keys = before.keys.value_or(store::DeviceKeys{});
  keys.registration = request.registration;
  keys.device_signature = request.device_signature;
  if (request.signed_prekey) {
    keys.signed_prekey = *request.signed_prekey;
    keys.signed_prekey_at = Instant{now.milliseconds / ms_per_hour * ms_per_hour};
  }
  if (request.kem_last_resort) keys.kem_last_resort = *request.kem_last_resort;
  keys.suite = request.suite;
  return keys;
}

struct Published {
  wire::KeysPublished counts;
  bool first = false;  ///< the device can be reached from now on
};

Result<wire::PrekeysLow> prekeys_left(const store::Snapshot& snapshot, const Address& owner) {
  SOTTO_ASSIGN(const auto one_time, snapshot.count_prekeys(owner));
  SOTTO_ASSIGN(const auto kem, snapshot.count_kem_prekeys(owner));
  return wire::PrekeysLow{static_cast<std::uint32_t>(one_time), static_cast<std::uint32_t>(kem)};
}

Status store_keys(store::Transaction& transaction, const Address& owner,
                  const wire::PublishKeysRequest& request, Instant now, Published& published) {
  SOTTO_ASSIGN(const auto devices, transaction.devices(owner.user));
  const auto found = std::find_if(devices.begin(), devices.end(),
                                  [&](const auto& device) { return device.id == owner.device; });
  if (found == devices.end()) return Error{ErrorCode::not_found, "device"};
  SOTTO_ASSIGN(const auto before, transaction.count_prekeys(owner));
  if (before + request.one_time_prekeys.size() > wire::max_prekeys_stored)
    return Error{ErrorCode::too_large, "prekeys"};
  SOTTO_ASSIGN(const auto kem_before, transaction.count_kem_prekeys(owner));
  if (kem_before + request.kem_prekeys.size() > wire::max_kem_prekeys_stored)
    return Error{ErrorCode::too_large, "KEM prekeys"};
  SOTTO_ASSIGN(const auto keys, merged(*found, request, now));
  SOTTO_TRY(transaction.set_keys(owner, keys));
  SOTTO_TRY(transaction.set_sealed_name(owner, request.sealed_device_name));
  SOTTO_TRY(transaction.add_prekeys(owner, request.one_time_prekeys));
  SOTTO_TRY(transaction.add_kem_prekeys(owner, request.kem_prekeys));
  SOTTO_ASSIGN(const auto left, prekeys_left(transaction, owner));
  published.counts = {left.one_time_prekeys, left.kem_prekeys};
  published.first = !found->keys;
  return {};
}

bool wanted(const wire::FetchBundlesRequest& request, DeviceId device) {
  if (request.list_only) return false;
  return request.devices.empty() ||
         std::find(request.devices.begin(), request.devices.end(), device) != request.devices.end();
}

wire::DeviceBundle bundle_of(const store::Device& device, std::optional<wire::OneTimePrekey> prekey,
                             std::optional<wire::KemPrekey> kem_prekey) {
  const auto& keys = *device.keys;
  const auto kind = kem_prekey ? wire::KemPrekeyKind::one_time : wire::KemPrekeyKind::last_resort;
  return {device.id,
          keys.registration,
          keys.device_signature,
          keys.signed_prekey,
          std::move(prekey),
          keys.suite,
          kind,
          kem_prekey ? *std::move(kem_prekey) : keys.kem_last_resort};
}

Status take_bundles(store::Transaction& transaction, const wire::FetchBundlesRequest& request,
                    Keys::Fetched& fetched) {
  SOTTO_ASSIGN(const auto account, transaction.find_account(request.username));
  if (!account) return Error{ErrorCode::unknown_user, "bundles"};
  fetched.bundles.identity_key = account->identity_key;
  SOTTO_ASSIGN(fetched.bundles.device_list, transaction.device_list(request.username));
  SOTTO_ASSIGN(const auto devices, transaction.devices(request.username));
  bool reachable = false;
  for (const auto& device : devices) {
    if (!device.keys) continue;
    reachable = true;
    if (!wanted(request, device.id)) continue;
    const Address address{request.username, device.id};
    SOTTO_ASSIGN(auto prekey, transaction.take_prekey(address));
    SOTTO_ASSIGN(auto kem_prekey, transaction.take_kem_prekey(address));
    SOTTO_ASSIGN(const auto left, prekeys_left(transaction, address));
    const bool is_low = std::min(left.one_time_prekeys, left.kem_prekeys) <= wire::prekeys_low;
    if (is_low) fetched.low.emplace_back(address, left);
    fetched.bundles.devices.push_back(bundle_of(device, std::move(prekey), std::move(kem_prekey)));
  }
  return reachable ? Status{} : Status{Error{ErrorCode::unknown_user, "devices"}};
}

}  // namespace

Keys::Keys(Foundation& foundation)
    : base_{foundation},
      of_target_{rates::bundle_of_target, foundation.policy.rate_factor, foundation.hash},
      from_target_{rates::bundles_from_target, foundation.policy.rate_factor, foundation.hash} {}

Outcome<store::Account> Keys::owner(const Username& name) {
  std::optional<store::Account> found;
  const Status status = base_.store.read([&](const store::Snapshot& snapshot) -> Status {
    SOTTO_ASSIGN(found, snapshot.find_account(name));
    return {};
  });
  if (!status.ok()) return failure_of(status.error());
  if (!found) return failure(Code::unauthorised);
  return *std::move(found);
}

void Keys::publish(const Address& device, wire::PublishKeysRequest request,
                   Answer<wire::KeysPublished> answer) {
  auto account = owner(device.user);
  if (const auto* failed = std::get_if<wire::CallFailure>(&account)) return answer(*failed);
  const auto identity = crypto::IdentityKey::parse(std::get<store::Account>(account).identity_key);
  if (!identity.ok() || !check_signatures(*identity, device, request).ok())
    return answer(failure(Code::invalid_signature));

  auto published = std::make_shared<Published>();
  base_.store.update(
      [device, request = std::move(request), published,
       now = base_.clock.now()](store::Transaction& transaction) {
        return store_keys(transaction, device, request, now, *published);
      },
      [this, user = device.user, published, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        if (published->first) base_.bus.publish(bus::DevicesChanged{user});
        answer(published->counts);
      });
}

void Keys::fetch(const Username& requester, wire::FetchBundlesRequest request, Answer<Fetched> answer) {
  const Instant now = base_.clock.now();
  const auto& target = request.username.text();
  // The pair first: one requester's impatience must not use up what others may have of the target.
  auto wait = of_target_.take(requester.text() + " " + target, now);
  if (wait == Duration{0}) wait = from_target_.take(target, now);
  if (wait > Duration{0}) {
    base_.metrics.rate_limited += 1;
    return answer(failure(Code::rate_limited, wait));
  }
  auto fetched = std::make_shared<Fetched>(Fetched{{request.username, {}, {}}, {}});
  base_.store.update(
      [request = std::move(request), fetched](store::Transaction& transaction) {
        return take_bundles(transaction, request, *fetched);
      },
      [this, fetched, answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        for (const auto& device : fetched->bundles.devices) {
          base_.metrics.bundles_fetched += 1;
          if (device.one_time_prekey) base_.metrics.prekeys_taken += 1;
        }
        answer(std::move(*fetched));
      });
}

}  // namespace sotto::relay
