// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay/device_lists.hpp"

#include "relay/limits.hpp"
#include "sotto/crypto/device_list.hpp"

namespace sotto::relay {
namespace {

/// Of the list that is kept; 0: none.
Result<std::uint64_t> version_kept(const store::Transaction& transaction, const Username& owner) {
  SOTTO_ASSIGN(const auto kept, transaction.device_list(owner));
  if (!kept) return std::uint64_t{0};
  SOTTO_ASSIGN(const auto list, crypto::parse_device_list(owner, kept->list));
  return list.version;
}

Status check_lead(const store::Transaction& transaction, const Username& owner, std::uint64_t kept,
                  const crypto::DeviceList& next) {
  SOTTO_ASSIGN(const auto devices, transaction.devices(owner));
  const std::uint64_t newest = devices.empty() ? 0 : devices.back().id.value;
  const bool near =
      next.version - kept <= device_list_lead && next.gone_up_to.value <= newest + device_list_lead;
  return near ? Status{} : Status{Error{ErrorCode::refused, "device list", 0}};
}

}  // namespace

Status replace_device_list(store::Transaction& transaction, const Username& owner,
                           const wire::SignedDeviceList& list) {
  SOTTO_ASSIGN(const auto account, transaction.find_account(owner));
  if (!account) return Error{ErrorCode::not_found, "account"};
  SOTTO_ASSIGN(const auto identity, crypto::IdentityKey::parse(account->identity_key));
  SOTTO_ASSIGN(const auto next, crypto::open_device_list(identity, owner, list.list, list.signature));
  SOTTO_ASSIGN(const auto kept, transaction.device_list(owner));
  if (kept && equal(kept->list, list.list)) return {};
  SOTTO_ASSIGN(const auto version, version_kept(transaction, owner));
  if (next.version <= version) return Error{ErrorCode::stale_state, "device list"};
  SOTTO_TRY(check_lead(transaction, owner, version, next));
  // A device that gets one of these numbers could never be in a list.
  SOTTO_TRY(transaction.skip_devices(owner, next.gone_up_to));
  return transaction.set_device_list(owner, list);
}

void DeviceLists::publish(const Username& owner, wire::SignedDeviceList list, Answer<wire::Done> answer) {
  base_.store.update(
      [owner, list = std::move(list)](store::Transaction& transaction) {
        return replace_device_list(transaction, owner, list);
      },
      [answer = std::move(answer)](const Status& status) {
        if (!status.ok()) return answer(failure_of(status.error()));
        answer(wire::Done{});
      });
}

}  // namespace sotto::relay
