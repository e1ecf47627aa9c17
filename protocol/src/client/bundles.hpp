// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sotto/base/result.hpp"
#include "sotto/crypto/device_list.hpp"
#include "sotto/wire/call.hpp"

namespace sotto::client {

class Step;
struct Wish;

namespace bundles {

/// The devices among those asked for that the account's list names, and whose signatures hold under the
/// identity that the relay names, each with its bundle; for every other one there is a DeviceRefused event
/// and nothing else.
[[nodiscard]] std::vector<wire::DeviceBundle> verified(Step& step, const wire::Bundles& answer,
                                                       const crypto::IdentityKey& identity,
                                                       const crypto::DeviceList& list, const Wish& asked);

/// Starts sessions with those that have none, or need a new one. Returns the devices that have a session now.
[[nodiscard]] Result<std::vector<DeviceId>> start_sessions(Step& step, const wire::Bundles& answer,
                                                           const std::vector<wire::DeviceBundle>& devices,
                                                           const Wish& asked);

}  // namespace bundles
}  // namespace sotto::client
