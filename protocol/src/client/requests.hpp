// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

class Step;

/// What a stranger writes is a request: it is shown, but nothing is told to them before somebody here accepts
/// it. Who is blocked is not heard any more. Both are known on this device only.
namespace requests {

/// Also lifts a block. invalid_state for oneself.
[[nodiscard]] Status accept(Step& step, const AcceptRequest& intent);
/// invalid_state for oneself.
[[nodiscard]] Status block(Step& step, const BlockUser& intent);
[[nodiscard]] Status unblock(Step& step, const UnblockUser& intent);

}  // namespace requests
}  // namespace sotto::client
