// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/client/input.hpp"

namespace sotto::client {

class Step;

/// Hands an input to the part that it is for.
[[nodiscard]] Status dispatch(Step& step, Input input);

/// Where an input comes from decides what happens when the store fails.
[[nodiscard]] bool is_frame(const Input& input);
[[nodiscard]] bool is_intent(const Input& input);

}  // namespace sotto::client
