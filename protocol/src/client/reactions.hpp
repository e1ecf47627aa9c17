// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "changes.hpp"
#include "sotto/client/input.hpp"
#include "sotto/client/view.hpp"

namespace sotto::client {

/// One reaction for each person and message. What was taken back stays as an empty one, so that an older one
/// that comes late does not count.
namespace reactions {

struct Reaction {
  Revision revision;
  std::string emoji;
};

struct By {
  Username author;
  Reaction reaction;
};

[[nodiscard]] Result<std::optional<Reaction>> find(Step& step, const ConversationId& conversation,
                                                   const MessageId& message, const Username& by);
/// All, those too that were taken back.
[[nodiscard]] Result<std::vector<By>> of(Step& step, const ConversationId& conversation,
                                         const MessageId& message);
/// false: it does not count against the one that is there.
[[nodiscard]] Result<bool> keep(Step& step, const ConversationId& conversation,
                                const changes::Change& change);
[[nodiscard]] Status forget(Step& step, const ConversationId& conversation, const MessageId& message);

/// The user's own. not_found, invalid_state (not a text), malformed, too_large.
[[nodiscard]] Status react(Step& step, const React& intent);

/// Those that were not taken back.
[[nodiscard]] Result<std::vector<ReactionView>> views(store::ClientStore& store,
                                                      const ConversationId& conversation,
                                                      const MessageId& message);

}  // namespace reactions
}  // namespace sotto::client
