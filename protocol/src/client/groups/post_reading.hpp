// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "post_record.hpp"
#include "sotto/group/membership.hpp"
#include "sotto/wire/post.hpp"

namespace sotto::client {

class Step;

/// What the relay hands out as said in an open group. It isn't believed about any of it.
namespace post_reading {

/// Verifies a post that stands in this place, and does what it says: a removal at once; a text is what is to
/// be put into the history, nullopt when it stands there or was removed. `posts` tells of those in front of
/// it, and of this one afterwards. A failed call changes nothing.
/// Errors: those of Post::parse(); context_mismatch (another group's, or moved in front of what it answers),
/// not_permitted (no member by the log as it is here, or out by then; not theirs to remove),
/// identity_mismatch, invalid_signature, already_exists (somebody else's id); store_*.
[[nodiscard]] Result<std::optional<store::Message>> read(Step& step, const group::Membership& state,
                                                         const wire::PostPlace& place, PostRecord& posts);

/// Nothing but its place is left of a message that stands in the history.
[[nodiscard]] Status bury(Step& step, store::Message message);

}  // namespace post_reading
}  // namespace sotto::client
