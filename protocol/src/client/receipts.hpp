// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// End-to-end delivery receipts: in batches, a moment later, and only to users to whom somebody here has
/// written (attack D1). Those for strangers wait until they are answered.
namespace receipts {

/// This text was committed here.
[[nodiscard]] Status note(Step& step, const Username& sender, const MessageId& message);
/// Somebody here has written to this user for the first time.
[[nodiscard]] Status allow(Step& step, const Username& user);

[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);

}  // namespace receipts
}  // namespace sotto::client
