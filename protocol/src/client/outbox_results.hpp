// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "outbox_row.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// What the end of a submission means in the history. Only texts have a state there.
namespace outbox {

[[nodiscard]] Status on_accepted(Step& step, const OutboxRow& row);
/// Its user was blocked before it went: a text shows that it wasn't sent.
[[nodiscard]] Status on_withdrawn(Step& step, const OutboxRow& row);
/// Refused for good: too_large, refused, unknown_user. A text shows it, of a change the screen is told.
[[nodiscard]] Status on_failed(Step& step, const OutboxRow& row, ErrorCode code);
/// What was changed in this conversation, of the message `target` if of one, won't reach the others: the
/// screen is told. Nothing for what is no change.
[[nodiscard]] Status tell_failed_change(Step& step, const ConversationId& conversation, OutboxKind kind,
                                        const std::optional<MessageId>& target, ErrorCode code);

}  // namespace outbox
}  // namespace sotto::client
