// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sotto::client {

/// The engine's checks on what a relay or a peer says, one switch each. In the product they are constants
/// that are all on; only the test build (SOTTO_TEST_DEFENCES) can turn one off, to see its test go red.
struct Defences {
  bool sealed_only = true;           ///< nothing counts that no session has opened (A23, B13)
  bool shown_once = true;            ///< an envelope that was taken in is not taken in again
  bool context = true;               ///< what is inside names where it arrived (A10)
  bool device_signatures = true;     ///< a device without the account's signature gets nothing (C1)
  bool listed_devices = true;        ///< a device that the account's signed list does not name gets nothing
  bool newest_device_list = true;    ///< a list older than one that was seen is not believed (C1)
  bool gone_name_nothing = true;     ///< a list that a device has named counts until that device is gone
  bool removals_told = true;         ///< others hear of a device that was taken out of the list (B14, C1)
  bool gone_unheard = true;          ///< a device that was taken out of the list is not read any more
  bool identity_change = true;       ///< a changed identity blocks (A8, C2)
  bool said_to_one_identity = true;  ///< what was said under another key is not sent again to the new (C2)
  bool accepted_as_shown = true;     ///< a changed key is accepted under the number that was shown (C2)
  bool reset_interval = true;        ///< one reset for each peer device and hour (A15)
  bool strangers_untold = true;      ///< no receipt to somebody nobody here has written to (D1)
  bool reading_untold = true;        ///< no read receipt that was not chosen, and none to strangers (D1)
  bool typing_untold = true;         ///< no sign of typing that was not chosen, and none to strangers (D1)
  bool author_only = true;           ///< only its author changes or deletes a message
  bool timers_keep_time = true;      ///< a clock that is set back does not lengthen a duration (E9)
  bool members_only = true;          ///< only members of the verified log get keys and are read (B1, B8)
  bool group_identity = true;        ///< a member's identity in the log is the one of its session (B1, B11)
  bool key_per_epoch = true;         ///< another own sender key after each change of members (B8, B9)
  bool group_context = true;         ///< what is inside names group, sender, device and id (M8, B10)
  bool stale_epoch_stops = true;     ///< nothing is sent while somebody has named a newer log (B2)
  bool forks_stop = true;            ///< nothing is sent to a group with two histories (B7)
  bool logs_given_back = true;       ///< a relay that lacks the end of a log gets it from members (R33)
  bool texts_counted = true;         ///< texts of a device that never came are told of (A14)
  bool late_in_place = true;         ///< what comes late stands where its number says (B12)
  bool gaps_told = true;             ///< what was kept back of a member's messages leaves a gap (B12)
  bool keys_wear_out = true;         ///< another own sender key after 500 messages or a week (B14)
  bool off_record_unkept = true;     ///< what is off the record is kept by no relay, and as no draft
  bool posts_signed = true;          ///< a post is shown only with its author's signature
  bool posts_in_place = true;        ///< a post is of this group, and behind what its author knew
  bool posts_while_member = true;    ///< what somebody says after they were out of a group is not shown (B4)
  bool kinds_apart = true;           ///< no post in a secure group, nothing encrypted in an open one (B5)
  bool block_holds = true;           ///< nothing of a blocked user is shown or answered
  bool strangers_traceless = true;   ///< nothing is written down of a stranger's undecryptable message (A4)
  bool floods_dropped = true;        ///< a stranger's flood doesn't lie in front of what others send (A13)
  bool commit_first = true;          ///< effects leave after the commit, or not at all (A18)
  bool sent_again = true;            ///< what the relay has not answered for goes out again
  bool in_order = true;              ///< nothing is shown before what a failed store could not take in
  bool copies_told = true;           ///< a number that a device uses twice is told (A16)
  bool state_epoch = true;           ///< an old copy of the store makes new keys (A11)
  bool roots_compared = true;        ///< a new device asks the account's others what the archive is (E4)
  bool released_whole = true;        ///< nothing of a file is handed out before all of it was checked (D11)
  bool linking_confirmed = true;     ///< a device gets the account when its number was compared here
  bool signs_of_life = true;         ///< a relay that has been silent for long is asked whether it is there
};

#ifdef SOTTO_TEST_DEFENCES
[[nodiscard]] Defences& defences() noexcept;
#else
[[nodiscard]] constexpr Defences defences() noexcept { return {}; }
#endif

}  // namespace sotto::client
