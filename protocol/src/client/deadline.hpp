// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "sotto/base/time.hpp"

namespace sotto::client {

/// When something has to be done, on the engine's own steady time, which never goes back even if the host's
/// clock does (attack E9).
using Deadline = std::optional<Instant>;

[[nodiscard]] inline Deadline sooner(Deadline a, Deadline b) {
  if (!a || !b) return a ? a : b;
  return *b < *a ? b : a;
}

[[nodiscard]] inline bool is_due(Deadline at, Instant steady) { return at && *at <= steady; }

}  // namespace sotto::client
