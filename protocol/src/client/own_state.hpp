// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deadline.hpp"
#include "sotto/store/client_store.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// What one's own devices tell each other of a conversation: how far it was read, and the draft. Goes inside
/// sealed content to own devices only, a few seconds after the change, so that a sentence that is being typed
/// is one message and not thirty.
namespace own_state {

/// The draft was changed here.
[[nodiscard]] Status note_draft(Step& step, const ConversationId& conversation);
/// The conversation was read here.
[[nodiscard]] Status note_read(Step& step, const ConversationId& conversation, store::Position up_to);
/// The draft as it is.
[[nodiscard]] Result<wire::Draft> draft(Step& step, const ConversationId& conversation);

/// Another own device has read, or written a draft.
[[nodiscard]] Status take_in(Step& step, const wire::OwnState& own);
/// A message was put at this place: another device may have read it before it came here.
[[nodiscard]] Status on_shown(Step& step, const store::Message& message, store::Position at);
/// A text came late and stands at this place, in front of others: what another device has read behind it says
/// nothing of it.
[[nodiscard]] Status on_late(Step& step, const ConversationId& conversation, store::Position at);
/// It came out of the archive, perhaps behind what was sent after it.
[[nodiscard]] Status on_archived(Step& step, const store::Message& message, store::Position at);
/// What had come out of the archive has come once more, from its author.
[[nodiscard]] Status on_vouched(Step& step, const store::Message& message, store::Position at);

[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace own_state
}  // namespace sotto::client
