// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Attacks on groups through real engines. Each is true when the attacker got what they wanted.
namespace sotto::testing::group_attacks {

/// B1, B11: the relay gives a member's name to somebody else, who gets the key.
bool key_goes_to_another_identity();
/// B1: the relay begins a group in which the victim's name stands, under another identity.
bool invented_group_appears();
/// B1: the relay asks to be let in under the name of somebody whom the approver knows.
bool newcomer_under_anothers_name_is_approved();
/// B2: the relay hides a removal, and a member who was told of it by another goes on under the old epoch.
bool hidden_removal_is_used();
/// B4: a removed member is read on.
bool removed_member_is_read();
/// B7: the relay shows two histories, and those who have noticed go on.
bool split_view_is_used();
/// B8: a removed member reads on.
bool removed_member_reads();
/// B9: a newcomer reads what was said before.
bool newcomer_reads_the_past();
/// B14: a stolen phone is taken out of its account, and whoever has its keys reads on.
bool stolen_phone_reads_on();
/// A11: an old copy of the store speaks on under the keys that it had.
bool old_copy_uses_its_sender_key();
/// B10: a message appears once more, under another id.
bool moved_message_is_shown();
/// B10, M8: a message of one group appears in another one, whose members have its key.
bool message_moves_to_another_group();

}  // namespace sotto::testing::group_attacks
