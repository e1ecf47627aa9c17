// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "../changes.hpp"
#include "sotto/archive/entry.hpp"
#include "sotto/store/client_store.hpp"

/// A restore goes from new to old: a change is there before the message that it changes, and waits for it
/// here.
namespace sotto::client::archiving {

[[nodiscard]] Status keep_edit(Step& step, const ConversationId& conversation, const changes::Change& edit);
/// Removes and returns those of one message.
[[nodiscard]] Result<std::vector<changes::Change>> take_edits(Step& step, const ConversationId& conversation,
                                                              const MessageId& message);

/// What stays of a deleted message: its place. Found by its entry, in which nothing else is left.
[[nodiscard]] Status keep_deleted(Step& step, const archive::EntryId& entry, const store::Message& place);
[[nodiscard]] Result<std::optional<store::Message>> take_deleted(Step& step, const archive::EntryId& entry);

}  // namespace sotto::client::archiving
