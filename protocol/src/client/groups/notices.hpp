// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/result.hpp"
#include "sotto/group/entry.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// Rows in a group's conversation that its log has written: who came, who went, a new name.
namespace group_notices {

/// Under which the notice about an entry stands in the group's conversation.
[[nodiscard]] MessageId id_of(const group::Entry& entry);
/// Under an id that follows from the entry, so once. Entries that say nothing to a reader leave none. The
/// body is a word (created, joined, left, removed, renamed, role, policy) and, behind a space, whom or what
/// it is about.
[[nodiscard]] Status show(Step& step, const group::Entry& entry);
/// The same, to be put somewhere else; nullopt: it says nothing to a reader, or stands there already.
[[nodiscard]] Result<std::optional<store::Message>> notice_of(Step& step, const group::Entry& entry,
                                                              Instant learned_at);

}  // namespace group_notices
}  // namespace sotto::client
