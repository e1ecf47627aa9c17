// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "outbox_row.hpp"
#include "sotto/base/result.hpp"
#include "sotto/wire/content.hpp"

namespace sotto::client {

class Step;

/// What a row of the outbox is ready for after sealing.
enum class Readiness : std::uint8_t {
  ready,      ///< one envelope for each device
  waits,      ///< for bundles (asked for) or for the user to accept an identity
  nobody,     ///< to one's own other devices, of which there are none
  too_large,  ///< the envelopes do not fit into a frame
  gone,       ///< what it says is not in the history any more
};

/// For something that is not worth keeping: envelopes for those of the user's devices that a session leads
/// to. Nothing is fetched, and nothing stored but the sessions. None while the user is not known or blocked.
[[nodiscard]] Result<std::vector<wire::SealedEnvelope>> seal_now(Step& step, const Username& to,
                                                                 const MessageId& message,
                                                                 const wire::ContentBody& body);

/// As seal_row() for a row that is in memory only: nothing is stored but the sessions, and what is missing is
/// fetched.
[[nodiscard]] Result<Readiness> seal_unkept(Step& step, OutboxRow& row, const wire::ContentBody& body);

/// Makes the row's envelopes match the recipient's devices: what is there stays (a message is encrypted once
/// for a device), what is missing is encrypted, what is too much is dropped. Stores the row when it changed.
[[nodiscard]] Result<Readiness> seal_row(Step& step, std::uint64_t sequence, OutboxRow& row);

}  // namespace sotto::client
