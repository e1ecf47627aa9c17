// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../calls.hpp"
#include "../deadline.hpp"
#include "record.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

class Step;
struct Memory;

/// Keeps the logs of this account's groups up to date: from the relay, verified, and never believed when it
/// serves less or something else than what is known.
namespace group_sync {

/// The relay has named a log of this size. Nothing is sent to the group before it is here (attack B2).
[[nodiscard]] Status want(Step& step, const GroupId& group, std::uint64_t size);
/// Asks the relay whether there is more.
[[nodiscard]] Status look(Step& step, const GroupId& group);
/// The relay has said that this entry does not follow what it has: asks for what it has there and just
/// before, which must be the same as here.
[[nodiscard]] Status compare(Step& step, const GroupId& group, std::uint64_t sequence);
/// The same as look() in half a minute, unless there is a reason before.
[[nodiscard]] Status look_later(Step& step, const GroupId& group);
/// The relay was asked which groups there are, or for a log, and has not answered yet.
[[nodiscard]] bool is_looking(const Memory& memory);
/// The log of this group may be longer than here: an answer is on its way.
[[nodiscard]] bool is_looking_at(const Memory& memory, const GroupId& group);
/// A member has named an entry that is not here. Nothing is sent before it is, and it must be theirs (B2,
/// B7).
[[nodiscard]] Status on_ahead(Step& step, const GroupId& group, group::Witness witness);
/// A member has another history: nothing is sent, and the user hears of it (attack B7).
[[nodiscard]] Status on_fork(Step& step, const GroupId& group, group::Witness witness);

[[nodiscard]] Status on_changed(Step& step, const wire::GroupChanged& changed);
[[nodiscard]] Status on_list(Step& step, Answer answer);
[[nodiscard]] Status on_log(Step& step, const GroupId& group, Answer answer);

[[nodiscard]] Status on_online(Step& step);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace group_sync
}  // namespace sotto::client
