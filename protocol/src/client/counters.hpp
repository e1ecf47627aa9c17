// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "sotto/base/id.hpp"
#include "sotto/base/random.hpp"
#include "sotto/base/result.hpp"

namespace sotto::client {

class Attempt;
class Step;

/// Content.counter: each device numbers its messages to each other device, inside the ciphertext. It begins
/// at a random place and counts on, in whichever session, so no number of it ever stands for two messages. If
/// one does, two go on with one state: a copy of the device talks (attack A16).
/// Source: crypto-docs/decisions/0172-a-number-that-comes-twice-tells-of-a-copy.md.
namespace counters {

/// Where a count begins, at random: below 2^48, so that it never ends.
[[nodiscard]] Result<std::uint64_t> beginning(RandomSource& random);

/// The number of the next message to this device; taken together with the session that encrypts it.
[[nodiscard]] Result<std::uint64_t> take_next(Step& step, Attempt& attempt, const Address& peer);

/// This store is an old copy: the numbers that it would give next may have been given. All begin elsewhere.
[[nodiscard]] Status begin_anew(Step& step);

/// A message of this device came under this number, in whichever session. False: another one did before.
/// REQUIRES: the message is authentic and was not taken in before.
[[nodiscard]] Result<bool> note_received(Step& step, const Address& sender, std::uint64_t number);

/// Tells that somebody talks with a copy of this device: once for each.
[[nodiscard]] Status tell_of_copy(Step& step, const Address& device);

}  // namespace counters
}  // namespace sotto::client
