// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deadline.hpp"
#include "sotto/base/id.hpp"
#include "sotto/base/result.hpp"
#include "sotto/store/client_store.hpp"

namespace sotto::client {

class Step;
struct Memory;

struct TimersMemory {
  /// From the engine's steady time to the timers' clock. That one begins at the largest time that was ever
  /// seen and goes on with the steady time, so it never goes back, over restarts too (attack E9).
  Duration offset{0};
  Deadline first_end;  ///< on steady time
  Deadline save_due;   ///< while a timer runs: when the clock is written down again
};

/// Messages with a duration. A timer starts when the message was sent, where it was written, and when it was
/// read, elsewhere. At its end the message is erased with all that belongs to it.
namespace timers {

/// Once, when the engine starts.
[[nodiscard]] Status load(Step& step);

/// A text with a duration stands at this place of the history and has not been read yet.
[[nodiscard]] Status await_reading(Step& step, const store::Message& message, store::Position at);
/// Those up to this place were read.
[[nodiscard]] Status on_read(Step& step, const Username& conversation, store::Position up_to);
/// Starts the timer of a text with a duration, `passed` of which is over already; nothing for another one.
[[nodiscard]] Status start(Step& step, const store::Message& message, Duration passed = Duration{0});

[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace timers
}  // namespace sotto::client
