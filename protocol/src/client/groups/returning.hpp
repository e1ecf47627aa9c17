// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../calls.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// A relay that was set back to a backup lacks the end of a group's log, and nothing fits to what it has: no
/// change that a member makes, no newcomer. Members give it back what it had taken; every entry holds by
/// itself, whoever brings it. Source: crypto-docs/decisions/0202-a-relay-gets-a-group-s-log-back.md.
namespace group_returning {

/// The relay serves less than is here. Over each link every entry is given back once: a relay that only says
/// so (attack B6) is not fed for ever. REQUIRES: this account is a member, and the link is open.
[[nodiscard]] Status begin(Step& step, const GroupId& group, std::uint64_t served);
/// Until then nothing new is said to the group: the relay would not know the sender, or not all readers.
[[nodiscard]] bool is_under_way(const Memory& memory, const GroupId& group);

[[nodiscard]] Status on_answer(Step& step, const ReturnedEntryCall& call, Answer answer);
/// The relay serves as much as is here.
void on_level(Step& step, const GroupId& group);
void on_online(Step& step);

}  // namespace group_returning
}  // namespace sotto::client
