// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Attempt;

/// Content.counter: each device counts its messages to each other device from 1, inside the ciphertext.
namespace counters {

/// The number of the next message to this device; taken together with the session that encrypts it.
[[nodiscard]] Result<std::uint64_t> take_next(Attempt& attempt, const Address& peer);

}  // namespace counters
}  // namespace sotto::client
