// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {
class Step;
}

/// What is here and not in the archive is put into it: a history from before there was one, what an archive
/// lacks that the user has accepted as it is, what found no room in the queue. Everything is looked through
/// once, conversation by conversation, each from old to new, so that it is restored in its order.
namespace sotto::client::archiving {

/// How far that is.
struct CatchingUp {
  bool done = false;
  std::optional<ConversationId> conversation;  ///< all in front of it are done; nullopt: none is
  store::Position up_to;                       ///< until there it is done, too
};

[[nodiscard]] Result<CatchingUp> load_catching_up(Step& step);
/// From the beginning.
[[nodiscard]] Status catch_up_again(Step& step);
/// Whatever is here has come out of the archive, or is queued when it comes.
[[nodiscard]] Status nothing_to_catch_up(Step& step);

/// Whether a message is still going to be looked at: to queue it before would bring it out of its order.
[[nodiscard]] bool is_ahead(const CatchingUp& done, const store::Message& message);

/// Looks at the next few hundred messages and queues what the archive lacks of them. Returns whether there
/// was something. REQUIRES: everything that the archive has is known here.
[[nodiscard]] Result<bool> catch_up_some(Step& step);

}  // namespace sotto::client::archiving
