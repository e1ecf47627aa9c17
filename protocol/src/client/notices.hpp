// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// Rows in a conversation that nobody wrote.
namespace notices {

[[nodiscard]] Status identity_changed(Step& step, const Username& user);
/// Nothing when the newest row says so already, but for messages that are missing since.
[[nodiscard]] Status identity_changed_again(Step& step, const Username& user);
/// Under the id of the message that could not be decrypted. False: that id stands there already.
[[nodiscard]] Result<bool> message_missing(Step& step, const Username& user, const MessageId& message);
/// The missing message has come after all. Leaves a row of any other kind alone.
[[nodiscard]] Status erase_missing(Step& step, const Username& user, const MessageId& message);

}  // namespace notices
}  // namespace sotto::client
