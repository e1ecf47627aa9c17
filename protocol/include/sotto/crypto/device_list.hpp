// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sotto/crypto/identity.hpp"

namespace sotto::crypto {

/// A device as its account's list has it.
struct ListedDevice {
  DeviceId device;
  RegistrationId registration;
  friend bool operator==(const ListedDevice&, const ListedDevice&) = default;
};

/// As many as a relay lets an account have.
inline constexpr std::size_t max_listed_devices = 16;

/// The devices of an account, signed by its identity as a whole, so that a relay can neither add one nor
/// bring one back. A device changes it by signing the next version. Source: crypto-docs/protocol.md, "The
/// list of devices", and decision 0130.
struct DeviceList {
  std::uint64_t version = 0;  ///< from 1; 0: there is no list yet
  /// A device up to this number that is not in the list is gone for good.
  DeviceId gone_up_to;
  std::vector<ListedDevice> devices;  ///< ascending

  [[nodiscard]] const ListedDevice* find(DeviceId device) const;
  /// The device was in an earlier list, or never will be in one.
  [[nodiscard]] bool is_gone(DeviceId device) const;
  friend bool operator==(const DeviceList&, const DeviceList&) = default;
};

/// The bytes that the identity signs, for the purpose device_list. Their one form.
[[nodiscard]] Bytes serialise_device_list(const Username& owner, const DeviceList& list);
/// malformed; context_mismatch: another account's. The signature has yet to be verified.
[[nodiscard]] Result<DeviceList> parse_device_list(const Username& owner, ByteView bytes);
/// Verified and parsed. invalid_signature, malformed or context_mismatch.
[[nodiscard]] Result<DeviceList> open_device_list(const PublicKey& identity, const Username& owner,
                                                  ByteView bytes, ByteView signature);

/// Whether `next` may stand in the place of `known`: it is the same, or newer and brings no device back that
/// was gone. stale_state when it is older or brings one back, forked_log when it is another one of the same
/// version.
[[nodiscard]] Status check_follows(const DeviceList& known, const DeviceList& next);

/// The next version, with this device in it. REQUIRES: it is not gone.
[[nodiscard]] DeviceList with_device(DeviceList list, const ListedDevice& device);
/// The next version, in which this device is gone.
[[nodiscard]] DeviceList without_device(DeviceList list, DeviceId device);

}  // namespace sotto::crypto
