// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "../outbox_row.hpp"
#include "sotto/group/membership_log.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;

/// This device's own sender keys: made anew with each change of members or of their devices, after a week and
/// after 500 messages (attacks B8, B9, B14), and given only to members that the log proves, over their own
/// sessions (B1, B11).
namespace group_keys {

/// Tells one own key of a group from the next.
using Generation = MessageId;

/// The key to encrypt with now; nullopt: it is on its way to the members. Makes a new one when it has to.
[[nodiscard]] Result<std::optional<Generation>> ready(Step& step, const group::Membership& state);
/// One more message was encrypted with it.
[[nodiscard]] Status count_message(Step& step, const GroupId& group);

/// What a row of kind sender_key carries; nullopt when it is not for this recipient any more.
[[nodiscard]] Result<std::optional<wire::ContentBody>> body_of(Step& step, const OutboxRow& row);
/// The relay has the key for these devices of a member, or never will.
[[nodiscard]] Status on_settled(Step& step, const OutboxRow& row);
/// A device has a message of ours and not its key.
[[nodiscard]] Status on_request(Step& step, const Address& from, const GroupId& group);

}  // namespace group_keys
}  // namespace sotto::client
