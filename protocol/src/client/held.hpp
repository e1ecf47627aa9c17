// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inbox.hpp"

namespace sotto::client {

/// Envelopes that are genuine under an identity which the user has not accepted: kept sealed until that is
/// decided.
namespace held {

/// Keeps it, and asks the relay who the user is now. postponed when there is no room for more of a contact.
/// Of anybody else what is more is dropped; one of somebody who is blocked is kept without a word to anybody,
/// for the keys of groups that may be in it.
[[nodiscard]] Result<inbox::Outcome> hold(Step& step, const Incoming& incoming);

/// The user is not blocked any more: asks who they are now, if something of them is kept.
[[nodiscard]] Status on_unblocked(Step& step, const Username& user);

/// Asks who those are of whom something is kept: what could not be tried before is then looked at again.
[[nodiscard]] Status on_online(Step& step);

/// Looks at those of a user again, unless their identity is not accepted yet. What is still untrusted is
/// dropped: its identity is not the account's.
[[nodiscard]] Status reconsider(Step& step, const Username& user);

}  // namespace held
}  // namespace sotto::client
