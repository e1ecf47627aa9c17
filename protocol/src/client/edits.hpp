// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

class Step;

/// What the user does to the user's own messages. Errors of both: not_found; invalid_state (somebody else's
/// message, or not a text any more).
namespace edits {

/// Also malformed, too_large. invalid_state as well for a message that was refused for good.
[[nodiscard]] Status edit(Step& step, const EditMessage& intent);
/// For everyone. A message that was refused for good, which nobody has, goes without leaving its place.
[[nodiscard]] Status remove(Step& step, const DeleteMessage& intent);

}  // namespace edits
}  // namespace sotto::client
