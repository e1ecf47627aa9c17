// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../calls.hpp"
#include "../deadline.hpp"
#include "sotto/group/membership.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// A newcomer who was let in comes in by themselves: nobody asked for it now, so nobody asks again when it
/// fails. See decision 178.
namespace group_coming_in {

/// Appends this account's Join if it waits and enough members have approved.
[[nodiscard]] Status try_now(Step& step, const group::Membership& state);
/// The relay has not taken the Join. It is tried again after a pause, if time can change the answer: the
/// relay's, or the one that this device's clock shows.
[[nodiscard]] Status on_refused(Step& step, const GroupId& group, const Error& error);

/// Whatever was refused is tried as soon as the log was looked at.
void on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace group_coming_in
}  // namespace sotto::client
