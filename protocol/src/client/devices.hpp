// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calls.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

/// The account's own devices.
namespace devices {

[[nodiscard]] Status list(Step& step);
/// invalid_state for this device itself: leaving is a log-out.
[[nodiscard]] Status revoke(Step& step, const RevokeDevice& intent);

[[nodiscard]] Status on_list(Step& step, Answer answer);
/// The device is out of the list, and away from the relay.
[[nodiscard]] Status on_revoked(Step& step);
[[nodiscard]] Status on_not_revoked(Step& step, const Error& error);

}  // namespace devices
}  // namespace sotto::client
