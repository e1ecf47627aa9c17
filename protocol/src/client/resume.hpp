// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/result.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

class Step;

/// The relay has welcomed this device: everything that waited for that goes on, derived from the store.
[[nodiscard]] Status resume_online(Step& step, const wire::Welcome& welcome);

}  // namespace sotto::client
