// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "outbox_row.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// What the end of a submission means in the history. Only texts show there.
namespace outbox {

[[nodiscard]] Status on_accepted(Step& step, const OutboxRow& row);
[[nodiscard]] Status on_failed(Step& step, const OutboxRow& row);

}  // namespace outbox
}  // namespace sotto::client
