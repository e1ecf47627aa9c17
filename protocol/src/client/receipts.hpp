// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// End-to-end receipts: in batches, a moment later, and never to strangers (attack D1). Those for
/// strangers wait until they are accepted or answered.
namespace receipts {

/// This text was committed here.
[[nodiscard]] Status note(Step& step, const Username& sender, const MessageId& message);
/// Somebody here has looked at this text. Nothing is noted of it unless that is told at all, and nothing of a
/// stranger's.
[[nodiscard]] Status note_read(Step& step, const Username& sender, const MessageId& message);
/// This user is no stranger any more.
[[nodiscard]] Status allow(Step& step, const Username& user);
/// Nothing that waits is told to this user.
[[nodiscard]] Status forget(Step& step, const Username& user);

[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);

}  // namespace receipts
}  // namespace sotto::client
