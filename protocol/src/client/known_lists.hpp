// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/base/time.hpp"
#include "sotto/crypto/device_list.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::client {

class Step;

/// The newest signed list of devices that is known of each account, the own one too. Nothing older is
/// believed again, whoever shows it, and nothing is sent to a device that it does not name (attack C1).
/// Source: crypto-docs/decisions/0130-a-signed-list-of-devices.md.
namespace known_lists {

/// What a device sent before it was taken out of the list may still be under way for so long; after that
/// nothing of it is read and its session is erased. Those who learn of it are online, so a day is plenty.
inline constexpr Duration heard_after_removal{24LL * 60 * 60 * 1'000};

enum class State : std::uint8_t {
  none,    ///< never seen or named: each device's own signature has to do
  behind,  ///< a device of the account has named a newer one
  current,
};
[[nodiscard]] Result<State> state(Step& step, const Username& user);
/// nullopt: none is known.
[[nodiscard]] Result<std::optional<crypto::DeviceList>> find(Step& step, const Username& user);
/// The devices that have named a newer list than the one that is known.
[[nodiscard]] Result<std::set<DeviceId>> ahead(Step& step, const Username& user);
/// The version of the own account's list that this device knows; 0: none. Stands in every message.
[[nodiscard]] Result<std::uint64_t> own_version(Step& step);

/// The list that a relay shows, if this identity signed it and it is not older than what is known; one of
/// version 0 when none is shown and there never was one; nullopt otherwise, with a DeviceListRefused event.
/// Nothing is remembered yet.
[[nodiscard]] Result<std::optional<crypto::DeviceList>> admit(
    Step& step, const Username& user, const crypto::IdentityKey& identity,
    const std::optional<wire::SignedDeviceList>& shown);
/// An admitted list of an identity that may be used counts from now on; one of version 0 is none. Of an own
/// device that it does not name any more the others are told.
[[nodiscard]] Status remember(Step& step, const Username& user, const crypto::IdentityKey& identity,
                              const crypto::DeviceList& list);
/// A message of this device has named this version of its account's list. It counts until the device is gone:
/// or a stolen one could hold up the very list that takes it out.
[[nodiscard]] Status note_named(Step& step, const Address& by, std::uint64_t version);

/// Whether the user's list has named this device before, and names it no more.
[[nodiscard]] Result<bool> is_gone(Step& step, const Address& device);
/// Whether what this device sends is read: it is not gone, or not for long.
[[nodiscard]] Result<bool> is_heard(Step& step, const Address& sender);
/// Erases the sessions of devices that are gone for long.
[[nodiscard]] Status on_online(Step& step);

}  // namespace known_lists
}  // namespace sotto::client
