// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../calls.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

class Step;

/// Keeps up with what is said in the open groups that this account is in: the newest page when one comes in,
/// then everything new, and older pages when the user asks for them.
namespace post_sync {

/// Asks for what is new. Nothing for a group that isn't open, or no longer one's own.
[[nodiscard]] Status look(Step& step, const GroupId& group);
/// Once the relay has said which logs are longer than here; those that are fetched have theirs looked at
/// then.
[[nodiscard]] Status look_at_all(Step& step);
/// Asks for a page in front of the oldest place that is here. offline; not_found: there is none.
[[nodiscard]] Status load_older(Step& step, const GroupId& group);

/// The group's log is up to date: what has waited for it is judged by it when the posts are looked at next.
void on_log(Step& step, const GroupId& group);
/// The relay says what has just been said.
[[nodiscard]] Status on_posted(Step& step, const wire::PostPage& page);
[[nodiscard]] Status on_page(Step& step, const PostsCall& call, Answer answer);
/// A post of one's own has this place.
[[nodiscard]] Status on_own(Step& step, const GroupId& group, std::uint64_t sequence);
void on_online(Step& step);

}  // namespace post_sync
}  // namespace sotto::client
