// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <set>

#include "calls.hpp"
#include "deadline.hpp"
#include "sotto/crypto/device_list.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

struct OwnListMemory {
  bool at_work = false;                        ///< from the call for the list until the next one is there
  std::optional<crypto::DeviceList> proposed;  ///< signed, on its way to the relay
  std::set<DeviceId> revoking;                 ///< to be taken out, one after the other
  unsigned failures = 0;                       ///< in a row
  Deadline again;
};

/// The own account's list of devices, which every device of it signs: to put itself into it at log-in, to
/// take another one out, to repair what a relay has lost. The list that the relay shows is asked for before
/// each change; when another device was faster it is asked for again.
namespace own_list {

/// Whether this device is in the list that it knows.
[[nodiscard]] Result<bool> names_this_device(Step& step);

/// Looks whether the relay has the list that is known here, and this device is in it; otherwise sees to it.
[[nodiscard]] Status on_welcome(Step& step, const wire::Welcome& welcome);
/// A device that the list names is not there any more, and the next list goes without it; or the list does
/// not name this one.
void look_again(Step& step);
/// Takes a device out, and away from the relay.
[[nodiscard]] Status revoke(Step& step, DeviceId device);
/// The list without this device, signed; nullopt when it is not in it.
[[nodiscard]] Result<std::optional<wire::SignedDeviceList>> without_this_device(Step& step);

[[nodiscard]] Status on_list(Step& step, Answer answer);
[[nodiscard]] Status on_own_devices(Step& step, const std::set<DeviceId>& asked, Answer answer);
[[nodiscard]] Status on_published(Step& step, Answer answer);
[[nodiscard]] Status on_revoked(Step& step, DeviceId device, Answer answer);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace own_list
}  // namespace sotto::client
