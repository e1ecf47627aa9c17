// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../calls.hpp"
#include "../deadline.hpp"
#include "../outbox_row.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// What is said in groups, until the relay has accepted it: in order, one at a time for each group, encrypted
/// once under the key of the present epoch; in an open group signed once. Nothing leaves while somebody has
/// named a newer log than the one that is here (B2).
namespace group_outbox {

/// A text that stands in the history already.
[[nodiscard]] Status add_text(Step& step, const GroupId& group, const MessageId& message, Instant sent_at);
/// An edit, deletion or reaction that was made here already.
[[nodiscard]] Status add_change(Step& step, OutboxKind kind, const GroupId& group, const MessageId& target);
/// A setting of the group's duration, which stands in the history under this id.
[[nodiscard]] Status add_duration(Step& step, const GroupId& group, const MessageId& message);

/// Sends what may be sent.
[[nodiscard]] Status pump(Step& step);
[[nodiscard]] Status on_added(Step& step, const PostCall& call, Answer answer);
[[nodiscard]] Status on_submitted(Step& step, const wire::GroupSubmitted& reply);
[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace group_outbox
}  // namespace sotto::client
