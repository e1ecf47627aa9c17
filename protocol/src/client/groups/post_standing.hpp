// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "post_record.hpp"
#include "sotto/group/membership.hpp"
#include "sotto/group/post.hpp"

namespace sotto::client {

class Step;

/// Whether somebody who is out of an open group has said something while they were in. A post names no entry
/// of the log, and its time is its author's word: what counts is where it stands. See decision 179.
namespace post_standing {

/// not_permitted: it came after its author had gone. `posts`: what is known of those in front of it.
[[nodiscard]] Status check(Step& step, const group::Membership& state, const group::PostHeader& header,
                           std::uint64_t place, const PostRecord& posts);
/// How far the posts reached after its author had gone is still to be asked.
[[nodiscard]] bool is_undecided(const group::Membership& state, const PostRecord& posts, ByteView post);
/// The relay was asked when a log of this size was here, and all that it has said to have is here.
void note_reached(const group::Membership& state, PostRecord& posts, const PostsReached& reached);

}  // namespace post_standing
}  // namespace sotto::client
