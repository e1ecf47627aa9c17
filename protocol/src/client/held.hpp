// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inbox.hpp"

namespace sotto::client {

/// Envelopes that are genuine under an identity which the user has not accepted: kept sealed until that is
/// decided.
namespace held {

/// Keeps it, and asks the relay who the user is now. postponed when there is no room for more.
[[nodiscard]] Result<inbox::Outcome> hold(Step& step, const Incoming& incoming);

/// Looks at those of a user again, unless the user is blocked. What is still untrusted is dropped: its
/// identity is not the account's.
[[nodiscard]] Status reconsider(Step& step, const Username& user);

}  // namespace held
}  // namespace sotto::client
