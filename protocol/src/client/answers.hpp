// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "calls.hpp"

namespace sotto::client {

/// Hands the answer of a call to whoever made it.
[[nodiscard]] Status deliver_answer(Step& step, const Purpose& purpose, Answer answer);

}  // namespace sotto::client
