// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

namespace resends {

/// A peer's device, over the session it has just begun anew, could not decrypt these. What this device has
/// sent to that user within the last week goes out again under its old id, a few times at most.
[[nodiscard]] Status on_request(Step& step, const Address& from, const std::vector<MessageId>& messages);

}  // namespace resends
}  // namespace sotto::client
