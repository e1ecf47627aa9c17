// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What a relay tries with the posts of open groups, through real engines. Each is true when it got what it
/// wanted.
namespace sotto::testing::post_attacks {

/// B1: the relay says something in a member's name.
bool invented_post_is_shown();
/// B1: the relay says something else under a member's signature.
bool changed_post_is_shown();
/// B1: the relay takes a post back in its author's name.
bool post_is_taken_back_by_the_relay();
/// B5: what is said in an open group is encrypted as if it were a secret.
bool open_group_gets_a_ciphertext();
/// B10: a post of one group appears in another one that its author is in.
bool post_moves_to_another_group();
/// B12: an answer appears in front of what it answers.
bool posts_change_places();
/// B4: the relay hands out what somebody says after they were taken out.
bool removed_member_posts_on();

}  // namespace sotto::testing::post_attacks
