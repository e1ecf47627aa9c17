// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "opening.hpp"
#include "sotto/wire/envelope.hpp"

namespace sotto::client {

/// Envelopes that come in.
namespace inbox {

/// Takes all in and acknowledges them, in one transaction.
[[nodiscard]] Status on_deliver(Step& step, const wire::Deliver& deliver);

/// What became of an envelope.
enum class Outcome : std::uint8_t {
  settled,    ///< shown, dropped, or noted as missing: the relay need not keep it
  untrusted,  ///< genuine, but its identity is not the accepted one
  postponed,  ///< not tried now: has to come again
};
/// Another link in a minute brings what was postponed.
void ask_again_later(Step& step);
[[nodiscard]] Result<Outcome> take_in(Step& step, Incoming incoming);

}  // namespace inbox
}  // namespace sotto::client
