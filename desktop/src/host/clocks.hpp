// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sotto/base/time.hpp"

namespace sotto::desktop {

/// What this computer's clocks show. The steady one goes on while the computer sleeps, where the system can
/// tell. Any thread.
[[nodiscard]] Moment read_clocks();

}  // namespace sotto::desktop
