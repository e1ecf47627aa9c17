// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../inbox.hpp"

namespace sotto::client {

/// Messages to groups that come in.
namespace group_inbox {

/// Opens an envelope of type sender_key and compares everything in it with where it arrived and with the
/// verified log: group, sender, device, id, epoch, head (M8, attacks B7, B10). What cannot be opened yet, for
/// want of a key or of the newest entries, is held back until that comes.
[[nodiscard]] Result<inbox::Outcome> take_in(Step& step, const Incoming& incoming);

/// A device's key for a group, over its own session; the same one again changes nothing (M7).
[[nodiscard]] Status on_key(Step& step, const Address& from, const wire::SenderKeyDistribution& key);
/// What came of a group that this account has nothing to do with.
[[nodiscard]] Status forget(Step& step, const GroupId& group);
/// A session with this device has begun anew: the key for want of which something is held may have been lost
/// with the old one, or the question for it.
[[nodiscard]] Status on_new_session(Step& step, const Address& sender);
/// There is a link: the keys for want of which something is held since less than a week are asked for.
[[nodiscard]] Status on_online(Step& step);
/// The group's log is up to date: what waited for that is opened or dropped.
[[nodiscard]] Status on_log(Step& step, const GroupId& group);

}  // namespace group_inbox
}  // namespace sotto::client
