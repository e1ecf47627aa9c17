// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../calls.hpp"
#include "sotto/group/entry.hpp"

namespace sotto::client {

class Step;

/// Entries that this account writes into a group's log.
namespace group_appending {

/// Under which this account is in a group. REQUIRES: somebody is logged in.
[[nodiscard]] const crypto::IdentityKey& own_key(Step& step);
[[nodiscard]] Result<group::Entry> sign(Step& step, const group::EntryHeader& header,
                                        const group::EntryBody& body);
/// Puts it before the relay. REQUIRES: the link is open.
void append(Step& step, const group::Entry& entry, GroupWish wish);
/// Both, for what no log that is here can judge, or has judged already.
[[nodiscard]] Status append(Step& step, const group::EntryHeader& header, const group::EntryBody& body,
                            GroupWish wish);

}  // namespace group_appending
}  // namespace sotto::client
