// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/group/membership.hpp"

namespace sotto::client {

class Step;

/// Devices that the own account's list does not name any more. Whoever encrypts to this account hears of it
/// at once, though nobody here says anything: by a message without meaning, which like all of them names the
/// version of the list that this device knows. So they stop using the keys of a stolen device.
/// Source: crypto-docs/decisions/0181-a-removed-device-is-told-of.md.
namespace removals {

/// The list that is known from now on lacks a device that the one before had. Tells one's own other devices,
/// the members of secure groups, and those who were accepted here and have a session.
[[nodiscard]] Status tell(Step& step);
/// This device has come to know that the account is in a group, or who came into it: they could not be told
/// before. `before`: the group when the account was in it already; nullptr: it was not.
[[nodiscard]] Status tell_members(Step& step, const group::Membership* before, const group::Membership& now);
/// This user may be told things again.
[[nodiscard]] Status tell_contact(Step& step, const Username& user);

}  // namespace removals
}  // namespace sotto::client
