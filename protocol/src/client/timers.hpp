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
  /// From the engine's steady time to the timers' clock, which never goes back (attack E9): it goes on with
  /// the steady time, and at a start by what the wall clock has gone on. So it may stay ahead of that one.
  Duration offset{0};
  Deadline first_end;  ///< on steady time
  Deadline save_due;   ///< while a timer runs: when the clocks are written down again
};

/// Messages with a duration. A timer starts when the message was sent, where it was written, and when it was
/// read, elsewhere. At its end the message is erased with all that belongs to it.
namespace timers {

/// Once, when the engine starts.
[[nodiscard]] Status load(Step& step);

/// A text with a duration stands at this place of the history and has not been read yet.
[[nodiscard]] Status await_reading(Step& step, const store::Message& message, store::Position at);
/// Those up to this place were read.
[[nodiscard]] Status on_read(Step& step, const ConversationId& conversation, store::Position up_to);
/// Starts the timer of a text with a duration, `passed` of which is over already; nothing for another one.
[[nodiscard]] Status start(Step& step, const store::Message& message, Duration passed = Duration{0});
/// An edit came before `message`, which has this duration: if it still waits then, it goes.
[[nodiscard]] Status start_for_edit(Step& step, const ConversationId& conversation, const MessageId& message,
                                    Lasting lasting);

[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace timers
}  // namespace sotto::client
