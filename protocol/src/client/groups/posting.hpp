// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "outbox_row.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

class Step;

/// What a user says in an open group.
namespace posting {

/// Whether this can be said there; always where it is none. too_large; unsupported: an answer, or a duration.
[[nodiscard]] Status check(Step& step, const SendText& intent);
/// Takes a post back: one's own, or, as an admin, anybody's. Errors: not_found, invalid_state, not_permitted.
[[nodiscard]] Status remove(Step& step, const DeleteMessage& intent);

/// The signed post that a row of the outbox stands for; nullopt: what it says is gone.
[[nodiscard]] Result<std::optional<Bytes>> sign(Step& step, const GroupOutboxRow& row);

}  // namespace posting
}  // namespace sotto::client
