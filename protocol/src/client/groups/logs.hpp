// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <span>

#include "sotto/group/membership_log.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;

/// The verified logs of this account's groups: in the store, and kept in memory once they were read.
namespace group_logs {

using LogPtr = std::shared_ptr<const group::MembershipLog>;

/// nullptr when nothing of it is here yet.
[[nodiscard]] Result<LogPtr> of(Step& step, const GroupId& group);
/// Its first entries, as the log was then.
[[nodiscard]] Result<LogPtr> until(Step& step, const GroupId& group, std::uint64_t size);
/// One of its entries. store_corrupt: it is not here.
[[nodiscard]] Result<group::Entry> entry_at(Step& step, const GroupId& group, std::uint64_t sequence);
/// Without the memory: for views.
[[nodiscard]] Result<LogPtr> load(store::ClientStore& store, const GroupId& group);

/// The relay served entries from `first` on. Verifies them, stores what is new, and does what follows from
/// it: notices in the conversation, how this account belongs to the group, an event. Errors: those of
/// MembershipLog::extend and replay, not_permitted (a group that this account has nothing to do with),
/// store_*.
[[nodiscard]] Status take_in(Step& step, const GroupId& group, std::uint64_t first,
                             std::span<const Bytes> entries);

}  // namespace group_logs
}  // namespace sotto::client
