// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// How far the posts reached when the relay had a log of this size: what somebody has said who went before
/// lies no further.
struct PostsReached {
  std::uint64_t log_size = 0;
  std::uint64_t place = 0;
};

/// How much of what was said in an open group is here: all places from `oldest` to `newest`.
struct PostRecord {
  std::uint64_t oldest = 0;   ///< 0: nothing was fetched yet; 1: there is nothing older
  std::uint64_t newest = 0;   ///< 0: nothing was said yet
  std::uint64_t refused = 0;  ///< posts that don't hold, and aren't shown
  Instant latest;             ///< the latest time in a member's post, of those that were read in their order
  std::vector<PostsReached> reached = {};  ///< ascending; looked at after somebody went
  [[nodiscard]] bool begun() const noexcept { return oldest > 0; }
};

/// Somebody has taken a post back that is not here.
struct KnownRemoval {
  Username by;
  bool as_admin = false;
};

namespace post_records {

/// nullopt: by its log it is no open group.
[[nodiscard]] Result<std::optional<PostRecord>> find(store::ClientStore& store, const GroupId& group);
[[nodiscard]] Result<std::optional<PostRecord>> find(Step& step, const GroupId& group);
[[nodiscard]] Status save(Step& step, const GroupId& group, const PostRecord& record);
/// The verified log says that this group is open.
[[nodiscard]] Status note_open(Step& step, const GroupId& group);

/// Whether an admin or its author has taken it back. Nobody else's removal counts, nor takes the place of one
/// that does.
[[nodiscard]] Result<bool> is_removed(Step& step, const GroupId& group, const MessageId& post,
                                      const Username& author);
[[nodiscard]] Status save_removal(Step& step, const GroupId& group, const MessageId& post,
                                  const KnownRemoval& removal);

/// Whether the conversation is an open group by its verified log.
[[nodiscard]] Result<bool> is_open(Step& step, const ConversationId& conversation);
/// unsupported: what an open group doesn't have.
[[nodiscard]] Status check_encrypted(Step& step, const ConversationId& conversation);

}  // namespace post_records
}  // namespace sotto::client
