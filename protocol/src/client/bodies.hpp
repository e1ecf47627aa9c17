// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "outbox_row.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;

/// What a submission says, read from the history as it stands now; nullopt when that is gone meanwhile. What
/// goes to one's own other devices is a copy.
[[nodiscard]] Result<std::optional<wire::ContentBody>> body_of(Step& step, const OutboxRow& row);

/// What a row of a text or a change says; nullopt when it is gone.
[[nodiscard]] Result<std::optional<wire::Said>> said_of(Step& step, const OutboxRow& row);

}  // namespace sotto::client
