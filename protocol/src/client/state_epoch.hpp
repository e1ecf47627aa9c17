// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "sotto/base/result.hpp"

namespace sotto::client {

class Step;

/// Notices that the store is an old copy (attack A11). A number in the store grows with every step that moves
/// a ratchet, and the host keeps the newest one outside the store. A store that is behind it was put back:
/// its sessions would use keys that were used already.
namespace state_epoch {

/// At the start. `kept`: what the host kept last; nullopt when it has nothing. Behind it: all sessions and
/// own sender keys are dropped, so that new ones are made before anything is encrypted, and StateRestored is
/// told.
Status load(Step& step, std::optional<std::uint64_t> kept);

/// At the end of a step, before its commit: counts on if it has moved a ratchet, and asks the host to keep
/// the number before anything else leaves.
Status advance(Step& step);

}  // namespace state_epoch
}  // namespace sotto::client
