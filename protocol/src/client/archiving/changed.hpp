// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/archive/seal_entry.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {
class Step;
}

/// Which entries hold something of a message: when it is deleted, all of them are shredded.
namespace sotto::client::archiving {

/// This change of `target` is in the archive, or about to be.
[[nodiscard]] Status remember_change(Step& step, const archive::Record& change, const MessageId& target);
/// The entries of a message, its text and its changes, are queued to be shredded.
[[nodiscard]] Status shred_all(Step& step, const ConversationId& conversation, const Username& author,
                               const MessageId& message);

}  // namespace sotto::client::archiving
