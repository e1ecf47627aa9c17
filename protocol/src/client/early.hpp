// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "changes.hpp"

namespace sotto::client {

/// Changes that came before the message that they change: it may be on its way again after it could not be
/// decrypted, or have gone to this person's other devices only. A few are kept for each conversation, fewer
/// still of a stranger; the oldest go first, and all of them when their message can't come any more.
namespace early {

[[nodiscard]] Status keep(Step& step, const ConversationId& conversation, const changes::Change& change);
/// Now and then.
[[nodiscard]] Status forget_old(Step& step);
/// Edits that wait for a message whose duration is over.
[[nodiscard]] Status forget_edits(Step& step, const ConversationId& conversation, const MessageId& message);
/// Removes and returns those of one message.
[[nodiscard]] Result<std::vector<changes::Change>> take(Step& step, const ConversationId& conversation,
                                                        const MessageId& message);

}  // namespace early
}  // namespace sotto::client
