// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "deadline.hpp"
#include "sotto/base/result.hpp"
#include "sotto/client/view.hpp"
#include "sotto/wire/frame.hpp"

namespace sotto::client {

class Step;
struct Memory;

enum class LinkPhase : std::uint8_t {
  down,            ///< with a deadline: opens again then
  connecting,      ///< OpenLink was emitted
  anonymous,       ///< open, for registering or logging in
  authenticating,  ///< the token was shown
  online,          ///< the relay has said welcome
  leaving,         ///< logged out: closes when the relay has heard of it
};

struct LinkMemory {
  LinkPhase phase = LinkPhase::down;
  Deadline deadline;         ///< when the phase is given up; in down: when it opens again
  unsigned failures = 0;     ///< in a row
  Instant since;             ///< when the phase began
  Instant last_heard;        ///< the newest frame
  Deadline displaces_until;  ///< until then the relay may take an older connection for the newest
  bool displaced = false;
};

/// The one connection to the relay: open, authenticate, come back after a loss.
namespace link {

[[nodiscard]] LinkState shown(const LinkMemory& link);
[[nodiscard]] bool is_online(const Memory& memory);
[[nodiscard]] bool is_open(const Memory& memory);

/// Opens the link if it is down and somebody needs it.
void open(Step& step);
/// Closes it and comes back after a jittered delay; all that waited for an answer is told.
[[nodiscard]] Status drop(Step& step, Duration at_least = Duration{0});
/// Closes it without coming back.
[[nodiscard]] Status close(Step& step);
/// After a log-out: waits a moment for the relay's answer, then closes.
[[nodiscard]] Status leave(Step& step);
/// Shows the relay the account's token. REQUIRES: the link is open, somebody is logged in.
void authenticate(Step& step);

[[nodiscard]] Status on_up(Step& step);
[[nodiscard]] Status on_down(Step& step);
[[nodiscard]] Status on_welcome(Step& step, const wire::Welcome& welcome);
[[nodiscard]] Status on_goodbye(Step& step, const wire::Goodbye& goodbye);
[[nodiscard]] Status on_time(Step& step);
[[nodiscard]] Deadline due(const Memory& memory);

}  // namespace link
}  // namespace sotto::client
