// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

namespace resends {

/// A peer's device, over the session it has just begun anew, could not decrypt these. What the relay has
/// taken for that user within the last week, said to the identity that they still have, goes out again under
/// its old id, a few times to each device at most. Source:
/// crypto-docs/decisions/0200-what-is-asked-for-again-and-by-whom.md.
[[nodiscard]] Status on_request(Step& step, const Address& from, const std::vector<MessageId>& messages);

}  // namespace resends
}  // namespace sotto::client
